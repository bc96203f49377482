"""Solves the program of an assignment: as a linear program, and what is left fractional in whole numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, linprog, milp
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from volunteer_match.matching.assignment_facts import lines_of
from volunteer_match.matching.assignment_ledger import Ledger
from volunteer_match.matching.assignment_rows import Program

_WHOLE = 1e-6
"""How far from a whole number the solver's numbers may be, as its own tolerances are."""
_MOST_NODES = 200_000

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Solution:
    """Numbers of the chosen candidates, and what no choice can exceed (thousandths of a point)."""

    candidates: tuple[int, ...]
    bound: int


@dataclass(frozen=True, slots=True)
class _Relaxed:
    """The linear solution: share of each column, what it costs to move it, and the worth of each column."""

    share: Numbers
    cost: Numbers
    worth: Numbers

    def bound(self, within: Mask) -> float:
        return float(self.share[within] @ self.worth[within])


def solve(program: Program, seconds: float) -> Solution:
    """The best choice of columns, within `seconds` for the linear program and as much again for whole numbers."""
    worth = np.array([column.worth for column in program.columns], dtype=float)
    matrix = _matrix(program)
    relaxed = _relax(matrix, program, worth, seconds)
    if relaxed is None:
        return Solution((), _simple_bound(program))
    whole = np.abs(relaxed.share - np.round(relaxed.share)) < _WHOLE
    chosen = np.round(relaxed.share) == 1
    pieces = list(_pieces(program, matrix, whole))
    outside = ~np.any([np.zeros_like(whole), *pieces], axis=0)
    bound = round(float(worth[outside & chosen].sum()))
    for piece in pieces:
        best, most = _solve_piece(program, matrix, relaxed, piece, seconds / len(pieces))
        chosen[piece] = best[piece]
        bound += most
    numbers = {program.columns[column].candidate for column in np.flatnonzero(chosen)}
    return Solution(tuple(sorted(numbers)), bound)


def _matrix(program: Program) -> csr_array:
    rows = program.rows
    shape = len(rows.limit), len(program.columns)
    return coo_array((np.array(rows.factor, dtype=float), (rows.row, rows.column)), shape=shape).tocsr()


def _relax(matrix: csr_array, program: Program, worth: Numbers, seconds: float) -> _Relaxed | None:
    """The program with shares of columns allowed; None when time ran out."""
    limits = np.array(program.rows.limit, dtype=float)
    options = {"time_limit": seconds}
    found: Any = linprog(-worth, A_ub=matrix, b_ub=limits, bounds=(0, 1), method="highs", options=options)
    if found.status != 0:
        return None
    return _Relaxed(found.x, found.lower.marginals + found.upper.marginals, worth)


def _simple_bound(program: Program) -> int:
    """Every session with its best people, whoever else needs them."""
    best: dict[str, list[int]] = {}
    for column in program.columns:
        if column.nth == 0:
            best.setdefault(program.candidates[column.candidate].session, []).append(column.worth)
    places = program.bounds.places
    return sum(sum(sorted(worths, reverse=True)[: places[session]]) for session, worths in best.items())


def _pieces(program: Program, matrix: csr_array, whole: Mask) -> Iterator[Mask]:
    """The connected pieces of the program that hold a fraction, as masks of columns."""
    if whole.all():
        return
    rows, columns = matrix.shape
    both = coo_array(matrix)
    graph = coo_array((np.ones(both.nnz), (both.row, both.col + rows)), shape=(rows + columns, rows + columns))
    _, label = connected_components(graph, directed=False)
    for piece in np.unique(label[rows:][~whole]):
        yield label[rows:] == piece


def _solve_piece(
    program: Program, matrix: csr_array, relaxed: _Relaxed, piece: Mask, seconds: float
) -> tuple[Mask, int]:
    """The best whole choice within one piece (a mask of columns), and what none can exceed."""
    rounded, known = _round(program, relaxed, piece)
    bound = relaxed.bound(piece)
    room = bound - known + _WHOLE * max(1.0, bound)
    if room < 1:
        return rounded, known
    fixed = np.abs(relaxed.cost) > room
    low = np.where(piece & fixed & (relaxed.share > 0.5), 1.0, 0.0)
    high = np.where(piece & ~(fixed & (relaxed.share <= 0.5)), 1.0, 0.0)
    found: Any = milp(
        -relaxed.worth,
        constraints=LinearConstraint(matrix, -np.inf, np.array(program.rows.limit, dtype=float)),
        integrality=np.ones(len(low)),
        bounds=Box(low, high),
        options={"time_limit": seconds, "node_limit": _MOST_NODES, "mip_rel_gap": 0.0},
    )
    most = bound if found.mip_dual_bound is None else min(bound, -float(found.mip_dual_bound))
    if found.x is None or (worth := round(float(np.round(found.x) @ relaxed.worth))) <= known:
        return rounded, max(known, int(most + 0.5))
    return np.round(found.x) == 1, max(worth, int(most + 0.5))


def _round(program: Program, relaxed: _Relaxed, piece: Mask) -> tuple[Mask, int]:
    """A feasible choice: the columns with the largest shares first, then whoever else still fits."""
    columns = np.flatnonzero(piece)
    order = columns[np.lexsort((columns, -relaxed.worth[columns], -relaxed.share[columns]))]
    ledger = Ledger(program.bounds)
    numbers = dict.fromkeys(program.columns[column].candidate for column in order)
    taken = {number for number in numbers if ledger.take(program.candidates[number])}
    mask = np.zeros(len(piece), dtype=bool)
    for column in columns:
        one = program.columns[column]
        mask[column] = one.nth == 0 and one.candidate in taken
    return mask, sum(line.worth for line in lines_of(ledger.chosen, program.bounds.share))
