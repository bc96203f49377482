"""When the sessions of an opportunity are, on the clocks of all zones at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.indexing import week
from volunteer_match.matching.indexing.agents import FIRST_DAY
from volunteer_match.matching.indexing.clocks import FIRST_WEEK, MONDAY, Clocks, minute_of
from volunteer_match.matching.indexing.cuts import Span
from volunteer_match.matching.indexing.dated import is_whole
from volunteer_match.matching.indexing.week import QUARTER
from volunteer_match.matching.indexing.weeks import Cut, cut_at
from volunteer_match.matching.occasions import Occasion

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
LONGEST = 64 - 2 * week.AROUND
"""Quarters of the longest session that the bits of a week can tell of with two hours on both sides."""
AROUND = week.AROUND * QUARTER
_BY_DAY = 7 * 60, 22 * 60
_DAY, _WEEK = 1440, 10080
_AHEAD = 16 * 60
"""No clock was ever so many minutes ahead of UTC, or behind it."""


@dataclass(frozen=True, slots=True)
class Hour:
    """Where sessions at one hour of the week lie in the bits of a week, by zone. Sessions of a series share it."""

    cut: Cut
    needed: np.uint64
    """The bits that must be set in a stretch of 64 quarters that begins two hours before."""
    quarters: int
    lead: int
    """Minutes from the quarter that the session begins in to its start."""
    trail: int


@dataclass(frozen=True, slots=True)
class SessionTime:
    """One open session."""

    start: int
    end: int
    hour: int
    """Its place among the hours."""


@dataclass(frozen=True, slots=True)
class Times:
    """All open sessions of one opportunity. Tables have a row for each session and a column for each zone."""

    sessions: tuple[SessionTime, ...]
    hours: tuple[Hour, ...]
    occasions: Sequence[Occasion]
    minutes: Ints
    """How long each session is."""
    local: Ints
    """The minute of the week at which it begins."""
    by_day: Flags
    of_all: Ints
    """The same counted on from the first Monday of all (see `clocks.MONDAY`)."""
    next_week: Ints
    """Minutes of it that belong to the week after."""
    unsure: Flags
    """Zones whose clocks change around some session."""
    some_unsure: bool

    @property
    def days(self) -> Ints:
        """The dates that credentials must hold through, in days from 1970."""
        return np.array([one.day.toordinal() - FIRST_DAY for one in self.occasions], dtype=np.int64)

    def week(self, zones: NDArray[np.uint16]) -> Ints:
        """The numbers of the weeks in which the sessions begin, by session and for each of these zones."""
        return np.asarray(self.of_all.take(zones, axis=1) // _WEEK + FIRST_WEEK)

    @property
    def weeks_touched(self) -> set[int]:
        """Numbers of the weeks that some session touches on some clock, or may."""
        edges = [edge for one in self.sessions for edge in (one.start - _AHEAD, one.start + _AHEAD, one.end + _AHEAD)]
        return {(edge + MONDAY) // _WEEK + FIRST_WEEK for edge in edges}

    @property
    def days_near(self) -> set[int]:
        """The days (from 1970, in UTC) that some session touches, with two hours on both sides."""
        spans = [(one.start - AROUND, one.end + AROUND - 1) for one in self.sessions]
        return {day for first, last in spans for day in range(first // _DAY, last // _DAY + 1)}


def times_of(occasions: Sequence[Occasion], clocks: Clocks) -> Times | None:
    """The times of a scheduled opportunity, or None where they can't be told by bits and tables."""
    spans = [(minute_of(one.span.start), minute_of(one.span.end)) for one in occasions if one.span is not None]
    if not all(one.span is not None and is_whole(one.span) for one in occasions):
        return None
    if any(
        -(-(end - start + start % QUARTER) // QUARTER) > LONGEST or not (clocks.reaches(start) and clocks.reaches(end))
        for start, end in spans
    ):
        return None
    return _told(occasions, spans, clocks)


def _told(occasions: Sequence[Occasion], spans: list[Span], clocks: Clocks) -> Times:
    """`spans` has the start and the end of each session, in minutes since 1970."""
    starts, ends = np.array(spans, dtype=np.int64).T
    minutes, offsets = ends - starts, clocks.offsets(starts)
    length = minutes[:, None]
    local = starts[:, None] + offsets + MONDAY
    minute, today = local % _WEEK, local % _DAY
    by_day = (today >= _BY_DAY[0]) & (today + length <= _BY_DAY[1])
    position = (minute // QUARTER - week.AROUND) % week.SLOTS
    unsure = clocks.off_quarters()
    if clocks.some_change(min(start for start, _ in spans) - AROUND, max(end for _, end in spans) + AROUND):
        for start, end in spans:
            unsure |= clocks.changing(start - AROUND, end + AROUND)
    hours: dict[tuple[bytes, int, int], tuple[int, Hour]] = {}
    sessions = []
    for place, (start, end) in enumerate(spans):
        key = position[place].tobytes(), start % QUARTER, end - start
        if key not in hours:
            hours[key] = len(hours), _hour(position[place], start % QUARTER, end - start)
        sessions.append(SessionTime(start, end, hours[key][0]))
    over = np.maximum(minute + length - _WEEK, 0)
    tables = minutes, minute, by_day, local, over, unsure
    return Times(tuple(sessions), tuple(hour for _, hour in hours.values()), occasions, *tables, bool(unsure.any()))


def _hour(position: Ints, lead: int, minutes: int) -> Hour:
    quarters = -(-(lead + minutes) // QUARTER)
    needed = np.uint64(((1 << quarters) - 1) << week.AROUND)
    trail = quarters * QUARTER - lead - minutes
    return Hour(cut_at(position), needed, quarters, lead, trail)
