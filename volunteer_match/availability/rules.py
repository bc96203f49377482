"""Weekly hours as people type them, put in order. Pure.

A window is minutes of a local day; an end at or before its start belongs to the next day, and 1440 is 24:00.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

DAY = 1440
WEEK = 7 * DAY


@dataclass(frozen=True, order=True, slots=True)
class WeeklyWindow:
    """`day` 0 is Monday; `start` 0 to 1439, `end` 0 to 1440."""

    day: int
    start: int
    end: int

    @property
    def crosses_midnight(self) -> bool:
        return self.end <= self.start


def minutes_of(windows: Iterable[WeeklyWindow]) -> frozenset[int]:
    """The minutes of the week, 0 to 10079, that these windows cover; Sunday night reaches into Monday."""
    covered: set[int] = set()
    for window in windows:
        begin = window.day * DAY + window.start
        length = window.end - window.start + (DAY if window.crosses_midnight else 0)
        covered.update(minute % WEEK for minute in range(begin, begin + length))
    return frozenset(covered)


def joined(windows: Sequence[WeeklyWindow]) -> list[WeeklyWindow]:
    """The same minutes in as few windows as a day-by-day table needs: what overlaps or touches on a day is one.

    Midnight stays inside a window only where somebody wrote it across midnight.
    """
    nights = {window.day for window in windows if window.crosses_midnight}
    return _windows(minutes_of(windows), nights)


def with_presets(
    windows: Sequence[WeeklyWindow], presets: Iterable[WeeklyWindow], dropped: Iterable[WeeklyWindow]
) -> list[WeeklyWindow]:
    """`windows` with the hours of `presets` added and those of `dropped`, which nothing else asks for, taken out."""
    wanted = minutes_of(presets)
    nights = {window.day for window in windows if window.crosses_midnight}
    return _windows((minutes_of(windows) - (minutes_of(dropped) - wanted)) | wanted, nights)


def covers(windows: Iterable[WeeklyWindow], preset: Sequence[WeeklyWindow]) -> bool:
    """Whether every minute of the preset lies in the windows."""
    return minutes_of(preset) <= minutes_of(windows)


def _windows(minutes: frozenset[int], nights: set[int]) -> list[WeeklyWindow]:
    days = [_stretches(minutes, day) for day in range(7)]
    for day in sorted(nights):
        tomorrow = days[(day + 1) % 7]
        if not (days[day] and tomorrow and days[day][-1].end == DAY and tomorrow[0].start == 0):
            continue
        # A window holds a day at most, and one that was already joined to the night before stays so.
        if tomorrow[0].end <= days[day][-1].start:
            days[day][-1] = WeeklyWindow(day, days[day][-1].start, tomorrow.pop(0).end)
    return [window for day in days for window in day]


def _stretches(minutes: frozenset[int], day: int) -> list[WeeklyWindow]:
    found: list[WeeklyWindow] = []
    start: int | None = None
    for minute in range(DAY + 1):
        is_in = minute < DAY and day * DAY + minute in minutes
        if is_in and start is None:
            start = minute
        elif not is_in and start is not None:
            found.append(WeeklyWindow(day, start, minute))
            start = None
    return found
