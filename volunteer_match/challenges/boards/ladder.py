"""One way to read every board, live or final: rows ordered by a figure, and for ties by a key.

Only as many rows are read as are shown, in one statement. How many have more is asked of the board itself, which may
know a shorter way than counting them.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, TextClause, func, literal, select, tuple_, union_all

from volunteer_match.challenges.boards.rules import AROUND, TOP, Place, Spot, places, segments
from volunteer_match.extensions import db

Ties = Mapping[int, int]
BEST, UPWARD, BELOW = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rows of one challenge that have a place: `where` holds for them, in words that an index knows."""

    figure: ColumnElement[int]
    key: ColumnElement[int]
    where: Sequence[ColumnElement[bool] | TextClause]
    better: Callable[[int], int] | None = None
    """How many have more than a figure; None: they are counted."""
    ties: Callable[[Collection[int]], Ties] | None = None
    """How many have each of these figures; None: they are counted."""

    def read(self, mine: int | None, top: int, each: int) -> tuple[list[Spot], list[Spot]]:
        """The first `top` rows, and the row with the key `mine` with `each` above and below, or nothing."""
        falling = self.figure.desc(), self.key.desc()
        parts = [self._part(BEST).order_by(*falling).limit(top)]
        if mine is not None:
            own = select(self.figure).where(*self.where, self.key == mine).scalar_subquery()
            here, there = tuple_(self.figure, self.key), tuple_(own, literal(mine))
            parts.append(self._part(UPWARD).where(here >= there).order_by(self.figure, self.key).limit(each + 1))
            parts.append(self._part(BELOW).where(here < there).order_by(*falling).limit(each))
        rows = db.session.execute(union_all(*(select(part.subquery()) for part in parts))).all()
        read = [[Spot(figure, key) for part, figure, key in rows if part == wanted] for wanted in range(3)]
        best, upward, below = (sorted(spots, key=lambda spot: (-spot.figure, -spot.key)) for spots in read)
        return best, upward + below

    def _part(self, number: int) -> Select[int, int, int]:
        return select(literal(number).label("part"), self.figure.label("figure"), self.key.label("key")).where(
            *self.where
        )

    def count_better(self, figure: int) -> int:
        if self.better is not None:
            return self.better(figure)
        return db.session.scalar(select(func.count()).where(*self.where, self.figure > figure)) or 0

    def count_ties(self, figures: Collection[int]) -> Ties:
        return self.counted_ties(figures) if self.ties is None else self.ties(figures)

    def counted_ties(self, figures: Collection[int]) -> Ties:
        same = select(self.figure, func.count()).where(*self.where, self.figure.in_(figures)).group_by(self.figure)
        return {figure: number for figure, number in db.session.execute(same)}  # noqa: C416 - a row is no tuple to mypy


Segment = list[tuple[Spot, Place]]


def read_segments(ladder: Ladder, mine: int | None, *, top: int = TOP, each: int = AROUND) -> list[Segment]:
    """The rows that are shown with their places: the first ones, and those around the key `mine` if that has one."""
    best, around = ladder.read(mine, top + 1, each)
    runs = segments(best, around, top)
    ties = ladder.count_ties({spot.figure for run in runs for spot in run}) if runs else {}
    return [_placed(ladder, run, best, ties) for run in runs]


def _placed(ladder: Ladder, run: list[Spot], best: list[Spot], ties: Ties) -> Segment:
    figures = [spot.figure for spot in run]
    better = 0 if run[0] == best[0] else ladder.count_better(figures[0])
    return list(zip(run, places(figures, better, ties), strict=True))
