"""Work shifts, widened by the rest gap, as columns: one for each day (in UTC) on which a cut begins.

Each agent has room for one cut a day, of at most 24 hours, on whole minutes. Others are not kept here: `fits` tells.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.indexing.columns import grown

DAY = 1440
Minutes = NDArray[np.uint16]
Span = tuple[int, int]
"""From a minute since 1970 (UTC) up to another."""


@dataclass(slots=True)
class DayOfCuts:
    """By slot: the minute of the day at which the cut begins, its length (0 is none), and what it costs.

    `lost` is how many minutes of the weekly windows fall into the cut.
    """

    start: Minutes
    length: Minutes
    lost: Minutes


class Cuts:
    """All days on which somebody's cut begins."""

    def __init__(self) -> None:
        self.days: dict[int, DayOfCuts] = {}
        self._rows = 0

    def make_room(self, rows: int) -> None:
        self._rows = rows
        for day in self.days.values():
            for name in ("start", "length", "lost"):
                setattr(day, name, grown(getattr(day, name), rows))

    def day(self, number: int) -> DayOfCuts:
        """The columns of a day, made when it is first used."""
        found = self.days.get(number)
        if found is None:
            empty = (np.zeros(self._rows, dtype=np.uint16) for _ in range(3))
            found = self.days[number] = DayOfCuts(*empty)
        return found

    def put(self, slot: int, cuts: Sequence[tuple[Span, int]]) -> None:
        """Replaces an agent's cuts; each comes with what it costs. All must fit (see `fitting`)."""
        for day in self.days.values():
            if day.length[slot]:
                day.length[slot] = 0
        for (start, end), lost in cuts:
            day = self.day(start // DAY)
            day.start[slot], day.length[slot], day.lost[slot] = start % DAY, end - start, lost

    def of(self, slot: int) -> list[Span]:
        """An agent's cuts, by start."""
        found = []
        for number, day in sorted(self.days.items()):
            if day.length[slot]:
                start = number * DAY + int(day.start[slot])
                found.append((start, start + int(day.length[slot])))
        return found

    def near(self, first: int, last: int) -> list[tuple[int, DayOfCuts]]:
        """Days whose cuts may reach into the stretch from minute `first` to minute `last`."""
        return [(day, self.days[day]) for day in range(first // DAY - 1, last // DAY + 1) if day in self.days]


def fitting(spans: Iterable[Span]) -> tuple[list[Span], list[Span]]:
    """Splits merged cuts into those that fit the columns (one a day, at most 24 hours) and the others."""
    kept: dict[int, Span] = {}
    others = []
    for span in spans:
        if span[1] - span[0] > DAY or span[0] // DAY in kept:
            others.append(span)
        else:
            kept[span[0] // DAY] = span
    return list(kept.values()), others
