"""Exact arithmetic on stretches of time. Every interval is half open: its start belongs to it, its end does not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter

_by_start = attrgetter("start")
NO_TIME = timedelta(0)


@dataclass(frozen=True, slots=True)
class Interval:
    """From `start` up to, not including, `end`: aware instants in `datetime.UTC`. Raises ValueError otherwise.

    Only UTC is taken because Python compares two instants of one named zone by their wall clocks, which is wrong
    around a change of clocks.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is not UTC or self.end.tzinfo is not UTC:
            raise ValueError(f"{self.start} to {self.end}: an interval is in UTC")
        if self.start >= self.end:
            raise ValueError(f"{self.start} to {self.end}: an interval ends after it starts")

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def overlaps(self, other: "Interval") -> bool:
        return self.start < other.end and other.start < self.end

    def widened(self, margin: timedelta) -> "Interval":
        """The same stretch with `margin` more on both sides."""
        return Interval(self.start - margin, self.end + margin) if margin else self


def merged(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The union: in order of time, apart from each other. Intervals that touch become one."""
    union: list[Interval] = []
    for interval in sorted(intervals, key=_by_start):
        if not union or interval.start > union[-1].end:
            union.append(interval)
        elif interval.end > union[-1].end:
            union[-1] = Interval(union[-1].start, interval.end)
    return tuple(union)


def without(whole: Iterable[Interval], taken: Iterable[Interval]) -> tuple[Interval, ...]:
    """What is left of `whole` when `taken` is cut out. Both are unions as `merged` gives them, and so is the result."""
    left: list[Interval] = []
    cuts = list(taken)
    for interval in whole:
        start = interval.start
        for cut in cuts:
            if cut.start >= interval.end:
                break
            if cut.end <= start:
                continue
            if cut.start > start:
                left.append(Interval(start, cut.start))
            start = cut.end
        if start < interval.end:
            left.append(interval if start == interval.start else Interval(start, interval.end))
    return tuple(left)


def within(intervals: Iterable[Interval], window: Interval) -> tuple[Interval, ...]:
    """The parts of `intervals` that lie inside `window`."""
    return tuple(
        interval
        if interval.start >= window.start and interval.end <= window.end
        else Interval(max(interval.start, window.start), min(interval.end, window.end))
        for interval in intervals
        if interval.start < window.end and window.start < interval.end
    )


def total(intervals: Iterable[Interval]) -> timedelta:
    """The summed length of intervals that lie apart."""
    return sum((interval.end - interval.start for interval in intervals), NO_TIME)
