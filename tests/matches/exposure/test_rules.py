"""Groups, bands, and that what is withheld can't be worked out."""

from collections.abc import Sequence
from datetime import time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from volunteer_match.matches.exposure.rules import (
    SMALL,
    Group,
    ShiftPattern,
    Shown,
    Waiting,
    shift_pattern,
    waiting_of,
    withheld,
)


@pytest.mark.parametrize(
    "middles, pattern",
    [
        pytest.param([], ShiftPattern.NONE, id="nothing imported"),
        pytest.param([time(10)], ShiftPattern.EARLY, id="06:00 to 14:00"),
        pytest.param([time(13)], ShiftPattern.DAY, id="09:00 to 17:00"),
        pytest.param([time(12)], ShiftPattern.DAY, id="twelve hours from 06:00"),
        pytest.param([time(18)], ShiftPattern.EVENING, id="14:00 to 22:00"),
        pytest.param([time(2)], ShiftPattern.NIGHT, id="22:00 to 06:00"),
        pytest.param([time(6)], ShiftPattern.EARLY, id="the first minute of early"),
        pytest.param([time(5, 59)], ShiftPattern.NIGHT, id="the last of night"),
        pytest.param([time(22)], ShiftPattern.NIGHT, id="the first of night"),
        pytest.param([time(21, 59)], ShiftPattern.EVENING, id="the last of evening"),
        pytest.param([time(11, 30), time(15, 29)], ShiftPattern.DAY, id="the borders of day"),
        pytest.param([time(2), time(10), time(2)], ShiftPattern.NIGHT, id="most of them"),
        pytest.param([time(2), time(10)], ShiftPattern.EARLY, id="of equals the earlier in the day"),
    ],
)
def test_a_shift_pattern_is_what_most_shifts_are(middles: list[time], pattern: ShiftPattern) -> None:
    assert shift_pattern(middles) is pattern


@given(st.lists(st.times(), max_size=12), st.randoms())
def test_the_order_of_shifts_does_not_matter(middles: list[time], shuffled: object) -> None:
    mixed = sorted(middles, key=lambda _: shuffled.random())  # type: ignore[attr-defined]
    assert shift_pattern(mixed) is shift_pattern(middles)


def test_needs_wait_in_bands_without_a_gap() -> None:
    assert [waiting_of(timedelta(days=days)) for days in (0, 2.9, 3, 7, 14, 28, 400)] == [
        Waiting.NEW,
        Waiting.NEW,
        Waiting.WEEK,
        Waiting.FORTNIGHT,
        Waiting.MONTH,
        Waiting.LONGER,
        Waiting.LONGER,
    ]


groups = st.lists(
    st.builds(Group, st.just("x"), st.integers(1, 12), st.tuples(st.integers(0, 3), st.integers(0, 9))), max_size=7
)


def _bounds(shown: Sequence[Shown]) -> list[tuple[int, float]]:
    """What a reader knows of the people of each withheld group."""
    says_small = Shown.SMALL in shown
    known: dict[Shown, tuple[int, float]] = {
        Shown.SMALL: (1, SMALL - 1),
        Shown.HELD: (SMALL if says_small else 1, float("inf")),
    }
    return [known[one] for one in shown if one is not Shown.OPEN]


def _is_open(total: int, bounds: Sequence[tuple[int, float]], index: int) -> bool:
    """Whether the cell can have more than one value, when all cells together are `total`."""
    others = [bound for place, bound in enumerate(bounds) if place != index]
    lowest = max(bounds[index][0], total - sum(high for _, high in others))
    highest = min(bounds[index][1], total - sum(low for low, _ in others))
    return lowest < highest


@given(groups)
@example([Group("a", 1, (0, 0)), Group("b", 5, (0, 0))])
@example([Group("a", 4, (0, 1)), Group("b", 4, (1, 0)), Group("c", 30, (9, 9))])
@example([Group("a", 1, (1, 0)), Group("b", 5, (0, 0)), Group("c", 9, (1, 1))])
@example([Group("a", 2, (0, 0)), Group("b", 9, (0, 0)), Group("c", 12, (3, 1)), Group("d", 20, (3, 1))])
def test_nothing_withheld_can_be_worked_out_from_the_totals(made: list[Group]) -> None:
    """Except what the totals alone tell: that nobody had anything, or that each group is one person."""
    shown = withheld(made)
    hidden = [group for group, state in zip(made, shown, strict=True) if state is not Shown.OPEN]
    assert all(state is not Shown.OPEN for group, state in zip(made, shown, strict=True) if group.people < SMALL)
    if len(made) < 2 or sum(group.people for group in made) == len(made):
        return
    bounds = _bounds(shown)
    assert all(_is_open(sum(one.people for one in hidden), bounds, index) for index in range(len(hidden)))
    for column in range(2):
        if any(group.figures[column] for group in made):
            total = sum(group.figures[column] for group in hidden)
            free = [(0, float("inf"))] * len(hidden)
            assert all(_is_open(total, free, index) for index in range(len(hidden)))


@given(groups)
def test_nothing_is_withheld_where_nobody_is_few(made: list[Group]) -> None:
    large = [group for group in made if group.people >= SMALL]
    assert withheld(large) == [Shown.OPEN] * len(large)


def test_the_smallest_of_the_others_is_held_back_too() -> None:
    made = [Group("a", 30, (9, 9)), Group("b", 3, (1, 1)), Group("c", 12, (4, 4))]
    assert withheld(made) == [Shown.OPEN, Shown.SMALL, Shown.HELD]
