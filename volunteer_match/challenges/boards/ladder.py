"""One way to read every board, live or final: rows ordered by a figure, and for ties by a key.

Only as many rows are read as are shown. How many have more is asked of the board itself, which may know a shorter way
than counting them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, tuple_

from volunteer_match.challenges.boards.rules import AROUND, TOP, Place, Spot, places, segments
from volunteer_match.extensions import db

Ties = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rows of one challenge that have a place: `where` holds for them, in words that an index knows."""

    figure: ColumnElement[int]
    key: ColumnElement[int]
    where: Sequence[ColumnElement[bool]]
    better: Callable[[int], int] | None = None
    """How many have more than a figure; None: they are counted."""
    ties: Callable[[int, int], Ties] | None = None
    """How many have each figure from the lowest to the highest of two; None: they are counted."""

    def best(self, most: int) -> list[Spot]:
        return self._read(self._rows().order_by(self.figure.desc(), self.key.desc()).limit(most))

    def find(self, key: int) -> Spot | None:
        """The row with this key; None where it has no place."""
        return next(iter(self._read(self._rows().where(self.key == key))), None)

    def around(self, spot: Spot, each: int) -> list[Spot]:
        """The row with `each` rows above and below."""
        here, here_too = tuple_(self.figure, self.key), tuple_(spot.figure, spot.key)
        above = self._rows().where(here > here_too).order_by(self.figure, self.key).limit(each)
        below = self._rows().where(here < here_too).order_by(self.figure.desc(), self.key.desc()).limit(each)
        return [*reversed(self._read(above)), spot, *self._read(below)]

    def count(self) -> int:
        return db.session.scalar(select(func.count()).where(*self.where)) or 0

    def count_better(self, figure: int) -> int:
        if self.better is not None:
            return self.better(figure)
        return db.session.scalar(select(func.count()).where(*self.where, self.figure > figure)) or 0

    def count_ties(self, lowest: int, highest: int) -> Ties:
        if self.ties is not None:
            return self.ties(lowest, highest)
        return self.counted_ties(lowest, highest)

    def counted_ties(self, lowest: int, highest: int) -> Ties:
        within = select(self.figure, func.count()).where(*self.where, self.figure.between(lowest, highest))
        return {figure: number for figure, number in db.session.execute(within.group_by(self.figure))}

    def _rows(self) -> Select[Any]:
        return select(self.figure, self.key).where(*self.where)

    @staticmethod
    def _read(statement: Select[Any]) -> list[Spot]:
        return [Spot(figure, key) for figure, key in db.session.execute(statement)]


Segment = list[tuple[Spot, Place]]


def read_segments(ladder: Ladder, mine: int | None, *, top: int = TOP, each: int = AROUND) -> list[Segment]:
    """The rows that are shown with their places: the first ones, and those around the key `mine` if that has one."""
    best = ladder.best(top + 1)
    own = ladder.find(mine) if mine is not None else None
    return [_placed(ladder, run, best) for run in segments(best, ladder.around(own, each) if own else [], top)]


def _placed(ladder: Ladder, run: list[Spot], best: list[Spot]) -> Segment:
    figures = [spot.figure for spot in run]
    better = 0 if run[0] == best[0] else ladder.count_better(figures[0])
    return list(zip(run, places(figures, better, ladder.count_ties(figures[-1], figures[0])), strict=True))
