"""What skills, languages, interests and the record are worth, for many agents at once: the formulas of `profile_fit`.

All values are whole numbers over a denominator that is the same for all agents of one question, but for the record.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.facts import OpportunityFacts
from volunteer_match.matching.indexing.agents import WANTED, Agents
from volunteer_match.matching.indexing.columns import NOTHING, SKILLS

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]
MILLION = 1_000_000
NOBODYS = NOTHING - 1
"""A number that no skill has."""
_BITS = np.arange(16)
"""All that four bits can tell: of a skill its level and whether it is wanted, of a language its level and the proof."""
_SIXTEENS = _BITS[:, None] * 16
"""Where the values of each skill of a need begin."""


class Share(NamedTuple):
    """A part's value for each row: numerators over one denominator, or over one for each row."""

    over: Ints
    under: int | Ints

    def chosen(self, places: Ints) -> "Share":
        """The same for some of the rows."""
        return Share(self.over[places], self.under if isinstance(self.under, int) else self.under[places])

    def at(self, place: int) -> tuple[int, int]:
        """Numerator and denominator of one row."""
        return int(self.over[place]), int(self.under if isinstance(self.under, int) else self.under[place])


def skills(agents: Agents, need: OpportunityFacts, rows: Ints) -> Share:
    """(2n + worth) ÷ 4n for n skills asked or preferred; 1 ÷ 2 where there are none."""
    asked, preferred = need.requires.skills, need.prefers.skills
    count = len(asked) + len(preferred)
    if not count:
        return Share(np.ones(len(rows), dtype=np.int64), 2)
    values = _skill_values(tuple(asked.values()), tuple(preferred.values()))
    found = _codes(agents, (*asked, *preferred), rows) + _SIXTEENS[:count]
    return Share(values.take(found).sum(axis=0, dtype=np.int64) + 2 * count, 4 * count)


def _codes(agents: Agents, codes: Iterable[str], rows: Ints) -> Bytes:
    """For each skill and each row four bits: its level, and 8 if it is wanted; 0 for who has nothing to do with it."""
    numbers = [NOBODYS if (number := agents.skills.find(code)) is None else number for code in codes]
    held = np.ascontiguousarray(agents.columns.skills.take(rows, axis=0).T)
    hits = np.array(numbers, dtype=np.uint16)[:, None, None] == held
    pairs = agents.columns.skill_levels.take(rows).view(np.uint8).reshape(len(rows), SKILLS // 2).T
    levels = np.empty((SKILLS, len(rows)), dtype=np.uint8)
    levels[::2], levels[1::2] = pairs & 15, pairs >> 4
    return np.asarray((hits * levels).max(axis=1))


@lru_cache(maxsize=256)
def _skill_values(asked: tuple[int, ...], preferred: tuple[int, ...]) -> Bytes:
    """What four bits, as `_codes` has them, are worth: a row for each skill, by the least level of each."""
    level, wanted = _BITS & 7, _BITS // WANTED
    values = [np.clip(level - int(least), 0, 2) for least in asked]
    values += [np.where(level, 1 + (level >= int(least)), wanted) for least in preferred]
    return np.array(values, dtype=np.uint8)


def languages(agents: Agents, need: OpportunityFacts, rows: Ints) -> Share:
    """(2n + worth) ÷ 4n for n languages asked or preferred; 1 ÷ 2 where there are none."""
    asked, preferred = need.requires.languages, need.prefers.languages
    count = len(asked) + len(preferred)
    if not count:
        return Share(np.ones(len(rows), dtype=np.int64), 2)
    codes = agents.columns.languages.take(rows, axis=0).T
    worth = np.full(len(rows), 2 * count, dtype=np.int64)
    for is_preferred, levels in enumerate((asked, preferred)):
        for tag, least in levels.items():
            values = _language_values(tuple(agents.tags_meeting(tag)), least, bool(is_preferred))
            worth += values.take(codes, mode="clip").max(axis=0)
    return Share(worth, 4 * count)


@lru_cache(maxsize=256)
def _language_values(tags: tuple[int, ...], least: int, is_preferred: bool) -> Bytes:
    """What a code of a language (see `Columns.languages`) is worth, by these tags; the last tells of all beyond."""
    level, verified = _BITS >> 1, _BITS & 1
    more = 1 + (level >= int(least)) if is_preferred else np.clip(level - int(least) + verified, 0, 2)
    values = np.zeros((max(tags, default=-1) + 2, len(_BITS)), dtype=np.uint8)
    values[list(tags)] = more if is_preferred else np.where(level >= int(least), more, 0)
    return values.ravel()


def interest(agents: Agents, need: OpportunityFacts, rows: Ints) -> Share:
    """min(1, 0.5 + 0.25 × how many of cause, kind and partner the agent chose or has served well), in quarters."""
    found = (agents.interests.find(key) for key in interest_keys(need))
    numbers = np.array([number for number in found if number is not None], dtype=np.uint16)
    cared = agents.columns.interests.take(rows, axis=0).T >> 1
    shared = (cared == numbers[:, None, None]).any(axis=1).sum(axis=0)
    return Share(np.minimum(shared, 2) + 2, 4)


def interest_keys(need: OpportunityFacts) -> Iterable[str]:
    named = (("cause", need.cause), ("kind", need.kind), ("partner", need.partner))
    return [f"{name}:{value}" for name, value in named if value is not None]


def reliability(agents: Agents, rows: Ints) -> tuple[Ints, Ints]:
    """(8 + attended) ÷ (10 + attended + missed), in millionths above and below."""
    attended = agents.columns.attended.take(rows).astype(np.int64)
    missed = agents.columns.missed.take(rows).astype(np.int64)
    return 8 * MILLION + attended, 10 * MILLION + attended + missed
