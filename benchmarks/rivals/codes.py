"""Skills and languages as codes "at least this level", hours as "at least so long", for PostgreSQL's integer arrays.

A skill held at level 3 has the codes of levels 0 (held or wanted), 1, 2 and 3. A language has three such ladders: its
level, its verified level, and its *merit*, which is the level or one more than the verified level, whichever is more.
So gates are "contains all of these", and what skills and languages are worth is how many of certain codes are
contained: each gives half of what one asked or preferred thing can give.
"""

from collections.abc import Iterator

import numpy as np

from benchmarks.rivals.columns import Tags
from benchmarks.rivals.question import Question
from benchmarks.rivals.slots import Bytes
from volunteer_match.matching.tables import Ints, SkillTable

MOST_LENGTH = 4
_SKILL_STEPS, _LANGUAGE_STEPS = 5, 10
_LANGUAGES_FROM = 100_000
_LEVEL, _VERIFIED, _MERIT = range(3)


def skill_code(name: int, level: int) -> int:
    return name * _SKILL_STEPS + level


def language_code(tag: int, ladder: int, level: int) -> int:
    return _LANGUAGES_FROM + (tag * 3 + ladder) * _LANGUAGE_STEPS + level


def codes_of(skills: SkillTable, tags: Tags, count: int) -> Iterator[list[int]]:
    """The codes of each agent in turn, in order."""
    parts = [_ladder(skills.agent, skills.name * _SKILL_STEPS, skills.level)]
    for ladder, level in enumerate((tags.level, tags.verified, np.maximum(tags.level, tags.verified + 1))):
        parts.append(_ladder(tags.agent, _LANGUAGES_FROM + (tags.tag * 3 + ladder) * _LANGUAGE_STEPS, level))
    agent, code = (np.concatenate(part) for part in zip(*parts, strict=True))
    order = np.lexsort((code, agent))
    code, ends = code[order], np.searchsorted(agent[order], np.arange(count + 1))
    for position in range(count):
        yield code[ends[position] : ends[position + 1]].tolist()


def _ladder(agent: Ints, base: Ints, level: Ints) -> tuple[Ints, Ints]:
    """The codes from level 0 up to the level that is held; none below 0."""
    steps = level + 1
    within = np.arange(steps.sum()) - np.repeat(np.cumsum(steps) - steps, steps)
    return np.repeat(agent, steps), np.repeat(base, steps) + within


def hour_code(slot: int, length: int) -> int:
    """Free for so many slots from this one on; 1 to 4, the longest session of the workload."""
    return slot * MOST_LENGTH + length - 1


def hour_codes(after: Bytes) -> Iterator[list[int]]:
    """The codes of each agent in turn, in order, from how long the free time after each slot lasts."""
    lengths = np.arange(1, MOST_LENGTH + 1)
    for row in after:
        yield np.flatnonzero(row[:, None] >= lengths).tolist()


def gate_codes(question: Question) -> list[int]:
    """All of them must be there."""
    asked = [skill_code(name, level) for name, level in question.skills]
    return asked + [
        language_code(tag, _VERIFIED if verified else _LEVEL, level) for tag, level, verified in question.languages
    ]


def skill_worths(question: Question) -> list[int]:
    """Each that is there is worth a half."""
    codes = [skill_code(name, level + step) for name, level in question.skills for step in (1, 2) if level + step <= 4]
    for name, level in question.liked_skills:
        codes += [skill_code(name, 0), skill_code(name, level)]
    return codes


def language_worths(question: Question) -> list[int]:
    """Each that is there is worth a half."""
    codes = [language_code(tag, _MERIT, level + step) for tag, level, _ in question.languages for step in (1, 2)]
    for tag, level in question.liked_languages:
        codes += [language_code(tag, _LEVEL, 0), language_code(tag, _LEVEL, level)]
    return codes
