"""Work shifts, widened by the rest gap, as columns: one for each day (in UTC) on which a cut begins.

Each agent has room for one cut a day, of at most 24 hours, on whole minutes. Others are not kept here: `fits` tells.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.indexing.columns import grown
from volunteer_match.matching.indexing.distinct import Distinct, Numbers, widened

DAY = 1440
Ints = NDArray[np.int64]
_BITS = 16
_PART = (1 << _BITS) - 1
Span = tuple[int, int]
"""From a minute since 1970 (UTC) up to another."""


class DayOfCuts:
    """One day's cuts by slot: numbers of what many share, 0 for no cut."""

    def __init__(self, number: int, known: Distinct, rows: int) -> None:
        self._first, self._known = number * DAY, known
        self.numbers: Numbers = np.zeros(rows, dtype=np.uint16)

    def told(self, rows: Ints) -> tuple[Ints, Ints, Ints]:
        """When the cuts of some slots begin and end (minutes since 1970), and what they cost.

        That is how many minutes of the weekly windows fall into the cut. No cut ends when it begins.
        """
        words = self._known.values[0].take(self.numbers.take(rows)).view(np.int64)
        start = (words & _PART) + self._first
        return start, start + (words >> _BITS & _PART), words >> 2 * _BITS

    def put(self, rows: Ints, start: Ints, end: Ints, lost: Ints) -> None:
        """Keeps one cut for each of some slots."""
        words = start - self._first | end - start << _BITS | lost << 2 * _BITS
        numbers = self._known.numbers(words.view(np.uint64)[None])
        self.numbers = widened(self.numbers, len(self._known))
        self.numbers[rows] = numbers


class Cuts:
    """All days on which somebody's cut begins."""

    def __init__(self) -> None:
        self.days: dict[int, DayOfCuts] = {}
        self._known = Distinct(1)
        """A cut's minute of the day, its length and what it costs, side by side in one word."""
        self._rows = 0

    def make_room(self, rows: int) -> None:
        self._rows = rows
        for day in self.days.values():
            day.numbers = grown(day.numbers, rows)

    def day(self, number: int) -> DayOfCuts:
        """The columns of a day, made when it is first used."""
        found = self.days.get(number)
        if found is None:
            found = self.days[number] = DayOfCuts(number, self._known, self._rows)
        return found

    def put(self, slot: int, cuts: Sequence[tuple[Span, int]]) -> None:
        """Replaces an agent's cuts; each comes with what it costs. All must fit (see `fitting`)."""
        for day in self.days.values():
            day.numbers[slot] = 0
        row = np.array([slot])
        for (start, end), lost in cuts:
            self.day(start // DAY).put(row, *(np.array([value]) for value in (start, end, lost)))

    def of(self, slot: int) -> list[Span]:
        """An agent's cuts, by start."""
        row = np.array([slot])
        spans = (day.told(row)[:2] for _, day in sorted(self.days.items()) if day.numbers[slot])
        return [(int(start[0]), int(end[0])) for start, end in spans]

    def near(self, first: int, last: int) -> list[DayOfCuts]:
        """Days whose cuts may reach into the stretch from minute `first` to minute `last`."""
        return [self.days[day] for day in range(first // DAY - 1, last // DAY + 1) if day in self.days]


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
