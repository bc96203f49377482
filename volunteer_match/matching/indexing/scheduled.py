"""Agents for the sessions of an opportunity: which sessions each may claim, and what that is worth."""

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from volunteer_match.matching.facts import OpportunityFacts, Settings
from volunteer_match.matching.indexing import allowing
from volunteer_match.matching.indexing.agents import Agents
from volunteer_match.matching.indexing.allowing import MICROSECONDS
from volunteer_match.matching.indexing.assessed import Assessed, nobody
from volunteer_match.matching.indexing.bitmaps import flagged, slots_of
from volunteer_match.matching.indexing.free import Free, free_for
from volunteer_match.matching.indexing.irregular import IRREGULAR
from volunteer_match.matching.indexing.times import AROUND, Times
from volunteer_match.matching.indexing.worth import Share

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def assess(agents: Agents, need: OpportunityFacts, settings: Settings, able: BitMap, times: Times) -> Assessed:
    rows, irregular = slots_of(able), able & agents.postings.get(IRREGULAR)
    more, doubtful = _doubtful(agents, irregular, times)
    found = free_for(agents, rows, times, _unsure(agents, rows, more, times), irregular)
    rows = found.rows
    if not len(rows):
        return nobody()
    unsure = flagged(rows, doubtful)
    if times.some_unsure:
        unsure |= times.unsure.take(found.zone)
    doable = found.free & _within_limits(agents, settings, found, times, irregular)
    if need.requires.credentials:
        doable &= np.array([allowing.holding(agents, need, rows, day) for day in times.days.tolist()])
    spare, most = found.spare(), 10 * len(times.sessions) * AROUND
    by_day = doable & times.by_day.take(found.zone, axis=1)
    over = AROUND * (7 * doable.sum(axis=0) + by_day.sum(axis=0)) + 2 * spare.sum(axis=0)
    over[unsure] = most
    sure = doable.any(axis=0) & allowing.may_claim(agents, need, settings, rows) & ~unsure
    return Assessed(rows, Share(over, most), sure, unsure, doable, spare)


def _doubtful(agents: Agents, irregular: BitMap, times: Times) -> tuple[BitMap, BitMap]:
    """Who may be free although the weekly windows say otherwise, and all of whom columns tell too little."""
    if not irregular:
        return irregular, irregular
    days, among = times.days_near, agents.postings.among
    more = among(irregular, (("adds", day) for day in days))
    return more, more | irregular & agents.special | among(irregular, (("odd", day) for day in days))


def _unsure(agents: Agents, rows: Ints, more: BitMap, times: Times) -> Flags | None:
    """Who may be free although the weekly windows say otherwise; None for nobody."""
    if times.some_unsure:
        return flagged(rows, more) | times.unsure.take(agents.columns.zone.take(rows))
    return flagged(rows, more) if more else None


def _within_limits(agents: Agents, settings: Settings, found: Free, times: Times, irregular: BitMap) -> Flags:
    """Weekly limits, for each session and each agent."""
    rows, limits = found.rows, allowing.weekly_limits(agents, settings, found.rows)
    minutes, next_week = times.minutes[:, None], times.next_week
    if np.count_nonzero(next_week):
        later = next_week.take(found.zone, axis=1)
        within = (minutes - later <= limits) & (later <= limits)
    else:
        within = minutes <= limits
    weeks = times.weeks_touched
    places = allowing.with_promises(agents, rows, irregular, weeks)
    if len(places):
        left = allowing.left_in(agents, rows[places], limits[places], sorted(weeks))
        within[:, places] = _beside_promises(times, found.zone[places], left, sorted(weeks))
    return within


def _beside_promises(times: Times, zone: NDArray[np.uint16], left: Ints, weeks: list[int]) -> Flags:
    """The same by what promises leave to each agent (`left`) in these weeks: all that some session touches."""
    later = times.next_week.take(zone, axis=1)
    first = np.searchsorted(weeks, times.week(zone))
    second, agent = np.minimum(first + 1, len(weeks) - 1), np.arange(len(zone))
    enough = (times.minutes[:, None] - later) * MICROSECONDS <= left[agent, first]
    return np.asarray(enough & (later * MICROSECONDS <= left[agent, second]))
