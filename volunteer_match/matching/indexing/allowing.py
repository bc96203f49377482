"""The gates about numbers, for many agents at once: age, claims that wait, weekly limits, credentials by date."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from volunteer_match.matching.facts import OpportunityFacts, Settings
from volunteer_match.matching.indexing.agents import FOREVER, Agents
from volunteer_match.matching.indexing.bitmaps import bitmap_of
from volunteer_match.matching.indexing.columns import NOTHING, UNKNOWN_AGE

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
_NO_LIMIT = 1 << 40
_MICROSECONDS = 60_000_000


def may_claim(agents: Agents, need: OpportunityFacts, settings: Settings, rows: Ints) -> Flags:
    """Old enough, and fewer claims wait than the company's cap."""
    company = agents.columns.company.take(rows)
    caps = [settings.limits_of(name).pending_cap for name in (*agents.companies.names, None)]
    most = np.array([_NO_LIMIT if cap is None else cap for cap in caps], dtype=np.int64)
    found = agents.columns.pending.take(rows) < most[np.minimum(company, len(caps) - 1)]
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
    company = agents.columns.company.take(rows)
    of_companies = [settings.limits_of(name).weekly_limit_minutes for name in (*agents.companies.names, None)]
    most = np.array([_NO_LIMIT if limit is None else limit for limit in of_companies], dtype=np.int64)
    return np.minimum(own, most[np.minimum(company, len(of_companies) - 1)])


def with_promises(agents: Agents, rows: Ints, weeks: Sequence[int]) -> list[int]:
    """Places among `rows` (ascending slots) of those who have promised time in one of these weeks."""
    keys = [("week", week) for week in weeks]
    promised = agents.postings.union(keys) & bitmap_of(rows) if any_of(agents, keys) else BitMap()
    return np.searchsorted(rows, np.array(promised, dtype=np.int64)).tolist() if promised else []


def any_of(agents: Agents, keys: Sequence[tuple[str, int]]) -> bool:
    return any(agents.postings.get(key) for key in keys)


def left_in(agents: Agents, slot: int, limit: int, week: int) -> int:
    """Microseconds that an agent's weekly limit leaves in a week."""
    promised = agents.irregular[slot].weeks.get(week, 0) if slot in agents.irregular else 0
    return max(0, limit * _MICROSECONDS - promised)


def keep_within(agents: Agents, rows: Ints, limits: Ints, shares: Sequence[tuple[Ints, Ints]], within: Flags) -> Flags:
    """Whether `shares` (minutes, weeks: for each agent) all stay within the limits; `within` is written to."""
    for minutes, _ in shares:
        within &= minutes <= limits
    if not len(rows):
        return within
    touched = {week for _, weeks in shares for week in range(int(weeks.min()), int(weeks.max()) + 1)}
    for place in with_promises(agents, rows, sorted(touched)):
        within[place] = all(
            int(minutes[place]) * _MICROSECONDS
            <= left_in(agents, int(rows[place]), int(limits[place]), int(weeks[place]))
            for minutes, weeks in shares
            if minutes[place] > 0
        )
    return within
