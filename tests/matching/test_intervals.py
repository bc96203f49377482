"""Interval arithmetic: half open, exact, in order."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.matching.worlds import at, span
from volunteer_match.matching.intervals import Interval, merged, total, within, without

DAY = datetime(2026, 11, 23, tzinfo=UTC)


def minute(count: int) -> datetime:
    return DAY + timedelta(minutes=count)


def covered(intervals: tuple[Interval, ...]) -> set[int]:
    """The minutes of a day that lie in the intervals: what they mean, said in the most plodding way."""
    return {count for count in range(60) for one in intervals if one.start <= minute(count) < one.end}


spans = st.tuples(st.integers(0, 50), st.integers(1, 9)).map(
    lambda pair: Interval(minute(pair[0]), minute(pair[0] + pair[1]))
)
unions = st.lists(spans, max_size=8).map(merged)


@pytest.mark.parametrize(
    "start, end",
    [
        pytest.param(at("2026-01-02 00:00"), at("2026-01-01 00:00"), id="ends before it starts"),
        pytest.param(at("2026-01-01 00:00"), at("2026-01-01 00:00"), id="empty"),
        pytest.param(datetime(2026, 1, 1), datetime(2026, 1, 2), id="naive"),  # noqa: DTZ001
        pytest.param(
            datetime(2026, 1, 1, tzinfo=ZoneInfo("Europe/Warsaw")),
            datetime(2026, 1, 2, tzinfo=ZoneInfo("Europe/Warsaw")),
            id="in a named zone",
        ),
        pytest.param(at("2026-01-01 00:00"), datetime(2026, 1, 2, tzinfo=timezone(timedelta(hours=1))), id="mixed"),
    ],
)
def test_what_is_no_interval_is_refused(start: datetime, end: datetime) -> None:
    with pytest.raises(ValueError, match="an interval"):
        Interval(start, end)


def test_intervals_are_half_open() -> None:
    first, second = span("2026-01-01 10:00", "2026-01-01 11:00"), span("2026-01-01 11:00", "2026-01-01 12:00")
    assert not first.overlaps(second)
    assert not second.overlaps(first)
    assert first.overlaps(span("2026-01-01 10:59", "2026-01-01 11:30"))
    assert merged([second, first]) == (span("2026-01-01 10:00", "2026-01-01 12:00"),), "what touches is one"
    assert within([first], second) == ()
    assert without([first], [second]) == (first,)


def test_widened_by_nothing_is_itself() -> None:
    one = span("2026-01-01 10:00", "2026-01-01 11:00")
    assert one.widened(timedelta(0)) is one
    assert one.widened(timedelta(minutes=30)) == span("2026-01-01 09:30", "2026-01-01 11:30")
    assert one.length == timedelta(hours=1)


@given(st.lists(spans, max_size=8))
def test_merged_covers_the_same_and_lies_apart(intervals: list[Interval]) -> None:
    union = merged(intervals)
    assert covered(union) == covered(tuple(intervals))
    assert all(left.end < right.start for left, right in pairwise(union))
    assert merged(reversed(intervals)) == union


@given(unions, unions)
def test_without_is_the_difference_of_sets(whole: tuple[Interval, ...], taken: tuple[Interval, ...]) -> None:
    left = without(whole, taken)
    assert covered(left) == covered(whole) - covered(taken)
    assert merged(left) == left


@given(unions, spans)
def test_within_is_the_intersection(intervals: tuple[Interval, ...], window: Interval) -> None:
    inside = within(intervals, window)
    assert covered(inside) == covered(intervals) & covered((window,))
    assert total(inside) == timedelta(minutes=len(covered(inside)))
