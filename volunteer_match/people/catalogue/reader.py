"""Reads the catalogue's tables, which travel with the package. Pure; each table is read once a process."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

IMPORTED_GROUP = "imported"
"""The shelf of what came from a larger catalogue; it is not shipped, and stands last."""


@dataclass(frozen=True, slots=True)
class CatalogueSkill:
    """One skill as it is shipped. `concept` is its IRI in the Volunteering Data Standard, where one means the same."""

    id: str
    group: str
    name_en: str
    name_es: str
    synonyms_en: tuple[str, ...]
    synonyms_es: tuple[str, ...]
    concept: str | None

    def name_in(self, language: str) -> str:
        """The name for a reader of `language` (a BCP 47 tag); English where there is no Spanish to give."""
        return self.name_es if language.partition("-")[0] == "es" else self.name_en


@dataclass(frozen=True, slots=True)
class SkillGroup:
    """A shelf of the catalogue; `order` is its place on the page, from 1."""

    id: str
    name_en: str
    name_es: str
    order: int


@dataclass(frozen=True, slots=True)
class CredentialKind:
    """A proof that a partner can ask for, with one or two sentences that say what it is."""

    id: str
    name_en: str
    name_es: str
    help_en: str
    help_es: str


@dataclass(frozen=True, slots=True)
class Cause:
    """What a partner works for. `concept` is its IRI in the Volunteering Data Standard, where one exists."""

    id: str
    name_en: str
    name_es: str
    concept: str | None


def _rows(table: str) -> Iterator[dict[str, str]]:
    text = files(__package__).joinpath(table).read_text(encoding="utf-8")
    return iter(csv.DictReader(text.splitlines(), strict=True))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def read_catalogue() -> tuple[CatalogueSkill, ...]:
    """Every skill, in the order of its group and then of the table."""
    return tuple(
        CatalogueSkill(
            id=row["id"],
            group=row["group"],
            name_en=row["name_en"],
            name_es=row["name_es"],
            synonyms_en=_listed(row["synonyms_en"]),
            synonyms_es=_listed(row["synonyms_es"]),
            concept=row["concept"] or None,
        )
        for row in _rows("skills.csv")
    )


@cache
def read_groups() -> tuple[SkillGroup, ...]:
    """The groups of skills, in the order they are shown."""
    groups = (SkillGroup(row["id"], row["name_en"], row["name_es"], int(row["order"])) for row in _rows("groups.csv"))
    return tuple(sorted(groups, key=lambda group: group.order))


@cache
def read_credential_kinds() -> tuple[CredentialKind, ...]:
    """The kinds of credential, in the order they are shown."""
    return tuple(
        CredentialKind(row["id"], row["name_en"], row["name_es"], row["help_en"], row["help_es"])
        for row in _rows("credentials.csv")
    )


@cache
def read_causes() -> tuple[Cause, ...]:
    """The causes, in the order they are shown."""
    return tuple(
        Cause(row["id"], row["name_en"], row["name_es"], row["concept"] or None) for row in _rows("causes.csv")
    )


@cache
def read_language_names() -> dict[str, tuple[str, str]]:
    """English and Spanish names of the languages that Babel leaves unnamed, or names in a way its speakers don't."""
    return {row["tag"]: (row["name_en"], row["name_es"]) for row in _rows("language_names.csv")}


@cache
def read_cues(language: str) -> dict[str, tuple[str, ...]]:
    """By skill, what a sentence says when it asks for it though it does not name it ("eye for detail"); en or es."""
    return {row["skill"]: _listed(row[f"cues_{language}"]) for row in _rows("cues.csv")}
