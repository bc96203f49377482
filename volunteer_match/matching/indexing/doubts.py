"""Settles most of those whom columns alone leave unsure, without judging them one by one: what is off the quarter hour
is looked up to the minute, and what little an exception takes or adds is held against what is needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.facts import Settings, Window
from volunteer_match.matching.indexing import week
from volunteer_match.matching.indexing.agents import Agents
from volunteer_match.matching.indexing.assessed import Assessed, flagged
from volunteer_match.matching.indexing.clocks import MONDAY, minute_of
from volunteer_match.matching.indexing.flexible import _within_limits as within_limits
from volunteer_match.matching.indexing.hours import free_minutes
from volunteer_match.matching.indexing.irregular import Irregular
from volunteer_match.matching.indexing.scheduled import days_near
from volunteer_match.matching.indexing.times import SessionTime, Times
from volunteer_match.matching.intervals import Interval
from volunteer_match.matching.occasions import Occasion
from volunteer_match.matching.time import instants_of_exception

Flags = NDArray[np.bool_]
_WEEK, _DAY = 10080, 1440
_MINUTE = timedelta(minutes=1)
_BETWEEN_CHANGES = 20
"""Weeks; hours that clocks repeat lie further apart, and each may count once more."""


@dataclass(frozen=True, slots=True)
class Settled:
    """For each occasion and each agent: could they? `left` are places of those still unsure."""

    could: Flags
    left: list[int]


def settle_sessions(agents: Agents, found: Assessed, times: Times, may: Flags) -> Settled:
    """Whose week alone is off the quarter hour: told by the minute."""
    could = found.doable & may
    near = {day for session in times.sessions for day in days_near(session)}
    irregular = agents.postings.union((what, day) for what in ("takes", "adds") for day in near)
    zone = agents.columns.zone.take(found.rows)
    doubtful = flagged(found.rows, irregular)
    for session in times.sessions:
        doubtful |= session.unsure.take(zone)
    for place in np.flatnonzero(found.unsure & ~doubtful).tolist():
        windows = agents.irregular[int(found.rows[place])].windows
        if windows is not None and could[:, place].any():
            spans = merged_week(windows)
            local = _local_starts(agents, times.sessions, int(zone[place]))
            lengths = [session.minutes for session in times.sessions]
            could[:, place] &= [
                any(first <= start and start + length <= last for first, last in spans)
                for start, length in zip(local, lengths, strict=True)
            ]
    return Settled(could, np.flatnonzero(found.unsure & doubtful).tolist())


def _local_starts(agents: Agents, sessions: Sequence[SessionTime], zone: int) -> list[int]:
    starts = np.array([session.start for session in sessions], dtype=np.int64)
    local: list[int] = ((starts + agents.clocks.offsets(starts)[:, zone] + MONDAY) % _WEEK).tolist()
    return local


def merged_week(windows: Sequence[Window]) -> list[tuple[int, int]]:
    """Windows as stretches of minutes, those that touch made one, over three weeks around the one that counts."""
    spans = []
    for window in windows:
        start = window.day * _DAY + window.start
        end = window.day * _DAY + (window.end if window.end > window.start else window.end + _DAY)
        spans += [(start + by, end + by) for by in (-_WEEK, 0, _WEEK)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def settle_hours(
    agents: Agents, settings: Settings, found: Assessed, occasion: Occasion, may: Flags, *, is_whole: bool
) -> Settled:
    """Who surely has the hours before a deadline, and who surely has not. `is_whole`: all of the time was looked at."""
    assert occasion.span is not None, "somebody was looked at"
    could, left = found.sure[None, :].copy(), []
    needed = occasion.needed // _MINUTE
    start, end = minute_of(occasion.span.start), minute_of(occasion.span.end)
    whole_weeks = -(-(end - start) // _WEEK)
    weeks = whole_weeks + 1 + whole_weeks // _BETWEEN_CHANGES
    within = within_limits(agents, settings, found.rows, start, end, needed)
    places = np.flatnonzero(found.unsure)
    free_by_columns = free_minutes(agents, found.rows[places], agents.clocks.stretches(start, end))
    for place, free in zip(places.tolist(), free_by_columns.tolist(), strict=True):
        slot = int(found.rows[place])
        less, more = _margins(agents, slot, agents.irregular.get(slot, Irregular()), weeks)
        if not may[place] or (is_whole and (free + more < needed or not within[place])):
            continue
        if free - less >= needed and within[place]:
            could[0, place] = True
        else:
            left.append(place)
    return Settled(could, left)


def _margins(agents: Agents, slot: int, irregular: Irregular, weeks: int) -> tuple[int, int]:
    """How many minutes less, and how many more, there may be than columns tell."""
    less = more = 0
    if irregular.windows is not None:
        own = sum(
            min(last, _WEEK) - max(first, 0)
            for first, last in merged_week(irregular.windows)
            if first < _WEEK and last > 0
        )
        told = week.bits_from(agents.columns.week[slot]).bit_count() * week.QUARTER
        less += (told - own) * weeks
    zone = agents.zone_of(slot)
    taken = [*irregular.cuts, *irregular.busy]
    for change in irregular.exceptions:
        minutes = _minutes(instants_of_exception(change, zone))
        if change.available:
            more += minutes
        else:
            less += minutes
    return less + _minutes(taken), more


def _minutes(spans: Sequence[Interval]) -> int:
    return sum(-(-span.length // _MINUTE) for span in spans)
