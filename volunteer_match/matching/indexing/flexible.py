"""Agents for a flexible opportunity: who has the hours before its deadline, and how many more."""

from datetime import timedelta

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from volunteer_match.matching.facts import OpportunityFacts, Settings
from volunteer_match.matching.indexing import allowing
from volunteer_match.matching.indexing.agents import FIRST_DAY, Agents
from volunteer_match.matching.indexing.assessed import Assessed, nobody
from volunteer_match.matching.indexing.bitmaps import flagged, slots_of
from volunteer_match.matching.indexing.clocks import FIRST_WEEK, MONDAY, minute_of
from volunteer_match.matching.indexing.hours import correct_by_date, correct_by_runs, free_minutes
from volunteer_match.matching.indexing.worth import Share
from volunteer_match.matching.occasions import Occasion

Ints = NDArray[np.int64]
_MINUTE = timedelta(minutes=1)
_DAY, _WEEK = 1440, 10080
_MICROSECONDS = 60_000_000


def assess(
    agents: Agents, need: OpportunityFacts, settings: Settings, able: BitMap, occasion: Occasion
) -> Assessed | None:
    """None where the stretch can't be told by tables."""
    span, needed = occasion.span, occasion.needed // _MINUTE
    if span is None:
        return nobody()
    start, end = minute_of(span.start), minute_of(span.end)
    if span.end.second or span.end.microsecond or not (agents.clocks.reaches(start) and agents.clocks.reaches(end)):
        return None
    rows = slots_of(able)
    days = range(start // _DAY, (end - 1) // _DAY + 1)
    irregular = able & agents.postings.union((what, day) for what in ("takes", "adds") for day in days)
    odd = agents.postings.union(("odd", day) for day in days)
    edges = agents.postings.union(("adds", day) for day in (days[0], days[-1]))
    unsure = flagged(rows, able & (agents.special | odd | edges))
    stretches = agents.clocks.stretches(start, end)
    free = free_minutes(agents, rows, stretches)
    correct_by_runs(agents, rows, able & agents.off_grid, free, stretches, 2 * needed)
    correct_by_date(agents, rows, irregular, free, start, end)
    free = np.minimum(free, 2 * needed)
    sure = (free >= needed) & allowing.may_claim(agents, need, settings, rows) & ~unsure
    sure &= allowing.holding(agents, need, rows, occasion.day.toordinal() - FIRST_DAY)
    sure &= _within_limits(agents, settings, rows, start, end, needed)
    over, under = (free, 2 * needed) if needed else (np.ones(len(rows), dtype=np.int64), 1)
    over[unsure] = under
    return Assessed(rows, Share(over, under), sure, unsure, np.zeros((0, len(rows)), dtype=np.bool_), free[None, :])


def _within_limits(
    agents: Agents, settings: Settings, rows: Ints, start: int, end: int, needed: int
) -> NDArray[np.bool_]:
    """Whether what all weeks up to the deadline leave together is enough."""
    limits = allowing.weekly_limits(agents, settings, rows)
    offsets = agents.clocks.offsets(np.array([start, end - 1], dtype=np.int64))
    first, last = (np.array([start, end - 1])[:, None] + offsets + MONDAY) // _WEEK + FIRST_WEEK
    zone = agents.columns.zone.take(rows)
    since, until = first.take(zone), last.take(zone)
    within = (until - since + 1) * limits >= needed
    touched = range(int(since.min()), int(until.max()) + 1) if len(rows) else range(0)
    for place in allowing.with_promises(agents, rows, touched):
        slot, limit = int(rows[place]), int(limits[place])
        weeks = range(int(since[place]), int(until[place]) + 1)
        left = sum(allowing.left_in(agents, slot, limit, week) for week in weeks)
        within[place] = left >= needed * _MICROSECONDS
    return np.asarray(within)
