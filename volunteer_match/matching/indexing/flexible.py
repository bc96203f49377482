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
from volunteer_match.matching.indexing.irregular import IRREGULAR
from volunteer_match.matching.indexing.worth import Share
from volunteer_match.matching.occasions import Occasion

Ints = NDArray[np.int64]
_MINUTE = timedelta(minutes=1)
_DAY, _WEEK = 1440, 10080


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
    days = range(start // _DAY, (end - 1) // _DAY + 1)
    irregular = able & agents.postings.get(IRREGULAR)
    rows = slots_of(able)
    unsure = flagged(rows, _doubtful(agents, irregular, days))
    may = allowing.may_claim(agents, need, settings, rows)
    may &= allowing.holding(agents, need, rows, occasion.day.toordinal() - FIRST_DAY)
    places = (may | unsure).nonzero()[0]
    rows, unsure = rows[places], unsure[places]
    stretches = agents.clocks.stretches(start, end)
    free = free_minutes(agents, rows, stretches)
    correct_by_date(agents, rows, irregular, free, start, end)
    correct_by_runs(agents, rows, irregular & agents.off_grid, free, stretches, needed)
    free = np.minimum(free, 2 * needed)
    sure = (free >= needed) & ~unsure
    sure &= _within_limits(agents, settings, rows, irregular, start, end, needed)
    over, under = (free, 2 * needed) if needed else (np.ones(len(rows), dtype=np.int64), 1)
    over[unsure] = under
    return Assessed(rows, Share(over, under), sure, unsure, np.zeros((0, len(rows)), dtype=np.bool_), free[None, :])


def _doubtful(agents: Agents, irregular: BitMap, days: range) -> BitMap:
    """Of whom columns and costs tell too little."""
    if not irregular:
        return irregular
    keys = [("adds", days[0]), ("adds", days[-1]), *(("odd", day) for day in days)]
    return irregular & agents.special | agents.postings.among(irregular, keys)


def _within_limits(
    agents: Agents, settings: Settings, rows: Ints, irregular: BitMap, start: int, end: int, needed: int
) -> NDArray[np.bool_]:
    """Whether what all weeks up to the deadline leave together is enough."""
    limits = allowing.weekly_limits(agents, settings, rows)
    offsets = agents.clocks.offsets(np.array([start, end - 1], dtype=np.int64))
    first, last = (np.array([start, end - 1])[:, None] + offsets + MONDAY) // _WEEK + FIRST_WEEK
    zone = agents.columns.zone.take(rows)
    since, until = first.take(zone), last.take(zone)
    within = (until - since + 1) * limits >= needed
    touched = range(int(first.min()), int(last.max()) + 1)
    for place in allowing.with_promises(agents, rows, irregular, touched).tolist():
        weeks = int(since[place]), int(until[place])
        left = allowing.left_together(agents, int(rows[place]), int(limits[place]), *weeks)
        within[place] = left >= needed * allowing.MICROSECONDS
    return np.asarray(within)
