"""What skills, languages, interests and the record are worth, for many agents at once: the formulas of `profile_fit`.

All values are whole numbers over a denominator that is the same for all agents of one question, but for the record.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.facts import OpportunityFacts
from volunteer_match.matching.indexing.agents import WANTED, Agents
from volunteer_match.matching.indexing.columns import MOST_TAGS, NOTHING, SKILLS

Ints = NDArray[np.int64]
MILLION = 1_000_000
NOBODYS = NOTHING - 1
"""A number that no skill has."""
_PLACES = np.arange(SKILLS, dtype=np.uint64)[:, None] * np.uint64(4)
"""Where the four bits of each skill of a row stand."""


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
    found = _codes(agents, (*asked, *preferred), rows)
    least = np.array([*asked.values(), *preferred.values()], dtype=np.int64)[:, None]
    level, many = found & 7, len(asked)
    worth = np.minimum(np.maximum(level[:many] - least[:many], 0), 2).sum(axis=0) + 2 * count
    if preferred:
        here = level[many:]
        worth += np.where(here, 1 + (here >= least[many:]), found[many:] // WANTED).sum(axis=0)
    return Share(worth, 4 * count)


def _codes(agents: Agents, codes: Iterable[str], rows: Ints) -> Ints:
    """For each skill and each row four bits: its level, and 8 if it is wanted; 0 for who has nothing to do with it."""
    numbers = [NOBODYS if (number := agents.skills.find(code)) is None else number for code in codes]
    hits = np.array(numbers, dtype=np.uint16)[:, None, None] == agents.columns.skills.take(rows, axis=0).T
    levels = (agents.columns.skill_levels.take(rows) >> _PLACES & np.uint64(15)).astype(np.uint8)
    return np.asarray((hits * levels).max(axis=1).astype(np.int64))


def languages(agents: Agents, need: OpportunityFacts, rows: Ints) -> Share:
    """(2n + worth) ÷ 4n for n languages asked or preferred; 1 ÷ 2 where there are none."""
    asked, preferred = need.requires.languages, need.prefers.languages
    count = len(asked) + len(preferred)
    if not count:
        return Share(np.ones(len(rows), dtype=np.int64), 2)
    codes = agents.columns.languages.take(rows, axis=0).T.astype(np.int64)
    tag, level = codes >> 4, (codes >> 1) & 7
    worth = np.full(len(rows), 2 * count, dtype=np.int64)
    for asked_tag, least in asked.items():
        meets = _meets(agents, asked_tag, tag) & (level >= int(least))
        worth += np.where(meets, np.minimum(2, level - int(least) + (codes & 1)), 0).max(axis=0)
    for asked_tag, least in preferred.items():
        worth += np.where(_meets(agents, asked_tag, tag), 1 + (level >= int(least)), 0).max(axis=0)
    return Share(worth, 4 * count)


def _meets(agents: Agents, asked: str, tag: Ints) -> NDArray[np.bool_]:
    numbers = agents.tags_meeting(asked)
    if len(numbers) == 1:
        return np.asarray(tag == numbers[0])
    meets = np.zeros(MOST_TAGS + 1, dtype=np.bool_)
    meets[numbers] = True
    return meets.take(tag)


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
    attended = np.rint(agents.columns.attended.take(rows) * MILLION).astype(np.int64)
    missed = np.rint(agents.columns.missed.take(rows) * MILLION).astype(np.int64)
    return 8 * MILLION + attended, 10 * MILLION + attended + missed
