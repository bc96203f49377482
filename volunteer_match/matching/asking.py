"""What a need asks, one requirement at a time: the need without it, and with it one level lower."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from volunteer_match.matching.facts import Requirements
from volunteer_match.matching.levels import Proficiency, SkillLevel

L = TypeVar("L", SkillLevel, Proficiency)


class Sort(StrEnum):
    SKILL = "skill"
    LANGUAGE = "language"
    VERIFIED = "verified"
    CREDENTIAL = "credential"
    AGE = "age"


@dataclass(frozen=True, slots=True)
class Relaxed:
    """One requirement: its skill, tag or credential (empty for the age), and its level (for the age: years).

    `without` asks everything but this; `lower` asks it one level lower, and is None where there is no lower level.
    """

    sort: Sort
    name: str
    level: int | None
    without: Requirements
    lower: Requirements | None = None


def relaxations(requires: Requirements) -> Iterator[Relaxed]:
    """Every requirement, in the order in which they are asked."""
    for code, level in requires.skills.items():
        without = replace(requires, skills=_without(requires.skills, code))
        lower = replace(requires, skills={**requires.skills, code: SkillLevel(level - 1)}) if level > 1 else None
        yield Relaxed(Sort.SKILL, code, level, without, lower)
    for tag, proficiency in requires.languages.items():
        yield from _language(requires, tag, proficiency)
    for kind in requires.credentials:
        yield Relaxed(
            Sort.CREDENTIAL,
            kind,
            None,
            replace(requires, credentials=tuple(one for one in requires.credentials if one != kind)),
        )
    if requires.minimum_age:
        yield Relaxed(Sort.AGE, "", requires.minimum_age, replace(requires, minimum_age=None))


def _language(requires: Requirements, tag: str, level: Proficiency) -> Iterator[Relaxed]:
    """A language at a level; that the level must be verified is a requirement of its own."""
    unverified = requires.verified_languages - {tag}
    without = replace(requires, languages=_without(requires.languages, tag), verified_languages=unverified)
    lower = None
    if level > Proficiency.A1:
        lower = replace(requires, languages={**requires.languages, tag: Proficiency(level - 1)})
    yield Relaxed(Sort.LANGUAGE, tag, level, without, lower)
    if tag in requires.verified_languages:
        yield Relaxed(Sort.VERIFIED, tag, None, replace(requires, verified_languages=unverified))


def _without(asked: Mapping[str, L], name: str) -> dict[str, L]:
    return {each: level for each, level in asked.items() if each != name}
