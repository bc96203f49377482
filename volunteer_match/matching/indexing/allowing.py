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
_NO_LIMIT = 1 << 40
_MICROSECONDS = 60_000_000


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
        return _NO_LIMIT if found is None else found

    if not settings.companies:
        return of(None)
    limits = np.array([of(name) for name in (*agents.companies.names, None)], dtype=np.int64)
    return limits[np.minimum(agents.columns.company.take(rows), len(limits) - 1)]


def with_promises(agents: Agents, rows: Ints, irregular: BitMap, weeks: Iterable[int]) -> list[int]:
    """Places among `rows` (ascending slots) of those who are irregular and promised time in one of these weeks."""
    promised = agents.postings.among(irregular, (("week", week) for week in weeks))
    places: list[int] = places_of(rows, promised).tolist()
    return places


def left_in(agents: Agents, slot: int, limit: int, week: int) -> int:
    """Microseconds that an agent's weekly limit leaves in a week."""
    promised = agents.irregular[slot].weeks.get(week, 0) if slot in agents.irregular else 0
    return max(0, limit * _MICROSECONDS - promised)


def keeps_within(agents: Agents, slot: int, limit: int, shares: Iterable[tuple[int, int]]) -> bool:
    """Whether more minutes in some weeks stay within an agent's limit: `shares` are weeks and minutes."""
    return all(minutes * _MICROSECONDS <= left_in(agents, slot, limit, week) for week, minutes in shares if minutes > 0)
