"""One agent's free time as stretches of minutes, from now on as far as anything asked reaches."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.facts import AgentFacts, Window
from volunteer_match.matching.indexing.clocks import MONDAY, Clocks, Piece
from volunteer_match.matching.indexing.cuts import Span
from volunteer_match.matching.indexing.dated import is_whole, minutes_of
from volunteer_match.matching.indexing.week import DAY, WEEK, hours_of
from volunteer_match.matching.time import instants_of_exception

Ints = NDArray[np.int64]
Sides = tuple[Ints, Ints]
"""Where stretches begin, and where they end."""
AROUND = 120
_BEFORE_ALL = -(1 << 40), 1 - (1 << 40)
"""A stretch of a minute before everything: so that every look-up finds one."""
_TAKEN = 1 << 20
"""Weighs more than all that may be offered at once."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Free stretches, apart and in order: from `starts` up to `ends`."""

    starts: Ints
    ends: Ints
    hours: set[int]
    """The hours of the week (in UTC, `week.hours_of`) of which something may be free in some week."""
    pieces: list[Piece]

    def local(self, minute: Ints) -> Ints:
        """Minutes on the agent's clock, from the first Monday of the count."""
        begun = np.array([since for since, _, _ in self.pieces[1:]], dtype=np.int64)
        shifts = np.array([offset + MONDAY for *_, offset in self.pieces], dtype=np.int64)
        return np.asarray(minute + shifts.take(begun.searchsorted(minute, "right")))

    def place(self, minute: Ints) -> Ints:
        """The last stretch that has begun by each of these minutes."""
        return np.asarray(self.starts[1:].searchsorted(minute, "right"))

    def has(self, start: Ints, end: Ints) -> NDArray[np.bool_]:
        """Which of these stretches are wholly free."""
        return np.asarray(end <= self.ends.take(self.place(start)))

    def spare(self, start: Ints, end: Ints) -> Ints:
        """Minutes free directly before and after, at most two hours together."""
        place = self.place(start)
        since = (start <= self.ends.take(place)) * (start - self.starts.take(place))
        until = np.maximum(self.ends.take(self.place(end)) - end, 0)
        return np.asarray(np.minimum(since + until, AROUND))

    def free_between(self, begun: int, until: Ints) -> Ints:
        """Minutes free from one minute up to each of these."""
        minutes = np.concatenate([until, [begun]])
        place = self.place(minutes)
        before = (self.ends - self.starts).cumsum().take(place) - np.maximum(self.ends.take(place) - minutes, 0)
        return np.asarray(before[:-1] - before[-1])


def timeline_of(agent: AgentFacts, clocks: Clocks, start: int, end: int) -> Timeline | None:
    """From one minute to another, which the clocks must reach. None where something is not in whole minutes."""
    changes = [
        (change.available, span)
        for change in agent.exceptions
        for span in instants_of_exception(change, agent.time_zone)
    ]
    if not all(map(is_whole, (*agent.shifts, *agent.busy, *(span for _, span in changes)))):
        return None
    more = [minutes_of(span) for available, span in changes if available]
    taken = [minutes_of(span) for available, span in changes if not available]
    taken += map(minutes_of, agent.busy)
    gap = agent.rest_gap_minutes
    taken += ((begin - gap, until + gap) for begin, until in map(minutes_of, agent.shifts))
    windows = [(one.day * DAY + one.start, one.day * DAY + _until(one)) for one in agent.availability]
    pieces = clocks.steady(clocks.zones.number(agent.time_zone), start, end)
    hours = [(begin - offset, until - offset) for *_, offset in pieces for begin, until in windows]
    hours += ((begin + MONDAY, until + MONDAY) for begin, until in more)
    offered = [_offered(_sides(windows), piece) for piece in pieces]
    return Timeline(*_swept([*offered, _sides([_BEFORE_ALL, *more])], _sides(taken)), hours_of(hours), pieces)


def _until(window: Window) -> int:
    return window.end if window.end > window.start else window.end + DAY


def _sides(spans: list[Span]) -> Sides:
    return np.array([begin for begin, _ in spans], np.int64), np.array([until for _, until in spans], np.int64)


def _offered(windows: Sides, piece: Piece) -> Sides:
    """What weekly windows offer in a piece of time in which the agent's clock does not change."""
    since, to, offset = piece
    shift = offset + MONDAY
    mondays = np.arange((since + shift) // WEEK - 1, (to + shift) // WEEK + 1) * WEEK - shift
    begin, until = (np.add.outer(mondays, side).ravel() for side in windows)
    begin = np.maximum(begin, since)
    return begin, np.maximum(np.minimum(until, to), begin)


def _swept(offered: list[Sides], taken: Sides) -> Sides:
    """What is offered at least once and taken never: one walk over all beginnings and ends.

    At the same minute what begins goes before what ends, and what is taken is first to begin and last to end: so
    nothing is found free or taken that has no length, but for a window that has none.
    """
    begun, ended = zip(*offered, strict=True)
    points = np.concatenate([taken[0], *begun, *ended, taken[1]])
    less, half = len(taken[0]), len(points) // 2
    depth = np.ones(len(points), dtype=np.int64)
    depth[:less], depth[half:], depth[2 * half - less :] = -_TAKEN, -1, _TAKEN
    order = points.argsort(kind="stable")
    free = depth.take(order).cumsum() > 0
    changes = free.copy()
    changes[1:] ^= free[:-1]
    starts, ends = np.ascontiguousarray(points.take(order)[changes].reshape(-1, 2).T)
    return starts, ends
