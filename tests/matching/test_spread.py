"""The Gini index, against its definition by pairs."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_match.matching.spread import evenest_gini, gini

counts = st.lists(st.integers(0, 40), min_size=1, max_size=12)


def by_pairs(values: list[int]) -> float:
    """Half the mean difference of two, as a share of the mean."""
    total = sum(values)
    return sum(abs(a - b) for a, b in product(values, values)) / (2 * len(values) * total) if total else 0.0


@pytest.mark.parametrize("values, index", [([], 0), ([0, 0], 0), ([3, 3, 3], 0), ([0, 0, 0, 4], 0.75), ([1, 3], 0.25)])
def test_it_is_what_people_know(values: list[int], index: float) -> None:
    assert gini(values) == pytest.approx(index)


@given(counts)
def test_it_is_half_the_mean_difference(values: list[int]) -> None:
    assert gini(values) == pytest.approx(by_pairs(values))
    assert 0 <= gini(values) < 1


@given(counts, st.integers(0, 9))
def test_those_without_count_like_noughts(values: list[int], without: int) -> None:
    assert gini(values, without) == pytest.approx(gini([*values, *[0] * without]))


@given(counts)
def test_nothing_is_more_even_than_the_evenest(values: list[int]) -> None:
    lowest = evenest_gini(sum(values), len(values))
    assert lowest <= gini(values) + 1e-9
    each, more = divmod(sum(values), len(values))
    assert lowest == pytest.approx(by_pairs([each + 1] * more + [each] * (len(values) - more)))


def test_nothing_over_nobody_is_even() -> None:
    assert evenest_gini(0, 0) == 0
