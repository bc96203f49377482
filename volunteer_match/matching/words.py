"""Turns phrases into a reader's language. Pure: the edge brings the translations, the names and the formats."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.matching.messages import MESSAGES, PROFICIENCIES, SKILL_LEVELS, Counted
from volunteer_match.matching.phrases import Code, Phrase


class Translate(Protocol):
    """As `flask_babel.gettext`: the translation of `message` with its named parameters filled in."""

    def __call__(self, message: str, /, **params: str) -> str: ...


class TranslateCounted(Protocol):
    """As `flask_babel.ngettext`: the form that goes with `number`."""

    def __call__(self, one: str, many: str, number: int, /, **params: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Voice:
    """How one reader is spoken to: translations, display names by key, and formats in the reader's own time zone."""

    gettext: Translate
    ngettext: TranslateCounted
    skill: Callable[[str], str]
    language: Callable[[str], str]
    """The name of a BCP 47 tag."""
    credential: Callable[[str], str]
    interest: Callable[[str], str]
    """The name of `cause:…`, `kind:…` or `partner:…`."""
    clock: Callable[[datetime], str]
    """An instant as a time of day: `18:30`."""
    moment: Callable[[datetime], str]
    """An instant with its date: `Thu 26 Nov, 18:00`."""
    day: Callable[[date], str]
    """A date: `3 Dec`."""
    minutes: Callable[[int], str]
    """A length: `1 h 30 min`."""


def words(phrase: Phrase, voice: Voice) -> str:
    """One short sentence without a full stop; several statements are parted by semicolons."""
    if phrase.code is Code.ALL_OF:
        return "; ".join(words(leaf, voice) for leaf in phrase.leaves)
    message = MESSAGES[phrase.code]
    params = {name: _shown(name, value, voice) for name, value in phrase.params.items()}
    if isinstance(message, Counted):
        number = phrase.params[message.by]
        assert isinstance(number, int), f"{message.by} of {phrase.code} is a count"
        return voice.ngettext(message.one, message.many, number, **params)
    return voice.gettext(message, **params)


def level_words(level: SkillLevel | Proficiency, voice: Voice) -> str:
    """The name of a level: `advanced`, `B2`, `native`."""
    if isinstance(level, SkillLevel):
        return voice.gettext(SKILL_LEVELS[level])
    return voice.gettext(PROFICIENCIES[level]) if level in PROFICIENCIES else level.name


def _shown(name: str, value: object, voice: Voice) -> str:
    """A parameter as text: by its type where that says enough, else by its name."""
    if isinstance(value, SkillLevel | Proficiency):
        return level_words(value, voice)
    if isinstance(value, datetime):
        return voice.moment(value) if name in _WITH_DATE else voice.clock(value)
    if isinstance(value, date):
        return voice.day(value)
    if isinstance(value, int):
        return voice.minutes(value) if name in _LENGTHS else str(value)
    names = {"skill": voice.skill, "language": voice.language, "credential": voice.credential}
    return names.get(name, voice.interest)(str(value))


_WITH_DATE = frozenset({"begins", "deadline"})
_LENGTHS = frozenset({"minutes", "free", "needed", "limit", "left"})
