"""The arithmetic of boards: places, ties, figures per head, which rows are shown, and goals. Pure.

docs/decisions/0015-boards.md says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

THOUSAND = 1000
"""Figures per head are kept in thousandths of the measure's unit; where these are equal, the place is shared."""

TOP = 10
"""So many rows are shown from the first place on."""

AROUND = 3
"""So many rows are shown above and below one's own."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands: 1 + how many have more. `is_shared`: others have just as much."""

    number: int
    is_shared: bool


def per_head(total: int, people: int) -> int:
    """In thousandths, rounded down. What is below nothing (more was used than before) is nothing."""
    return max(total, 0) * THOUSAND // people if people else 0


def places(figures: Sequence[int], better: int, ties: Mapping[int, int]) -> list[Place]:
    """The places of neighbours on a board, the highest figure first.

    `better`: how many on the whole board have more than the first of them. `ties`: how many on the whole board have
    just that figure; what stands between two different neighbours on a board is only more of the same.
    """
    found: list[Place] = []
    for index, figure in enumerate(figures):
        if index and figure != figures[index - 1]:
            better += ties[figures[index - 1]]
        found.append(Place(better + 1, ties[figure] > 1))
    return found


@dataclass(frozen=True, slots=True)
class Spot:
    """One row of a board before it has a name: its key there, and what it is ordered by."""

    figure: int
    key: int


def segments(best: Sequence[Spot], around: Sequence[Spot], top: int = TOP) -> list[list[Spot]]:
    """What is shown: the first `top` rows, and one's own with its neighbours; one list where they meet, or else two.

    Both are runs of the same board, in its order. One row more in `best` tells whether the two follow each other.
    """
    shown, more = list(best[:top]), [spot for spot in around if spot not in best[:top]]
    if not more:
        return [shown] if shown else []
    return [[*shown, *more]] if more[0] in best or len(more) < len(around) else [shown, more]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a goal is reached. `percent` is never 100 before it is, nor above it afterwards."""

    percent: int
    left: int
    is_reached: bool


def progress(total: int, goal: int) -> Progress:
    """Both in the measure's unit; the goal is above 0."""
    done = min(max(total, 0), goal)
    return Progress(done * 100 // goal, goal - done, total >= goal)
