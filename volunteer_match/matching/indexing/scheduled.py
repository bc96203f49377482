"""Agents for the sessions of an opportunity: which sessions each may claim, and what that is worth."""

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from volunteer_match.matching.facts import OpportunityFacts, Settings
from volunteer_match.matching.indexing import allowing
from volunteer_match.matching.indexing.agents import Agents
from volunteer_match.matching.indexing.assessed import Assessed
from volunteer_match.matching.indexing.bitmaps import flagged, slots_of
from volunteer_match.matching.indexing.free import free_for
from volunteer_match.matching.indexing.times import AROUND, SessionTime, Times
from volunteer_match.matching.indexing.worth import Share

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def assess(agents: Agents, need: OpportunityFacts, settings: Settings, able: BitMap, times: Times) -> Assessed:
    rows = slots_of(able)
    near = {day for session in times.sessions for day in session.days_near}
    more = agents.postings.union(("adds", day) for day in near)
    doubtful = agents.special | more | agents.postings.union(("odd", day) for day in near)
    found = free_for(agents, rows, times, _forced(agents, rows, able & more, times))
    rows = found.rows
    unsure = flagged(rows, able & doubtful)
    if times.some_unsure:
        unsure |= np.logical_or.reduce([session.unsure.take(found.zone) for session in times.sessions])
    doable = found.free
    limits = allowing.weekly_limits(agents, settings, rows)
    by_day = np.zeros(len(rows), dtype=np.int64)
    for place, session in enumerate(times.sessions):
        doable[place] &= _allowed(agents, need, session, rows, found.zone, limits)
        by_day += doable[place] & session.by_day.take(found.zone)
    spare = found.spare()
    count = len(times.sessions)
    over = AROUND * (7 * doable.sum(axis=0, dtype=np.int64) + by_day) + 2 * spare.sum(axis=0)
    over[unsure] = 10 * count * AROUND
    sure = doable.any(axis=0) & allowing.may_claim(agents, need, settings, rows) & ~unsure
    return Assessed(rows, Share(over, 10 * count * AROUND), sure, unsure, doable, spare)


def _forced(agents: Agents, rows: Ints, more: BitMap, times: Times) -> Flags | None:
    """Who may be free although the weekly windows say otherwise; None for nobody."""
    if not more and not times.some_unsure:
        return None
    forced = flagged(rows, more)
    if times.some_unsure:
        zone = agents.columns.zone.take(rows)
        forced |= np.logical_or.reduce([session.unsure.take(zone) for session in times.sessions])
    return forced


def _allowed(
    agents: Agents,
    need: OpportunityFacts,
    session: SessionTime,
    rows: Ints,
    zone: NDArray[np.uint16],
    limits: Ints,
) -> Flags:
    """Credentials and weekly limits for one session."""
    allowed = allowing.holding(agents, need, rows, session.day)
    week, after = session.week.take(zone), session.next_week.take(zone)
    shares = [(session.minutes - after, week)]
    if after.any():
        shares.append((after, week + 1))
    return allowed & allowing.keep_within(agents, rows, limits, shares, np.ones(len(rows), dtype=np.bool_))
