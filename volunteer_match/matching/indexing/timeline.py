"""One agent's free time as stretches of minutes, from now on as far as anything asked reaches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.facts import AgentFacts
from volunteer_match.matching.indexing.clocks import MONDAY, Clocks, Stretch
from volunteer_match.matching.indexing.cuts import Span
from volunteer_match.matching.indexing.dated import is_whole, joined, minutes_of
from volunteer_match.matching.indexing.irregular import cuts_of_shifts
from volunteer_match.matching.indexing.week import WEEK
from volunteer_match.matching.intervals import Interval
from volunteer_match.matching.time import instants_of_exception

Ints = NDArray[np.int64]
AROUND = 120


@dataclass(frozen=True, slots=True)
class Timeline:
    """Free stretches, apart and in order: from `starts` up to `ends`; `before` is what is free before each, summed."""

    starts: Ints
    ends: Ints
    before: Ints

    def has(self, start: Ints, end: Ints) -> NDArray[np.bool_]:
        """Which of these stretches are wholly free."""
        place = np.searchsorted(self.starts, start, "right") - 1
        return np.asarray((place >= 0) & (end <= self.ends[place]))

    def spare(self, start: Ints, end: Ints) -> Ints:
        """Minutes free directly before and after, at most two hours together."""
        ahead = np.searchsorted(self.starts, start, "left") - 1
        since = np.where((ahead >= 0) & (start <= self.ends[ahead]), start - self.starts[ahead], 0)
        behind = np.searchsorted(self.starts, end, "right") - 1
        until = np.where((behind >= 0) & (end < self.ends[behind]), self.ends[behind] - end, 0)
        return np.asarray(np.minimum(np.minimum(since, AROUND) + np.minimum(until, AROUND), AROUND))

    def free_until(self, minute: Ints) -> Ints:
        """Minutes free from the beginning up to each of these."""
        place = np.searchsorted(self.starts, minute, "right") - 1
        inside = np.minimum(minute, self.ends[place]) - self.starts[place]
        return np.asarray(np.where(place >= 0, self.before[place] + inside, 0))


def timeline_of(agent: AgentFacts, clocks: Clocks, start: int, end: int) -> Timeline | None:
    """None where something is not in whole minutes, or beyond the tables."""
    whole, odd = cuts_of_shifts(agent.shifts, timedelta(minutes=agent.rest_gap_minutes))
    changes = [
        (change.available, span)
        for change in agent.exceptions
        for span in instants_of_exception(change, agent.time_zone)
    ]
    if odd or not all(map(is_whole, (*agent.busy, *(span for _, span in changes)))):
        return None
    if not (clocks.reaches(start) and clocks.reaches(end)):
        return None
    zone = clocks.zones.number(agent.time_zone)
    offered = _offered(agent, clocks.stretches(start, end), zone)
    offered += _clipped((span for available, span in changes if available), start, end)
    taken = [*whole, *map(minutes_of, agent.busy), *(minutes_of(span) for available, span in changes if not available)]
    free = _without(_union(offered), _union(taken))
    starts, ends = (np.array(side, dtype=np.int64) for side in zip(*free, strict=True)) if free else (_NONE, _NONE)
    return Timeline(starts, ends, np.concatenate([[0], np.cumsum(ends - starts)[:-1]]) if free else _NONE)


_NONE = np.array([-1], dtype=np.int64)
"""A stretch of no length, before everything: so that every look-up finds something."""


def _offered(agent: AgentFacts, stretches: list[Stretch], zone: int) -> list[Span]:
    runs = [(first - WEEK, last - WEEK) for first, last in joined(agent.availability)]
    offered = []
    for one in stretches:
        shift = int(one.offsets[zone]) + MONDAY
        first_week, last_week = (one.start + shift) // WEEK, (one.end + shift) // WEEK
        for number in range(first_week, last_week + 1):
            monday = number * WEEK - shift
            for begin, until in runs:
                since, to = max(monday + begin, one.start), min(monday + until, one.end)
                if since < to:
                    offered.append((since, to))
    return offered


def _clipped(spans: Iterable[Interval], start: int, end: int) -> list[Span]:
    found = []
    for span in spans:
        since, until = minutes_of(span)
        if max(since, start) < min(until, end):
            found.append((max(since, start), min(until, end)))
    return found


def _union(spans: list[Span]) -> list[Span]:
    union: list[Span] = []
    for start, end in sorted(spans):
        if union and start <= union[-1][1]:
            if end > union[-1][1]:
                union[-1] = union[-1][0], end
        else:
            union.append((start, end))
    return union


def _without(whole: list[Span], taken: list[Span]) -> list[Span]:
    left: list[Span] = []
    position = 0
    for start, end in whole:
        while position < len(taken) and taken[position][1] <= start:
            position += 1
        place = position
        while place < len(taken) and taken[place][0] < end:
            if taken[place][0] > start:
                left.append((start, taken[place][0]))
            start = taken[place][1]
            place += 1
        if start < end:
            left.append((start, end))
    return left
