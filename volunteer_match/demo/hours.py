"""When an agent works and when they are free, drawn from the patterns of their site."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from volunteer_match.demo.chance import happens, pick
from volunteer_match.demo.files import WEEKDAYS, minute_of
from volunteer_match.demo.shape import DemoException, DemoShift, DemoWindow

Pattern = Mapping[str, Any]


def draw_pattern(rng: Random, site: Mapping[str, Any]) -> Pattern:
    """One of the site's patterns of work."""
    patterns: list[Pattern] = site["patterns"]
    return patterns[pick(rng, {index: pattern["weight"] for index, pattern in enumerate(patterns)})]


def shifts_of(pattern: Pattern) -> tuple[DemoShift, ...]:
    """The shifts of one week."""
    start = minute_of(pattern["start"])
    return tuple(DemoShift(WEEKDAYS.index(day), start, pattern["hours"] * 60) for day in pattern["work"])


def windows_of(pattern: Pattern, rng: Random | None = None) -> tuple[DemoWindow, ...]:
    """The free hours of one week. With a generator some are left out or begin later, as lives differ."""
    return tuple(sorted(_windows(pattern, rng), key=lambda window: (window.weekday, window.start)))


def _windows(pattern: Pattern, rng: Random | None) -> Iterator[DemoWindow]:
    for weekday, day in enumerate(WEEKDAYS):
        for start, end in pattern["free"] if day in pattern["work"] else pattern["off"]:
            late = 0
            if rng is not None:
                if happens(rng, 18):
                    continue
                late = pick(rng, {0: 60, 30: 20, 60: 20})
            yield DemoWindow(weekday, minute_of(start) + late, minute_of(end))


def draw_exceptions(rng: Random) -> tuple[DemoException, ...]:
    """Now and then a day off the list, an hour at the dentist, or a free morning that is usually taken."""
    if happens(rng, 78):
        return ()
    day = rng.randint(2, 30)
    kind = pick(rng, {"away": 45, "busy": 25, "free": 30})
    if kind == "away":
        return tuple(DemoException(day + later, None, None, False) for later in range(rng.randint(1, 4)))
    start = 60 * rng.randint(9, 17)
    return (DemoException(day, start, start + 120, kind == "free"),)
