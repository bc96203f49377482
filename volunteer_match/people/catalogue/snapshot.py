"""The catalogue as each process keeps it: read and arranged once, and again when a skill has changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from flask import current_app
from sqlalchemy import func, select

from volunteer_match.extensions import db
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.catalogue.reader import read_cues
from volunteer_match.people.catalogue.search import Searched, SearchEntry, arrange
from volunteer_match.suggesting.catalogue import Entry
from volunteer_match.suggesting.suggester import Suggester

KEY = "skill-catalogue"
Version = tuple[int, int]


@dataclass(frozen=True, slots=True)
class KnownSkill:
    """What searching needs of a row; `synonyms` are pairs of language and word."""

    id: int
    code: str
    name_en: str
    name_es: str
    synonyms: Sequence[Sequence[str]]
    is_imported: bool

    def name_in(self, language: str) -> str:
        """The name for a reader of `language`; English where there is no other."""
        return self.name_es if language == "es" and self.name_es else self.name_en

    def search_entry(self, language: str) -> SearchEntry:
        name = self.name_in(language)
        others = (self.name_en, self.name_es, *(word for _, word in self.synonyms))
        return SearchEntry(self.code, name, tuple(dict.fromkeys(other for other in others if other and other != name)))

    def text_entry(self, language: str) -> Entry:
        """Everything that the skill is called in that language, and what sentences say that ask for it."""
        words = (word for known, word in self.synonyms if known == language)
        return Entry(self.code, (self.name_in(language), *words, *read_cues(language).get(self.code, ())))


def entry_of(skill: Skill, language: str) -> SearchEntry:
    """A row, retired or not, for somebody who types in that language."""
    known = KnownSkill(skill.id, skill.code, skill.name_en, skill.name_es, skill.synonyms, skill.is_imported)
    return known.search_entry(language)


@dataclass(frozen=True)
class Snapshot:
    """All skills that can be chosen. What is derived from them is made when it is first asked for."""

    version: Version
    skills: tuple[KnownSkill, ...]
    _made: dict[tuple[str, str], object] = field(default_factory=dict)

    @cached_property
    def by_code(self) -> dict[str, KnownSkill]:
        return {skill.code: skill for skill in self.skills}

    def searched(self, language: str) -> Searched:
        """Arranged for somebody who types in that language."""
        made = self._once("search", language, lambda: arrange(skill.search_entry(language) for skill in self.skills))
        assert isinstance(made, Searched)
        return made

    def suggester(self, language: str) -> Suggester:
        """Arranged for texts of that language ("en" or "es")."""
        made = self._once(
            "text", language, lambda: Suggester([skill.text_entry(language) for skill in self.skills], language)
        )
        assert isinstance(made, Suggester)
        return made

    def _once(self, kind: str, language: str, make: Callable[[], object]) -> object:
        # Two threads may make the same thing at once; both are right, and one is kept.
        if (kind, language) not in self._made:
            self._made[kind, language] = make()
        return self._made[kind, language]


def _version() -> Version:
    row = db.session.execute(select(func.count(), func.coalesce(func.sum(Skill.mark), 0)).select_from(Skill)).one()
    return int(row[0]), int(row[1])


def _read() -> tuple[KnownSkill, ...]:
    columns = (Skill.id, Skill.code, Skill.name_en, Skill.name_es, Skill.synonyms, Skill.is_imported)
    rows = db.session.execute(select(*columns).where(Skill.retired_at.is_(None)).order_by(Skill.is_imported, Skill.id))
    return tuple(KnownSkill(*row) for row in rows)


def catalogue_now() -> Snapshot:
    """The catalogue as the database has it now: one small query where nothing has changed."""
    version = _version()
    kept = current_app.extensions.get(KEY)
    if not isinstance(kept, Snapshot) or kept.version != version:
        kept = Snapshot(version, _read())
        current_app.extensions[KEY] = kept
    return kept
