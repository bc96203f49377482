"""What the clocks of all zones in use show, looked up at once: offsets from UTC at every quarter of an hour.

A zone gets a row when it is first used. The table reaches from a week before to 400 days after the day it was made for;
whoever asks beyond it is told so, and asks the exact functions instead.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.indexing.vocabulary import Vocabulary
from volunteer_match.matching.zones import get_zone

QUARTER = 15
DAYS_BEFORE, DAYS_AFTER = 8, 400
_A_DAY = 96
REACH = (DAYS_AFTER - 10) * 1440
"""So many minutes ahead of the moment that it covers the table reaches."""
MONDAY = 3 * 1440
"""Minutes from the Monday before 1970-01-01, a Thursday, to that day."""
FIRST_WEEK = 719_162 // 7
"""The number of the week of 1970-01-01, counted from the year 1 (719 163 is that day's ordinal)."""
_MINUTE = timedelta(minutes=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Offsets = NDArray[np.int64]
Piece = tuple[int, int, int]
"""From one minute since 1970 up to another, in which a clock does not change, and how many it is ahead of UTC."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one minute since 1970 (UTC) up to another, in which no clock of the zones in use changes."""

    start: int
    end: int
    offsets: Offsets
    """Minutes ahead of UTC, by zone."""


def minute_of(instant: datetime) -> int:
    """Whole minutes since 1970 in UTC, rounded down."""
    return (instant - _EPOCH) // _MINUTE


class Clocks:
    """The zones in use by number, and their offsets in minutes."""

    def __init__(self) -> None:
        self.zones = Vocabulary()
        self._first = 0
        """The day, counted from 1970, that the table begins with."""
        self._table = np.zeros((0, 0), dtype=np.int16)
        """A row for each quarter of an hour, a column for each zone: those of one moment lie together."""
        self._changes: list[list[int]] = []
        """By zone: the minutes at which its clock changes."""
        self._places: list[int] = []
        """Places in the table at which the clocks of some zone have changed, ascending."""
        self._odd = np.zeros(0, dtype=np.bool_)
        """Zones whose clocks are not always whole quarters of an hour ahead of UTC."""

    def cover(self, now: datetime) -> None:
        """Makes sure that the table reaches from a week before `now` to a year after, for all zones."""
        first = minute_of(now) // 1440 - DAYS_BEFORE
        if not self._table.size or not 0 <= first - self._first < DAYS_BEFORE:
            self._first, self._table = first, np.zeros((self._width, 0), dtype=np.int16)
        missing = self.zones.names[self._table.shape[1] :]
        if missing:
            columns = [_offsets(name, self._first, self._width) for name in missing]
            self._table = np.column_stack([self._table, *columns])
            differs = (self._table[1:] != self._table[:-1]).T
            self._changes = [((np.flatnonzero(row) + 1 + self._first * _A_DAY) * QUARTER).tolist() for row in differs]
            self._places = (np.flatnonzero(differs.any(axis=0)) + 1).tolist()
            self._odd = (self._table % QUARTER != 0).any(axis=0)

    @property
    def _width(self) -> int:
        return (DAYS_BEFORE + DAYS_AFTER) * _A_DAY

    def reaches(self, minute: int) -> bool:
        """Whether the table knows the day around this minute."""
        place = minute // QUARTER - self._first * _A_DAY
        return _A_DAY <= place < self._width - _A_DAY

    def offsets(self, minutes: NDArray[np.int64]) -> Offsets:
        """Minutes that each zone is ahead of UTC at each of these minutes: shape (minutes, zones)."""
        return np.asarray(self._table.take(minutes // QUARTER - self._first * _A_DAY, axis=0).astype(np.int64))

    def steady(self, zone: int, start: int, end: int) -> list[Piece]:
        """The time from one minute to another, in pieces in which one zone does not change its clocks."""
        column, base = self._table[:, zone], self._first * _A_DAY
        edges = [start, *(edge for edge in self._changes[zone] if start < edge < end), end]
        return [(edge, to, int(column[edge // QUARTER - base])) for edge, to in pairwise(edges)]

    def changing(self, start: int, end: int) -> NDArray[np.bool_]:
        """Which zones change their clocks, or may, from minute `start` to minute `end`."""
        if not self.some_change(start, end):
            return np.zeros(self._table.shape[1], dtype=np.bool_)
        part = self._table[self._place(start) : self._place(end + QUARTER - 1) + 1]
        return np.asarray((part != part[0]).any(axis=0))

    def some_change(self, start: int, end: int) -> bool:
        """Whether the clocks of some zone change, or may, from minute `start` to minute `end`."""
        return bool(self._changes_between(self._place(start), self._place(end + QUARTER - 1)))

    def off_quarters(self) -> NDArray[np.bool_]:
        """Which zones are, at some time, not whole quarters of an hour ahead of UTC."""
        return self._odd.copy()

    def _place(self, minute: int) -> int:
        return minute // QUARTER - self._first * _A_DAY

    def _changes_between(self, first: int, last: int) -> list[int]:
        """Places of the table after `first` and up to `last` at which some clock has changed."""
        return self._places[bisect_right(self._places, first) : bisect_right(self._places, last)]

    def stretches(self, start: int, end: int) -> list[Stretch]:
        """The time from one minute to another, in pieces in which no zone changes its clocks."""
        base = self._first * _A_DAY
        changes = self._changes_between(start // QUARTER - base, -(-end // QUARTER) - base - 1)
        edges = [start, *((base + place) * QUARTER for place in changes), end]
        starts = self.offsets(np.array(edges[:-1], dtype=np.int64))
        return [Stretch(*span) for span in zip(edges[:-1], edges[1:], starts, strict=True)]


def _offsets(name: str, first_day: int, width: int) -> NDArray[np.int16]:
    """The offsets of one zone; days on which nothing changes are asked once."""
    zone = get_zone(name)

    def at(place: int) -> int:
        offset = (_EPOCH + timedelta(days=first_day, minutes=place * QUARTER)).astimezone(zone).utcoffset()
        assert offset is not None
        return offset // _MINUTE

    row = np.zeros(width, dtype=np.int16)
    for day in range(0, width, _A_DAY):
        before, after = at(day), at(day + _A_DAY)
        row[day : day + _A_DAY] = before
        if before != after or at(day + _A_DAY // 2) != before:
            row[day : day + _A_DAY] = [at(place) for place in range(day, day + _A_DAY)]
    return row
