"""Supply: how many agents could do what a need asks, and what each requirement costs. Exact, for coordinators.

Everybody who passes all requirements but one is looked at once: their time does not depend on what is asked of them.
Then each requirement is put back, left out, and lowered.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np
from pyroaring import BitMap

from volunteer_match.glossary import Format
from volunteer_match.matching.asking import Relaxed, Sort, relaxations
from volunteer_match.matching.facts import OpportunityFacts, Requirements, Settings
from volunteer_match.matching.indexing import gates
from volunteer_match.matching.indexing.agents import Agents
from volunteer_match.matching.indexing.chances import Chances, chances, suited

TWO_HOURS = timedelta(hours=2)
TIMES_MORE = 3
"""A time two hours away is suggested from three times the supply on."""
WORTH_A_MOVE = 3
"""And from so many agents on."""


@dataclass(frozen=True, slots=True)
class Cost:
    """How many more agents there would be without one requirement, and with it one level lower (None: no lower)."""

    asked: Relaxed
    without: int
    lower: int | None


@dataclass(frozen=True, slots=True)
class Shift:
    """A time two hours later (or, negative, earlier) at which `total` agents could."""

    hours: int
    total: int


@dataclass(frozen=True, slots=True)
class Supply:
    """`total` agents pass all gates; `suited` meet all that is asked of them, at whatever time."""

    total: int
    suited: int
    costs: tuple[Cost, ...]
    sessions: tuple[tuple[str, int], ...]
    """Open sessions by start: id, and how many of `total` could come to it."""
    shift: Shift | None = None


def measure(
    agents: Agents, need: OpportunityFacts, now: datetime, settings: Settings, within: BitMap | None = None
) -> Supply:
    """The supply of a need among those `within` a set of slots (None is everybody)."""
    agents.clocks.cover(now)
    relaxed = tuple(relaxations(need.requires))
    looked_at = [_able(agents, need, one.without, within) for one in relaxed] or [gates.able(agents, need, within)]
    found = chances(agents, need, now, settings, BitMap.union(*looked_at))

    def count(requires: Requirements) -> int:
        return int(_passing(agents, need, requires, found, within).any(axis=0).sum())

    total = count(need.requires)
    own = _passing(agents, need, need.requires, found, within)
    costs = tuple(
        Cost(one, count(one.without) - total, None if one.lower is None else count(one.lower) - total)
        for one in relaxed
    )
    return Supply(
        total=total,
        suited=suited(agents, need, gates.able(agents, need, within), found.days),
        costs=costs,
        sessions=tuple(zip(found.sessions, own.sum(axis=1).tolist(), strict=True)) if found.sessions else (),
        shift=_shift(agents, need, now, settings, total, within),
    )


def count_passing(
    agents: Agents, need: OpportunityFacts, now: datetime, settings: Settings, within: BitMap | None = None
) -> int:
    """How many pass all gates."""
    agents.clocks.cover(now)
    able = gates.able(agents, need, within)
    found = chances(agents, need, now, settings, able)
    return int(found.under(agents, need, able).any(axis=0).sum())


def _able(agents: Agents, need: OpportunityFacts, requires: Requirements, within: BitMap | None) -> BitMap:
    return gates.able(agents, replace(need, requires=requires), within)


def _passing(
    agents: Agents, need: OpportunityFacts, requires: Requirements, found: Chances, within: BitMap | None
) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """For each occasion and each agent looked at: does the agent pass all gates, if this is asked?"""
    return found.under(agents, replace(need, requires=requires), _able(agents, need, requires, within))


def _shift(
    agents: Agents, need: OpportunityFacts, now: datetime, settings: Settings, total: int, within: BitMap | None
) -> Shift | None:
    """The better of two hours earlier and later, if it is worth it."""
    best = Shift(0, max(total * TIMES_MORE, WORTH_A_MOVE) - 1)
    for hours, moved in moved_needs(need, now):
        many = count_passing(agents, moved, now, settings, within)
        if many > best.total:
            best = Shift(hours, many)
    return best if best.hours else None


def moved_needs(need: OpportunityFacts, now: datetime) -> Iterator[tuple[int, OpportunityFacts]]:
    """The need with all its sessions two hours later, and two hours earlier where none would have begun by then."""
    if need.format is Format.FLEXIBLE or not need.sessions:
        return
    for hours in (2, -2):
        by = hours // 2 * TWO_HOURS
        sessions = tuple(replace(one, start=one.start + by, end=one.end + by) for one in need.sessions)
        if all(after.start > now or before.start <= now for before, after in zip(need.sessions, sessions, strict=True)):
            yield hours, replace(need, sessions=sessions)


__all__ = ["Cost", "Relaxed", "Shift", "Sort", "Supply", "count_passing", "measure", "moved_needs"]
