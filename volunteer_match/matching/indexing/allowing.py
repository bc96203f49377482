"""The gates about numbers, for many agents at once: age, claims that wait, weekly limits, credentials by date."""

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from volunteer_match.matching.facts import CompanyLimits, OpportunityFacts, Settings
from volunteer_match.matching.indexing.agents import FOREVER, Agents
from volunteer_match.matching.indexing.bitmaps import places_of
from volunteer_match.matching.indexing.columns import NOTHING, UNKNOWN_AGE

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
_NO_LIMIT = 1 << 32
"""Minutes; whatever is above it is none either."""
MICROSECONDS = 60_000_000
"""In a minute."""


def may_claim(agents: Agents, need: OpportunityFacts, settings: Settings, rows: Ints) -> Flags:
    """Old enough, and fewer claims wait than the company's cap."""
    most = _by_company(agents, settings, rows, lambda limits: limits.pending_cap)
    found = agents.columns.pending.take(rows) < most
    if need.requires.minimum_age:
        age = agents.columns.age.take(rows)
        found &= (age >= need.requires.minimum_age) & (age != UNKNOWN_AGE)
    return np.asarray(found)


def holding(agents: Agents, need: OpportunityFacts, rows: Ints, day: int) -> Flags:
    """Every credential asked for holds through a day (counted from 1970)."""
    found = np.ones(len(rows), dtype=np.bool_)
    for kind in need.requires.credentials:
        number = agents.kinds.find(kind)
        last = agents.expiry_of(number).take(rows) if number is not None else np.zeros(len(rows), dtype=np.uint16)
        found &= (last >= day) & (last > 0) if day < FOREVER else last == FOREVER
    return found


def weekly_limits(agents: Agents, settings: Settings, rows: Ints) -> Ints:
    """Minutes a week that each agent may promise: the smaller of their own limit and the company's."""
    own = agents.columns.limit.take(rows).astype(np.int64)
    own[own == NOTHING] = _NO_LIMIT
    return np.minimum(own, _by_company(agents, settings, rows, lambda limits: limits.weekly_limit_minutes))


def _by_company(
    agents: Agents, settings: Settings, rows: Ints, limit: Callable[[CompanyLimits], int | None]
) -> Ints | int:
    """A limit for each agent; one for all where no company has limits of its own."""

    def of(name: str | None) -> int:
        found = limit(settings.limits_of(name))
        return _NO_LIMIT if found is None else min(found, _NO_LIMIT)

    if not settings.companies:
        return of(None)
    limits = np.array([of(name) for name in (*agents.companies.names, None)], dtype=np.int64)
    return limits[np.minimum(agents.columns.company.take(rows), len(limits) - 1)]


def with_promises(agents: Agents, rows: Ints, irregular: BitMap, weeks: Iterable[int]) -> Ints:
    """Places among `rows` (ascending slots) of those who are irregular and promised time in one of these weeks."""
    promised = agents.postings.among(irregular, (("week", week) for week in weeks))
    return places_of(rows, promised)


def left_in(agents: Agents, slots: Ints, limits: Ints, weeks: list[int]) -> Ints:
    """Microseconds that weekly limits leave to these (irregular) agents: a row for each, a column for each week."""
    promised = [agents.irregular[slot].weeks for slot in slots.tolist()]
    taken = np.array([[one.get(week, 0) for week in weeks] for one in promised], dtype=np.int64)
    return np.asarray(np.maximum(limits[:, None] * MICROSECONDS - taken, 0))


def left_together(agents: Agents, slot: int, limit: int, first: int, last: int) -> int:
    """Microseconds that the weekly limit of one (irregular) agent leaves in all weeks from one to another."""
    most, promised = limit * MICROSECONDS, agents.irregular[slot].weeks.items()
    return (last - first + 1) * most - sum(min(taken, most) for week, taken in promised if first <= week <= last)
