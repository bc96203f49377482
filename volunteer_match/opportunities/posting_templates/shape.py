"""The shape of a posting template. Pure."""

from dataclasses import dataclass

from volunteer_match.glossary import Format, Kind


def N_(text: str) -> str:  # noqa: N802 - the name under which Babel finds texts that are translated later
    """Marks a text for translation without translating it: whoever shows it passes it to gettext."""
    return text


@dataclass(frozen=True, slots=True)
class TemplateSkill:
    """`level` is beginner, intermediate, advanced or expert; a skill that is not required only adds to the fit."""

    skill: str
    level: str
    is_required: bool


OWN_LANGUAGE = ""
"""In place of a tag: the language that the need is written in."""


@dataclass(frozen=True, slots=True)
class TemplateLanguage:
    """`tag` is BCP 47, or OWN_LANGUAGE; `level` is A1 to C2 or native."""

    tag: str
    level: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class PostingTemplate:
    """What a need starts from, so that a partner changes a few fields instead of filling all.

    `name`, `title`, `description` and `how_to_join` are English message ids. `minutes` is the length of a session, or
    for a flexible need the work asked of each agent before the deadline. `weeks` is the number of weekly sessions to
    suggest (1: a single one; 0 for a flexible need), `days_to_deadline` its counterpart for a flexible need.
    """

    key: str
    kind: Kind
    name: str
    title: str
    description: str
    minutes: int
    places: int
    how_to_join: str
    skills: tuple[TemplateSkill, ...]
    languages: tuple[TemplateLanguage, ...]
    cause: str
    format: Format = Format.SCHEDULED
    weeks: int = 1
    days_to_deadline: int | None = None
    credentials: tuple[str, ...] = ()
    minimum_age: int | None = 18
    is_for_minors: bool = False


def needed(skill: str, level: str) -> TemplateSkill:
    """A skill without which the work can't be done."""
    return TemplateSkill(skill, level, is_required=True)


def welcome(skill: str, level: str = "beginner") -> TemplateSkill:
    """A skill that would be nice to have."""
    return TemplateSkill(skill, level, is_required=False)


def speaks(tag: str, level: str) -> TemplateLanguage:
    """A language without which the work can't be done."""
    return TemplateLanguage(tag, level, is_required=True)


def speaks_as_written(level: str) -> TemplateLanguage:
    """The language that the need is written in, which differs from partner to partner."""
    return TemplateLanguage(OWN_LANGUAGE, level, is_required=True)
