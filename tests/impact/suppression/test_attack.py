"""An attacker who has everything that was ever published, and solves for what was not."""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_match.impact.suppression import SMALL, Given, Path, cells_of, publishable

Leaves = dict[Path, Given]
Rule = Callable[[Mapping[Path, Given]], frozenset[Path]]


@st.composite
def months(draw: st.DrawFn) -> Leaves:
    """A month of a company: two to four sites of one to three teams; people may have given in several of them."""
    leaves: Leaves = {}
    for site in "ABCD"[: draw(st.integers(2, 4))]:
        for team in "xyz"[: draw(st.integers(1, 3))]:
            people = draw(st.lists(st.integers(1, 30), max_size=12, unique=True))
            leaves[site, team] = Given({person: draw(st.integers(-2, 9)) * 30 for person in people})
    return leaves


def known(leaves: Leaves, shown: frozenset[Path]) -> np.ndarray:
    """A row for each published cell: the leaves that it is the sum of."""
    order = sorted(leaves)
    return np.array([[leaf[: len(path)] == path for leaf in order] for path in sorted(shown)], float).reshape(
        -1, len(order)
    )


def found_out(leaves: Leaves, shown: frozenset[Path]) -> Iterator[tuple[Path, ...]]:
    """Every set of leaves whose sum follows from what is published, by whatever adding and subtracting.

    A sum follows if, and only if, it is the same in all worlds that agree with the publication: if it is 0 on the null
    space of the published rows.
    """
    order = sorted(leaves)
    subsets = np.array(list(product((0.0, 1.0), repeat=len(order)))[1:])
    _, sizes, basis = np.linalg.svd(known(leaves, shown), full_matrices=True)
    null = basis[(sizes > 1e-9).sum() :]
    for subset in subsets[np.abs(subsets @ null.T).max(axis=1, initial=0) < 1e-9]:
        yield tuple(leaf for leaf, is_in in zip(order, subset, strict=True) if is_in)


def leaks(leaves: Leaves, rule: Rule) -> list[tuple[Path, ...]]:
    """What an attacker works out, and must not."""
    found = found_out(leaves, rule(cells_of(leaves))) if leaves else ()
    return [group for group in found if not Given({}).joined(leaves[leaf] for leaf in group).is_fit]


def only_small_ones(cells: Mapping[Path, Given]) -> frozenset[Path]:
    """The rule as many have it: what is small is left out, and nothing else."""
    return frozenset(path for path, cell in cells.items() if cell.is_fit)


def pairs(leaves: Leaves, rule: Rule) -> list[Given]:
    """All pairs of published cells, one within the other, subtracted: the people of the difference."""
    shown = rule(cells_of(leaves))
    within = [(one, other) for one, other in combinations(sorted(shown), 2) if other[: len(one)] == one]
    rests = [
        [leaf for leaf in leaves if leaf[: len(one)] == one and leaf[: len(other)] != other] for one, other in within
    ]
    return [Given({}).joined(leaves[leaf] for leaf in rest) for rest in rests if rest]


@given(months())
def test_nothing_that_follows_from_what_is_published_is_of_few_people(leaves: Leaves) -> None:
    assert leaks(leaves, publishable) == []
    assert all(rest.is_fit for rest in pairs(leaves, publishable))


def even(people: int, first: int = 0) -> Given:
    return Given(dict.fromkeys(range(first, first + people), 60))


CITY: Leaves = {("A", "x"): even(9), ("A", "y"): even(3, 20), ("B", "x"): even(8, 40), ("B", "y"): even(7, 60)}


def test_the_attacker_finds_what_leaving_out_small_cells_gives_away() -> None:
    """The control: an attacker who finds nothing anywhere would prove nothing."""
    assert (("A", "y"),) in leaks(CITY, only_small_ones)
    assert any(rest.people == 3 for rest in pairs(CITY, only_small_ones))


def test_the_smallest_neighbour_is_withheld_with_a_small_cell() -> None:
    assert publishable(cells_of(CITY)) == {(), ("A",), ("B",), ("B", "x"), ("B", "y")}


@pytest.mark.parametrize(
    ("leaves", "shown"),
    [
        ({("A",): even(4), ("B",): even(3, 10), ("C",): even(9, 20)}, {(), ("C",)}),
        ({("A",): even(9), ("B",): Given({}), ("C",): even(8, 20)}, {(), ("A",)}),
        ({("A",): even(4)}, set()),
        ({("A",): even(5)}, {(), ("A",)}),
        ({("A",): even(5), ("B",): even(5)}, {(), ("A",), ("B",)}),
        ({("A",): even(4), ("B",): even(4)}, set()),
        ({("A",): Given({**even(5).amounts, 9: 4000})}, set()),
        ({("A",): Given({**even(4).amounts, 9: -60, 8: 0})}, set()),
        ({("A", "x"): even(4), ("B", "x"): even(6, 10), ("B", "y"): even(9, 20)}, {()}),
    ],
    ids=[
        "two small ones hide each other",
        "that nobody gave is withheld too",
        "a small company",
        "five are enough",
        "the same people twice",
        "four people in two places are four",
        "one gave nearly all",
        "taking back protects nobody",
        "parts of a withheld cell are withheld",
    ],
)
def test_rules(leaves: Leaves, shown: set[Path]) -> None:
    assert publishable(cells_of(leaves)) == shown


def test_nothing_more_is_withheld_than_protection_takes() -> None:
    """With five and more in every cell all is published."""
    leaves: Leaves = {(site, team): even(SMALL, first) for first, (site, team) in enumerate(product("ABC", "xyz"))}
    assert publishable(cells_of(leaves)) == set(cells_of(leaves))
    assert publishable({}) == frozenset()
