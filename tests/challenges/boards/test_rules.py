"""The arithmetic of boards, against the plainest way to say the same."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.challenges.boards.crowd import standing
from volunteer_match.challenges.boards.bins import ALONE, bin_of, first_of
from volunteer_match.challenges.boards.groups import shown_parts
from volunteer_match.challenges.boards.rules import Spot, per_head, places, progress, segments
from volunteer_match.challenges.boards.streaks.rules import (
    FULL_DAY,
    WEEK,
    Streak,
    gap,
    is_frozen,
    streak,
    week_of,
)

FIGURES = st.lists(st.integers(0, 12) | st.integers(0, 10**12), max_size=40)
MONDAY = date(2026, 11, 23)


@given(FIGURES, st.integers(0, 40), st.integers(1, 12), st.integers(0, 5), st.data())
def test_what_is_shown_of_a_board_stands_at_its_places(
    figures: list[int], mine: int, top: int, each: int, data: st.DataObject
) -> None:
    whole = standing(dict(enumerate(figures)))
    order = [Spot(figures[key], key) for key, _ in whole]
    own = next((index for index, (key, _) in enumerate(whole) if key == mine), None)
    around = order[max(0, own - each) : own + each + 1] if own is not None else []
    shown = segments(order[: top + 1], around, top)
    ties = Counter(figures)
    for run in shown:
        start = order.index(run[0])
        assert run == order[start : start + len(run)], "a run leaves nobody out"
        better = sum(figure > run[0].figure for figure in figures)
        told = places([spot.figure for spot in run], better, ties)
        assert [place.number for place in told] == [place for _, place in whole[start : start + len(run)]]
        assert [place.is_shared for place in told] == [ties[spot.figure] > 1 for spot in run]
    seen = {spot.key for run in shown for spot in run}
    assert seen == {spot.key for spot in [*order[:top], *around]}
    if len(shown) == 2:
        assert order.index(shown[1][0]) > len(shown[0]), "what follows each other is one run"


@given(st.integers(0, 10**18), st.integers(0, 10**18))
def test_bins_keep_the_order_and_know_where_they_begin(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert bin_of(low) <= bin_of(high)
    number = bin_of(one)
    first, beyond = first_of(number), first_of(number + 1)
    assert first <= one < beyond
    assert beyond - first <= max(1, first >> 8)
    assert one >= ALONE or first == one


@given(st.dictionaries(st.integers(1, 99), st.integers(0, 30), max_size=12))
def test_no_group_of_under_five_shows_or_follows_from_the_others(people: dict[int, int]) -> None:
    shown = shown_parts(people)
    whole = sum(people.values())
    left = whole - sum(people[key] for key in shown)
    assert all(people[key] >= 5 for key in shown)
    assert left == 0 or left >= 5 or not shown
    if all(heads == 0 or heads >= 5 for heads in people.values()):
        assert shown == {key for key, heads in people.items() if heads}, "nobody is withheld without need"


@given(st.integers(-9, 10**12), st.integers(0, 999))
def test_a_figure_per_head_is_exact_to_a_thousandth(total: int, people: int) -> None:
    figure = per_head(total, people)
    assert figure == 0 if total < 0 or not people else 0 <= total * 1000 - figure * people < people


@given(st.integers(-99, 10**9), st.integers(1, 10**6))
def test_a_goal_is_reached_only_when_it_is(total: int, goal: int) -> None:
    now = progress(total, goal)
    assert now.is_reached == (total >= goal) == (now.percent == 100)
    assert now.left == max(0, min(goal, goal - total))
    assert 0 <= now.percent <= 100


@given(st.sets(st.integers(0, 20)), st.sets(st.integers(0, 20)))
def test_a_streak_is_the_run_of_weeks_that_nothing_breaks(counted: set[int], frozen: set[int]) -> None:
    """Against walking day by day: weeks as numbers, the newest is 0 (this week)."""
    this = 0
    weeks, skipped, waiting = 0, 0, 0
    for number in range(this, 30):
        if number in counted:
            weeks, skipped, waiting = weeks + 1, skipped + waiting, 0
        elif number in frozen and number != this:
            waiting += 1
        elif number != this:
            break
    told = streak({MONDAY - n * WEEK for n in counted}, {MONDAY - n * WEEK for n in frozen}, MONDAY)
    assert told == Streak(weeks, skipped, 0 in counted)
    between = range(1, min((n for n in counted if n), default=1))
    assert gap({MONDAY - n * WEEK for n in counted}, MONDAY) == [MONDAY - n * WEEK for n in between]


@given(st.sets(st.integers(0, 6)), st.sets(st.integers(0, 6)), st.sets(st.integers(0, 6)))
def test_a_week_is_frozen_by_three_days_away_or_by_one_free_day_at_most(
    off: set[int], full: set[int], short: set[int]
) -> None:
    day = {number: MONDAY + timedelta(days=number) for number in range(7)}
    work = {day[n]: FULL_DAY - 1 for n in short} | {day[n]: FULL_DAY for n in full}
    days_off = {day[n] for n in off} | {MONDAY - timedelta(days=1), MONDAY + WEEK}
    assert is_frozen(MONDAY, days_off, work) == (len(off) >= 3 or 7 - len(off | full) <= 1)
    assert all(week_of(one) == MONDAY for one in day.values())
