"""How many are asked, when the next ones are, and when it is time to warn: figures checked by hand."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_match.matches.cover import rules
from volunteer_match.matches.cover.rules import Advice, Search

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("left", "wait"),
    [
        (None, 12 * HOUR),  # in one's own time, without a deadline: nothing presses
        (30 * 24 * HOUR, 12 * HOUR),  # an eighth of 30 days would be 90 hours
        (72 * HOUR, 9 * HOUR),
        (24 * HOUR, 3 * HOUR),
        (4 * HOUR, 30 * MINUTE),
        (80 * MINUTE, 10 * MINUTE),
        (25 * MINUTE, 10 * MINUTE),  # an eighth would be 3 minutes, which nobody can answer in
    ],
)
def test_groups_follow_quicker_as_the_session_nears(left: timedelta | None, wait: timedelta) -> None:
    assert rules.wait_after_group(left) == wait


@pytest.mark.parametrize(
    ("ahead", "before"),
    [
        (30 * 24 * HOUR, 24 * HOUR),  # a quarter would be a week: a day is enough to do something about it
        (72 * HOUR, 18 * HOUR),
        (12 * HOUR, 3 * HOUR),
        (5 * HOUR, 2 * HOUR),  # a quarter would be 75 minutes: too late
        (3 * HOUR, 90 * MINUTE),  # two hours before would be after one hour: half of what there is
    ],
)
def test_the_warning_comes_in_time(ahead: timedelta, before: timedelta) -> None:
    start = NOW + ahead
    assert rules.warning_at(NOW, start) == start - before


def test_what_has_no_end_needs_no_warning() -> None:
    assert rules.warning_at(NOW, None) is None
    assert not rules.is_warning_due(Search(NOW, NOW, None, is_warned=False), NOW + 1000 * HOUR)


@pytest.mark.parametrize(
    ("left", "is_anybody_able", "better"),
    [
        (3 * HOUR, True, Advice.ASK),
        (None, True, Advice.ASK),
        (119 * MINUTE, True, Advice.GIVE_BACK),
        (72 * HOUR, False, Advice.GIVE_BACK),
    ],
)
def test_what_is_better_is_said_by_the_time_left_and_by_who_could(
    left: timedelta | None, is_anybody_able: bool, better: Advice
) -> None:
    start = None if left is None else NOW + left
    assert rules.advice(start, NOW, is_anybody_able=is_anybody_able) is better


@given(
    ahead=st.integers(1, 60 * 24 * 40),
    grouped=st.integers(-60, 60 * 24 * 40),
    is_warned=st.booleans(),
)
def test_something_is_due_no_later_than_the_start_and_never_before_it_is_due(
    ahead: int, grouped: int, is_warned: bool
) -> None:
    start = NOW + ahead * MINUTE
    search = Search(NOW, NOW + grouped * MINUTE, start, is_warned)
    due = rules.due_at(search)
    assert due <= start
    at = due + timedelta(microseconds=0)
    assert rules.is_over(search, at) or rules.is_group_due(search, at) or rules.is_warning_due(search, at)
    warning = rules.warning_at(NOW, start)
    assert warning is not None
    assert NOW <= warning < start
