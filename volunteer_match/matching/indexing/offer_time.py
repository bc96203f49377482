"""What one agent has time for: sessions that may be claimed, hours before deadlines, and what both are worth."""

from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.facts import AgentFacts, Settings
from volunteer_match.matching.indexing.agents import microseconds
from volunteer_match.matching.indexing.clocks import FIRST_WEEK, MONDAY, Clocks, minute_of
from volunteer_match.matching.indexing.irregular import promised_by_week
from volunteer_match.matching.indexing.opportunities import LATE, Needs
from volunteer_match.matching.indexing.timeline import AROUND, Timeline, timeline_of
from volunteer_match.matching.indexing.week import WEEK
from volunteer_match.matching.time import HORIZON

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
_DAY = 1440
_MINUTE = 60_000_000
_BY_DAY = 7 * 60, 22 * 60
_NO_LIMIT = 1 << 50


class Available(NamedTuple):
    """For each row: the value of availability above and below, whether time, limits and dates allow it, and doubt.

    Where there is doubt the exact functions decide, and the value stands at the most it may be.
    """

    over: Ints
    under: Ints
    passes: Flags
    doubt: Flags


class Reader:
    """One agent's time against many opportunities."""

    def __init__(self, needs: Needs, agent: AgentFacts, clocks: Clocks, now: datetime, settings: Settings) -> None:
        self.needs, self.agent, self.clocks, self.now = needs, agent, clocks, now
        own, company = agent.weekly_limit_minutes, settings.limits_of(agent.company).weekly_limit_minutes
        limits = [limit for limit in (own, company) if limit is not None]
        self.limit = min(limits) * _MINUTE if limits else _NO_LIMIT
        self.promised = promised_by_week(agent) if limits else {}
        self.zone = clocks.zones.number(agent.time_zone)

    def available(self, rows: Ints, lasts: NDArray[np.int64]) -> Available:
        """`lasts` is by kind of credential, see `offers.Profile`."""
        begun = minute_of(self.now)
        starts = self.needs.starts.take(rows, axis=0)
        ends = np.where(starts < LATE, starts // _MINUTE + self.needs.minutes.take(rows, axis=0), begun)
        deadline = self.needs.deadline.take(rows)
        flexible = self.needs.needed.take(rows) >= 0
        furthest = begun + HORIZON // timedelta(minutes=1)
        last = max(int(ends.max(initial=begun)), int(deadline[flexible & (deadline <= furthest)].max(initial=begun)))
        far = flexible & (deadline > last)
        if far.any():
            last = max(last, begun + 8 * WEEK)
        line = timeline_of(self.agent, self.clocks, begun - 2 * AROUND, last + 2 * AROUND)
        if line is None:
            return _all_in_doubt(len(rows))
        found = self._scheduled(rows, starts, line, lasts)
        places = np.flatnonzero(flexible)
        if len(places):
            for column, values in zip(found, self._flexible(rows[places], line, last, lasts), strict=True):
                column[places] = values
        return found

    def _scheduled(self, rows: Ints, starts: Ints, line: Timeline, lasts: NDArray[np.int64]) -> Available:
        opened = (starts < LATE) & (starts > microseconds(self.now))
        which, place = np.nonzero(opened)
        start = starts[which, place] // _MINUTE
        end = start + self.needs.minutes[rows[which], place]
        free, spare = line.has(start, end), line.spare(start, end)
        doable = free & self._within_limits(start, end)
        for column in range(self.needs.credentials.shape[1]):
            kind = self.needs.credentials[rows[which], column]
            doable &= (kind == 0) | (lasts.take(kind) >= self.needs.days[rows[which], place]) & (lasts.take(kind) > 0)
        count = opened.sum(axis=1)
        by_day = doable & self._by_day(start, end)
        size = len(rows)
        able = np.bincount(which[doable], minlength=size)
        over = AROUND * (7 * able + np.bincount(which[by_day], minlength=size))
        over += 2 * np.bincount(which, weights=spare, minlength=size).astype(np.int64)
        under = np.maximum(10 * AROUND * count, 1)
        return Available(over.astype(np.int64), under.astype(np.int64), able > 0, np.zeros(size, dtype=np.bool_))

    def _local(self, minute: Ints) -> Ints:
        """Minutes on the agent's clock, from the first Monday of the count."""
        offsets = self.clocks.offsets_of(self.zone, minute)
        return minute + offsets + MONDAY

    def _by_day(self, start: Ints, end: Ints) -> Flags:
        first, last = self._local(start), self._local(end)
        within = (first % _DAY >= _BY_DAY[0]) & (last % _DAY <= _BY_DAY[1])
        return np.asarray((first // _DAY == last // _DAY) & within)

    def _within_limits(self, start: Ints, end: Ints) -> Flags:
        """Whether the weekly limit leaves enough in the week of each session, and in the one it reaches into."""
        if self.limit >= _NO_LIMIT:
            return np.ones(len(start), dtype=np.bool_)
        first, last = self._local(start), self._local(end)
        number = first // WEEK
        over = np.maximum(last - (number + 1) * WEEK, 0)
        within = (end - start - over) * _MINUTE <= self._left(number)
        return np.asarray(within & ((over == 0) | (over * _MINUTE <= self._left(number + 1))))

    def _left(self, number: Ints) -> Ints:
        """Microseconds that the limit leaves in weeks, counted from 1970."""
        left = np.full(len(number), self.limit, dtype=np.int64)
        for week, promised in self.promised.items():
            left[number + FIRST_WEEK == week] = max(0, self.limit - promised)
        return left

    def _flexible(self, rows: Ints, line: Timeline, last: int, lasts: NDArray[np.int64]) -> Available:
        begun = minute_of(self.now)
        needed, deadline = self.needs.needed.take(rows), self.needs.deadline.take(rows)
        until = np.minimum(deadline, last)
        free = line.free_until(until) - line.free_until(np.full(1, begun))
        short = (until < deadline) & (free < 2 * needed)
        free = np.minimum(free, 2 * needed)
        alive = deadline * _MINUTE > microseconds(self.now)
        passes = alive & (free >= needed) & self._left_before(begun, until, needed)
        for column in range(self.needs.credentials.shape[1]):
            kind = self.needs.credentials[rows, column]
            day = self.needs.day[rows]
            passes &= (kind == 0) | (lasts.take(kind) >= day) & (lasts.take(kind) > 0)
        doubt = (short | (self.needs.day[rows] < 0) & (self.needs.credentials[rows, 0] > 0)) & alive
        none = needed == 0
        over, under = np.where(none | doubt, 1, free), np.where(none | doubt, 1, 2 * needed)
        return Available(over, under, passes & ~doubt, doubt)

    def _left_before(self, begun: int, until: Ints, needed: Ints) -> Flags:
        """Whether what all weeks up to each deadline leave together is enough."""
        if self.limit >= _NO_LIMIT:
            return np.ones(len(until), dtype=np.bool_)
        first = int(self._local(np.array([begun]))[0]) // WEEK
        last = self._local(np.maximum(until - 1, begun)) // WEEK
        weeks = np.arange(first, int(last.max(initial=first)) + 1)
        summed = np.cumsum(self._left(weeks))
        return np.asarray(summed[last - first] >= needed * _MINUTE)


def _all_in_doubt(count: int) -> Available:
    ones, doubt = np.ones(count, dtype=np.int64), np.ones(count, dtype=np.bool_)
    return Available(ones, ones, ~doubt, doubt)
