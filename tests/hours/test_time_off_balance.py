"""Allowances year by year, for any terms and any use; and the table of who may do what."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_match.glossary import TimeOffAct, TimeOffState
from volunteer_match.hours.time_off.balance import Allowance, Terms, Use, allowances, days_of, terms_in, year_of
from volunteer_match.hours.time_off.payroll.rules import changed, compare
from volunteer_match.hours.time_off.queries import SiteTerms, TimeOffAccount
from volunteer_match.hours.time_off.rules import (
    FROM,
    LEADS_TO,
    ActFacts,
    Change,
    RequestFacts,
    TimeOffRefusal,
    change_of,
    is_automatic,
    judge_act,
    judge_request,
)

A, S, R = TimeOffAct, TimeOffState, TimeOffRefusal
YEARS = range(2024, 2029)
MINUTES = st.integers(0, 2000)
TERMS = st.dictionaries(st.sampled_from(YEARS), st.builds(Terms, MINUTES, MINUTES, MINUTES), min_size=1)


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)), first_month=st.integers(1, 12))
def test_a_day_lies_in_the_year_it_is_named_after(day: date, first_month: int) -> None:
    first, after = days_of(year_of(day, first_month), first_month)
    assert first <= day < after


@given(known=TERMS, wishes=st.lists(st.tuples(st.sampled_from(YEARS), st.integers(-500, 1000)), max_size=12))
def test_whoever_asks_first_whether_it_fits_never_goes_below_zero(
    known: dict[int, Terms], wishes: list[tuple[int, int]]
) -> None:
    """Uses and returns in any year, in any order: also next year's, which lives on what this year leaves over."""
    uses: dict[int, Use] = {}
    for year, minutes in wishes:
        account = TimeOffAccount(SiteTerms(1, known), 2024, allowances(known, uses, YEARS))
        more = max(minutes, -uses.get(year, Use()).approved)
        if more <= 0 or account.least_left(year, more) >= 0:
            uses[year] = uses.get(year, Use()).plus(approved=more)
        after = allowances(known, uses, YEARS)
        assert all(one.left >= 0 for one in after.values())
        assert all(one.carried <= terms_in(year - 1, known).carried for year, one in after.items())
        assert all(one.left == one.yearly + one.carried - one.use.used for one in after.values())


def test_worked_by_hand() -> None:
    """16 hours a year, at most 4 carried: 10 used leaves 6, 4 go on; they are used first, so 14 of 16 go on as 4."""
    terms = {2025: Terms(yearly=960, carried=240)}
    found = allowances(terms, {2025: Use(approved=600), 2026: Use(taken=360)}, range(2025, 2028))
    assert [(one.carried, one.left) for one in found.values()] == [(0, 360), (240, 840), (240, 1200)]
    assert Allowance(960, 0, Use(granted=60, approved=120, taken=30)).left == 870
    assert terms_in(2020, terms) == Terms()


@given(acts=st.lists(st.tuples(st.sampled_from(list(FROM)), st.integers(0, 720)), max_size=10), minutes=MINUTES)
def test_the_lines_of_a_request_add_up_to_it(acts: list[tuple[TimeOffAct, int]], minutes: int) -> None:
    state, approved, taken = S.REQUESTED, 0, 0
    for act, said in acts:
        if judge_act(act, ActFacts(state, is_over=True)):
            continue
        then = said if act is A.ADJUST else minutes
        change = change_of(act, state, minutes, then)
        state, minutes = LEADS_TO[act], then
        approved, taken = approved + change.approved, taken + change.taken
        assert (approved, taken) == (minutes * (state is S.APPROVED), minutes * (state is S.TAKEN))
    assert change_of(A.REQUEST, S.REQUESTED, 60, 60) == Change()


ROWS = [
    ("approved", A.APPROVE, {"state": S.REQUESTED}, None),
    ("approved after a no", A.APPROVE, {"state": S.REFUSED}, None),
    ("not when it was asked anew", A.APPROVE, {"state": S.REFUSED, "overlaps": True}, R.OVERLAP),
    ("not twice", A.APPROVE, {"state": S.APPROVED}, R.NOT_NOW),
    ("not their own", A.APPROVE, {"state": S.REQUESTED, "is_own": True}, R.OWN_REQUEST),
    ("not what is not left", A.APPROVE, {"state": S.REQUESTED, "left_after": -1}, R.NOT_ENOUGH),
    ("a no has a reason", A.REFUSE, {"state": S.REQUESTED, "has_reason": False}, R.NO_REASON),
    ("a yes taken back in time", A.REFUSE, {"state": S.APPROVED}, None),
    ("not once it has begun", A.REFUSE, {"state": S.APPROVED, "has_begun": True}, R.NOT_NOW),
    ("withdrawn by its owner", A.WITHDRAW, {"state": S.APPROVED, "is_own": True}, None),
    ("a request at any time", A.WITHDRAW, {"state": S.REQUESTED, "has_begun": True}, None),
    ("taken when over", A.TAKE, {"state": S.APPROVED, "is_over": True}, None),
    ("not before", A.TAKE, {"state": S.APPROVED}, R.NOT_NOW),
    ("corrected", A.ADJUST, {"state": S.TAKEN}, None),
    ("not beyond what is left", A.ADJUST, {"state": S.TAKEN, "left_after": -1}, R.NOT_ENOUGH),
]


@pytest.mark.parametrize(("act", "facts", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_who_may_do_what(act: TimeOffAct, facts: dict[str, object], expected: TimeOffRefusal | None) -> None:
    assert judge_act(act, ActFacts(**facts)) is expected  # type: ignore[arg-type]


NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)
WISH = RequestFacts(TOMORROW, TOMORROW + timedelta(hours=2), NOW, True, False, None, True)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, None),
        ({"is_at_work": True}, None),
        ({"is_at_work": False}, R.NOT_AT_WORK),
        ({"has_terms": False}, R.NO_TERMS),
        ({"starts_at": NOW}, R.PAST),
        ({"starts_at": NOW + timedelta(days=367)}, R.TOO_FAR),
        ({"ends_at": TOMORROW + timedelta(minutes=14)}, R.LENGTH),
        ({"ends_at": TOMORROW + timedelta(hours=12, minutes=1)}, R.LENGTH),
        ({"overlaps": True}, R.OVERLAP),
        ({"is_enough": False}, R.NOT_ENOUGH),
    ],
)
def test_what_may_be_asked_for(change: dict[str, object], expected: TimeOffRefusal | None) -> None:
    assert judge_request(replace(WISH, **change)) is expected  # type: ignore[arg-type]
    assert is_automatic(60, 60) > is_automatic(61, 60)


def test_payroll_learns_what_it_does_not_know() -> None:
    told = compare({1: 60, 2: 90, 4: 30}, {1: 60, 2: 120, 3: 45})
    assert [(one.request_id, one.minutes, one.before, one.change) for one in told] == [
        (1, 60, 60, 0),
        (2, 90, 120, -30),
        (3, 0, 45, -45),
        (4, 30, None, 30),
    ]
    assert [one.request_id for one in changed(told)] == [2, 3, 4]
