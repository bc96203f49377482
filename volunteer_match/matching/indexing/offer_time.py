"""What one agent has time for: sessions that may be claimed, hours before deadlines, and what both are worth."""

from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from volunteer_match.matching.facts import AgentFacts, Settings
from volunteer_match.matching.indexing.agents import microseconds
from volunteer_match.matching.indexing.bitmaps import bitmap_of
from volunteer_match.matching.indexing.clocks import FIRST_WEEK, REACH, Clocks, minute_of
from volunteer_match.matching.indexing.irregular import promised_by_week
from volunteer_match.matching.indexing.opportunities import SESSIONS, WHENEVER, Needs
from volunteer_match.matching.indexing.timeline import AROUND, Timeline, timeline_of
from volunteer_match.matching.indexing.week import DAY, WEEK

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
_MINUTE = 60_000_000
_BY_DAY = 7 * 60, 22 * 60
_NO_LIMIT = 1 << 50


class Available(NamedTuple):
    """Rows that time, limits and dates allow, the value of availability above and below, and doubt.

    Where there is doubt the exact functions decide, and the value stands at the most it may be.
    """

    rows: Ints
    over: Ints
    under: Ints
    doubt: Flags


class Reader:
    """One agent's time against many opportunities."""

    def __init__(self, needs: Needs, agent: AgentFacts, clocks: Clocks, now: datetime, settings: Settings) -> None:
        self.needs = needs
        self.now, self.begun = microseconds(now), minute_of(now)
        own, company = agent.weekly_limit_minutes, settings.limits_of(agent.company).weekly_limit_minutes
        limits = [limit for limit in (own, company) if limit is not None]
        self.limit = min(limits) * _MINUTE if limits else _NO_LIMIT
        self.promised = promised_by_week(agent) if limits else {}
        self.last = min(max(needs.furthest, self.begun + 8 * WEEK), self.begun + REACH)
        """How far the time is worked out: to the end of all sessions and deadlines, but for those very far ahead."""
        self.line = timeline_of(agent, clocks, self.begun - 2 * AROUND, self.last + 2 * AROUND)

    def may_suit(self, found: BitMap) -> BitMap:
        """Of these opportunities those that are not out of the agent's hours."""
        if self.line is None:
            return found
        near = found & self.needs.taking_place.union([WHENEVER, *self.line.hours])
        if self.needs.furthest <= self.last:
            return near
        return near | found & bitmap_of(np.flatnonzero(self.needs.until > self.last))

    def available(self, rows: Ints, lasts: Ints) -> Available:
        """`lasts` is by kind of credential, see `profile.Profile`."""
        if self.line is None:
            return _in_doubt(rows)
        scheduled = self.needs.needed.take(rows) < 0
        holds = lasts.take(self.needs.credentials.take(rows, axis=0)).min(axis=1)
        dated = self._scheduled(rows[scheduled], holds[scheduled], self.line)
        hours = self._flexible(rows[~scheduled], holds[~scheduled], self.line)
        return Available(*(np.concatenate(pair) for pair in zip(dated, hours, strict=True)))

    def _scheduled(self, rows: Ints, holds: Ints, line: Timeline) -> Available:
        """`holds` is the last day on which all credentials that are asked hold."""
        starts, ends, days = (side.take(rows, axis=0).ravel() for side in self.needs.sessions)
        is_open = np.flatnonzero(starts > self.begun)
        start, end = (side.take(is_open).astype(np.int64) for side in (starts, ends))
        which = is_open // SESSIONS
        doable = line.has(start, end) & (holds.take(which) >= days.take(is_open))
        first, last = line.local(np.array([start, end]))
        if self.limit < _NO_LIMIT:
            doable &= self._within_limits(first, last, end - start)
        worth = doable * (7 * AROUND + AROUND * _is_by_day(first, last)) + 2 * line.spare(start, end)
        over, count = np.bincount(which, worth, len(rows)), np.bincount(which, minlength=len(rows))
        doubt = self.needs.special.take(rows) | (self.needs.until.take(rows) > self.last)
        passes = doubt.copy()
        passes[which[doable]] = True
        over, under = np.where(doubt, 1, over.astype(np.int64)), np.where(doubt, 1, 10 * AROUND * count)
        return Available(rows[passes], over[passes], under[passes], doubt[passes])

    def _within_limits(self, first: Ints, last: Ints, length: Ints) -> Flags:
        """Whether the weekly limit leaves enough in the week of each session, and in the one it reaches into."""
        number = first // WEEK
        over = np.maximum(last - (number + 1) * WEEK, 0)
        within = (length - over) * _MINUTE <= self._left(number)
        return np.asarray(within & ((over == 0) | (over * _MINUTE <= self._left(number + 1))))

    def _left(self, number: Ints) -> Ints:
        """Microseconds that the limit leaves in weeks, counted from 1970."""
        left = np.full(len(number), self.limit, dtype=np.int64)
        for week, promised in self.promised.items():
            left[number + FIRST_WEEK == week] = max(0, self.limit - promised)
        return left

    def _flexible(self, rows: Ints, holds: Ints, line: Timeline) -> Available:
        needed, deadline, day = self.needs.needed.take(rows), self.needs.deadline.take(rows), self.needs.day.take(rows)
        until = np.minimum(deadline, self.last)
        free = line.free_between(self.begun, until)
        within = self._left_before(until, needed, line)
        passes = (free >= needed) & within & (holds >= day)
        short = (free < 2 * needed) | np.logical_not(within)
        doubt = (until < deadline) & short | (day < 0) & (self.needs.credentials[rows, 0] > 0)
        alive = deadline * _MINUTE > self.now
        doubt = doubt & alive | self.needs.special.take(rows)
        kept = np.flatnonzero(passes & alive | doubt)
        needed, doubt = needed[kept], doubt[kept]
        none = (needed == 0) | doubt
        free = np.minimum(free[kept], 2 * needed)
        return Available(rows[kept], np.where(none, 1, free), np.where(none, 1, 2 * needed), doubt)

    def _left_before(self, until: Ints, needed: Ints, line: Timeline) -> Flags | bool:
        """Whether what all weeks up to each deadline leave together is enough."""
        if self.limit >= _NO_LIMIT:
            return True
        first = int(line.local(np.array([self.begun]))[0]) // WEEK
        last = line.local(np.maximum(until - 1, self.begun)) // WEEK
        weeks = np.arange(first, int(last.max(initial=first)) + 1)
        summed = np.cumsum(self._left(weeks))
        return np.asarray(summed[last - first] >= needed * _MINUTE)


def _is_by_day(first: Ints, last: Ints) -> Flags:
    """Whether what lasts from one minute of the agent's clock to another is between 07:00 and 22:00 of one day."""
    minute = first % DAY
    return np.asarray((minute >= _BY_DAY[0]) & (minute + last - first <= _BY_DAY[1]))


def _in_doubt(rows: Ints) -> Available:
    ones = np.ones(len(rows), dtype=np.int64)
    return Available(rows, ones, ones, ones > 0)
