"""Which cells of a fixed tree may be published. Pure.

A tree is made of what its leaves hold: the company is their whole, a site the whole of its teams. It stands for one
month, one metric and one way of grouping, and is decided once. Why nothing that is withheld can be worked out stands in
docs/impact.md; in short: what is published tells the open leaves and, for every open cell, all of its withheld parts
taken together. Both have five people or more, and whatever else can be worked out is made of several of these.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeVar

from volunteer_match.impact.suppression.cells import Cell

Path = tuple[str, ...]
"""Where a cell stands: () the company, (site,) a site, (site, team) a team."""

C = TypeVar("C", bound=Cell)


def cells_of(leaves: Mapping[Path, C]) -> dict[Path, C]:
    """Every cell of the tree that these leaves make.

    Groups of people in which nobody gave anything are leaves too: that they gave nothing is theirs as well.
    """
    parts: dict[Path, list[C]] = defaultdict(list)
    for path, cell in leaves.items():
        for depth in range(len(path) + 1):
            parts[path[:depth]].append(cell)
    return {path: _together(cells) for path, cells in parts.items()}


def publishable(cells: Mapping[Path, C]) -> frozenset[Path]:
    """Which of the cells of a whole tree (see `cells_of`) may be published, with all of their figures.

    Parts of a withheld cell are withheld. It does not say why a cell is withheld: that would tell that it is small.
    """
    children: dict[Path, list[Path]] = defaultdict(list)
    for path in sorted(cells):
        if path:
            children[path[:-1]].append(path)
    shown: set[Path] = set()
    waiting: list[Path] = [()] if () in cells and cells[()].is_fit else []
    while waiting:
        path = waiting.pop()
        shown.add(path)
        waiting += _open_parts([(child, cells[child]) for child in children[path]])
    return frozenset(shown)


def _open_parts(parts: Sequence[tuple[Path, C]]) -> list[Path]:
    """Parts of an open cell that stay open: the small ones are withheld, and then, the smallest first, as many others
    as it takes until those withheld may be known as one. If need be all are: together they are the open cell itself.
    """
    order = sorted(parts, key=lambda part: (part[1].is_fit, part[1].people, part[0]))
    number = sum(not cell.is_fit for _, cell in parts)
    if not number:
        return [path for path, _ in parts]
    withheld = _together([cell for _, cell in order[:number]])
    while number < len(order) and not withheld.is_fit:
        withheld = withheld.joined([order[number][1]])
        number += 1
    return [path for path, _ in order[number:]]


def _together(cells: Sequence[C]) -> C:
    return cells[0].joined(cells[1:])
