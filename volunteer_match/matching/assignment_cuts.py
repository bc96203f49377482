"""Rows that hold for whole numbers and that a fractional solution breaks: covers of weekly minutes.

Of sessions that together exceed a limit at least one must be left out, and so must one of as many others that each take
no less (an extended cover inequality: Balas, Facets of the knapsack polytope, 1975). Adding the few that are broken
makes the linear program whole almost always, far sooner than searching would.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from volunteer_match.matching.assignment_rows import Program

_BROKEN = 1e-6
_LARGEST = 4
"""More sessions than that in one week are rarely asked of one agent; what is missed is left to the search."""


def broken_covers(program: Program, shares: Sequence[float]) -> Iterator[tuple[list[int], int]]:
    """Columns of which no more than so many can be chosen, and are by `shares` (of each column, 0 to 1)."""
    for numbers in program.by_agent.values():
        taken = {number: sum(shares[column] for column in program.own[number]) for number in numbers}
        partly = [number for number in numbers if taken[number] > _BROKEN]
        if any(taken[number] < 1 - _BROKEN for number in partly):
            yield from _of_agent(program, numbers, {number: taken[number] for number in partly})


def _of_agent(program: Program, numbers: list[int], taken: dict[int, float]) -> Iterator[tuple[list[int], int]]:
    loads = {number: dict(program.candidates[number].loads) for number in numbers}
    for limit in sorted({limit for number in taken for limit in loads[number]}):
        left = program.bounds.minutes[program.candidates[numbers[0]].agent, limit]
        heavy = [number for number in taken if limit in loads[number]]
        for size in range(2, min(_LARGEST, len(heavy)) + 1):
            for cover in combinations(heavy, size):
                minutes = [loads[number][limit] for number in cover]
                if sum(minutes) > left and sum(taken[number] for number in cover) > size - 1 + _BROKEN:
                    others = {number for number in numbers if loads[number].get(limit, 0) >= max(minutes)}
                    yield program.all_of(sorted(others.union(cover))), size - 1
