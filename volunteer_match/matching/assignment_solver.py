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

from volunteer_match.matching.assignment_cuts import broken_covers
from volunteer_match.matching.assignment_facts import lines_of
from volunteer_match.matching.assignment_ledger import Ledger
from volunteer_match.matching.assignment_rows import Program

_WHOLE = 1e-6
"""How far from a whole number the solver's numbers may be, as its own tolerances are."""
_ROUNDS = 8
_FIRST_TRY = 1_500.0
"""A point and a half: what a whole solution loses against the linear one is mostly lost in columns that cost less."""
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

    @property
    def is_whole(self) -> Mask:
        return np.asarray(np.abs(self.share - np.round(self.share)) < _WHOLE)

    def bound(self, within: Mask) -> float:
        return float(self.share[within] @ self.worth[within])


def solve(program: Program, seconds: float) -> Solution:
    """The best choice of columns, within `seconds` a step. Adds rows to `program` that hold for whole numbers."""
    worth = np.array([column.worth for column in program.columns], dtype=float)
    relaxed, matrix = _relax(program, worth, seconds)
    if relaxed is None:
        return Solution((), _simple_bound(program))
    chosen = np.round(relaxed.share) == 1
    pieces = list(_pieces(matrix, relaxed.is_whole))
    outside = ~np.any([np.zeros_like(chosen), *pieces], axis=0)
    bound = round(float(worth[outside & chosen].sum()))
    for piece in pieces:
        best, most = _solve_piece(program, matrix, relaxed, piece, seconds / len(pieces))
        chosen[piece] = best[piece]
        bound += most
    numbers = {program.columns[column].candidate for column in np.flatnonzero(chosen)}
    return Solution(tuple(sorted(numbers)), bound)


def _relax(program: Program, worth: Numbers, seconds: float) -> tuple[_Relaxed | None, csr_array]:
    """The program with shares of columns allowed, made tighter as long as that helps; None when time ran out."""
    relaxed, matrix = None, _matrix(program)
    for _ in range(_ROUNDS):
        limits = np.array(program.rows.limit, dtype=float)
        options = {"time_limit": seconds if relaxed is None else seconds / _ROUNDS}
        found: Any = linprog(-worth, A_ub=matrix, b_ub=limits, bounds=(0, 1), method="highs", options=options)
        if found.status != 0:
            break
        relaxed = _Relaxed(found.x, found.lower.marginals + found.upper.marginals, worth)
        covers = [] if relaxed.is_whole.all() else list(broken_covers(program, relaxed.share.tolist()))
        if not covers:
            break
        for columns, most in covers:
            program.rows.add(columns, most)
        matrix = _matrix(program)
    return relaxed, matrix


def _matrix(program: Program) -> csr_array:
    rows = program.rows
    shape = len(rows.limit), len(program.columns)
    return coo_array((np.array(rows.factor, dtype=float), (rows.row, rows.column)), shape=shape).tocsr()


def _simple_bound(program: Program) -> int:
    """Every session with its best people, whoever else needs them."""
    best: dict[str, list[int]] = {}
    for column in program.columns:
        if column.nth == 0:
            best.setdefault(program.candidates[column.candidate].session, []).append(column.worth)
    places = program.bounds.places
    return sum(sum(sorted(worths, reverse=True)[: places[session]]) for session, worths in best.items())


def _pieces(matrix: csr_array, whole: Mask) -> Iterator[Mask]:
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
    """The best whole choice within one piece (a mask of columns), and what none can exceed.

    Whoever departs from the linear solution in a column of reduced cost c loses at least c of its worth. So a first
    try in the columns that cost little finds a good choice soon, and the distance between that and the linear solution
    then says which columns can matter at all.
    """
    best, known = _round(program, relaxed, piece)
    ceiling = relaxed.bound(piece)
    most = ceiling
    for margin in (_FIRST_TRY, None):
        reach = ceiling - known + 1 if margin is None else margin
        choice, value, bound = _solve_core(program, matrix, relaxed, piece & (np.abs(relaxed.cost) <= reach), seconds)
        if value > known:
            best, known = choice, value
        most = min(most, max(bound, ceiling - reach))
        if most < known + 1 - _WHOLE:
            break
    return best, max(known, int(most + _WHOLE))


def _solve_core(
    program: Program, matrix: csr_array, relaxed: _Relaxed, core: Mask, seconds: float
) -> tuple[Mask, int, float]:
    """The best choice that departs from the linear solution only in the columns of `core`; its worth, and the most
    that any such choice can be worth. Without a choice its worth is -1.
    """
    chosen = (relaxed.share > 0.5) & ~core
    left = np.array(program.rows.limit, dtype=float) - matrix @ chosen
    inner = matrix[:, core]
    rows = np.diff(inner.indptr) > 0
    found: Any = milp(
        -relaxed.worth[core],
        constraints=LinearConstraint(inner[rows], -np.inf, left[rows]),
        integrality=np.ones(int(core.sum())),
        bounds=Box(0, 1),
        options={"time_limit": seconds, "node_limit": _MOST_NODES, "mip_rel_gap": 0.0},
    )
    outside = float(relaxed.worth[chosen].sum())
    bound = np.inf if found.mip_dual_bound is None else outside - float(found.mip_dual_bound)
    if found.x is None:
        return chosen, -1, bound
    chosen[core] = np.round(found.x) == 1
    return chosen, round(float(relaxed.worth[chosen].sum())), bound


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
