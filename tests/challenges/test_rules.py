"""What may happen to challenges and entries, by whom and when: tables with a name for every row; and dates in zones."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.house.tree import ROOT
from volunteer_match.challenges.dates import DAY, Phase, days_to_log, ends_at, phase_of, starts_at
from volunteer_match.challenges.refusing import SENTENCES
from volunteer_match.challenges.rules import (
    HOLDING,
    RULES,
    ChallengeRefusal,
    EntryFacts,
    LogFacts,
    OpeningFacts,
    judge,
    judge_amount,
    judge_log,
    judge_opening,
    offered_acts,
    state_after,
)
from volunteer_match.challenges.totals import NOTHING, Totals
from volunteer_match.glossary import ChallengeState, EntryAct, EntryState

S, A, R = EntryState, EntryAct, ChallengeRefusal
PEOPLE = {
    "agent": {"is_own": True, "is_staff": False},
    "coordinator": {"is_own": False, "is_staff": True},
    "own coordinator": {"is_own": True, "is_staff": True},
    "stranger": {"is_own": False, "is_staff": False},
    "platform": {"is_own": False, "is_staff": False, "is_platform": True},
}


def found(state: EntryState, who: str, phase: Phase = Phase.RUNNING, **others: bool) -> EntryFacts:
    return EntryFacts(state=state, phase=phase, **PEOPLE[who], **others)


ROWS = [
    ("the agent corrects what counts", A.CORRECT, S.COUNTED, "agent", None),
    ("and answers a question", A.CORRECT, S.QUESTIONED, "agent", None),
    ("what was refused stays", A.CORRECT, S.REFUSED, "agent", R.NOT_NOW),
    ("nobody else corrects it", A.CORRECT, S.COUNTED, "coordinator", R.NOT_YOURS),
    ("the agent takes it back", A.WITHDRAW, S.WAITING, "agent", None),
    ("once", A.WITHDRAW, S.WITHDRAWN, "agent", R.NOT_NOW),
    ("a coordinator accepts what waits", A.ACCEPT, S.WAITING, "coordinator", None),
    ("and what was refused by mistake", A.ACCEPT, S.REFUSED, "coordinator", None),
    ("what counts is accepted", A.ACCEPT, S.COUNTED, "coordinator", R.NOT_NOW),
    ("not their own", A.ACCEPT, S.WAITING, "own coordinator", R.NOT_OWN),
    ("nor an agent", A.ACCEPT, S.WAITING, "agent", R.NOT_YOURS),
    ("a coordinator asks", A.QUESTION, S.COUNTED, "coordinator", None),
    ("once at a time", A.QUESTION, S.QUESTIONED, "coordinator", R.NOT_NOW),
    ("a coordinator says no", A.REFUSE, S.QUESTIONED, "coordinator", None),
    ("nobody from elsewhere", A.REFUSE, S.COUNTED, "stranger", R.NOT_YOURS),
    ("the platform works it out anew", A.RECOMPUTE, S.REFUSED, "platform", None),
    ("nobody else does", A.RECOMPUTE, S.COUNTED, "coordinator", R.NOT_YOURS),
]


@pytest.mark.parametrize(("act", "state", "who", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_who_may_do_what(act: EntryAct, state: EntryState, who: str, expected: ChallengeRefusal | None) -> None:
    assert judge(act, found(state, who)) is expected
    assert judge(act, found(state, who, Phase.ENDED)) is expected, "what waits is still looked at"
    assert judge(act, found(state, who, Phase.CLOSED)) in (R.NOT_NOW, R.NOT_YOURS, R.NOT_OWN)


def test_words_and_what_is_offered() -> None:
    assert judge(A.QUESTION, replace(found(S.COUNTED, "coordinator"), has_words=False)) is R.NO_WORDS
    assert offered_acts(found(S.WAITING, "coordinator")) == {A.ACCEPT, A.QUESTION, A.REFUSE}
    assert offered_acts(found(S.COUNTED, "agent")) == {A.CORRECT, A.WITHDRAW}


def test_where_an_act_leads() -> None:
    plain, photo = found(S.COUNTED, "agent"), found(S.COUNTED, "agent", asks_evidence=True)
    assert [state_after(A.LOG, one) for one in (plain, photo)] == [S.COUNTED, S.WAITING]
    assert [state_after(A.CORRECT, one) for one in (plain, photo)] == [S.COUNTED, S.WAITING]
    assert state_after(A.CORRECT, replace(plain, state=S.QUESTIONED)) is S.WAITING
    assert state_after(A.RECOMPUTE, replace(plain, state=S.REFUSED)) is S.REFUSED


def test_the_documentation_has_the_same_table() -> None:
    lines = (ROOT / "docs" / "challenges.md").read_text().splitlines()
    for act, rule in RULES.items():
        leads = set()
        for state in rule.states:
            for photo in (False, True):
                leads.add(state_after(act, EntryFacts(state, Phase.RUNNING, True, True, asks_evidence=photo)).value)
        states = ", ".join(sorted(state.value for state in rule.states))
        assert f"| {act.value} | {states} | {rule.who.value} | {', '.join(sorted(leads))} |" in lines


MONDAY = date(2026, 11, 2)
LOG = LogFacts(Phase.RUNNING, True, MONDAY, MONDAY, MONDAY, MONDAY + 6 * DAY)


def test_what_may_be_logged() -> None:
    assert judge_log(LOG) is None
    assert judge_log(replace(LOG, today=MONDAY + DAY)) is None, "yesterday"
    for change, why in (
        ({"today": MONDAY + 2 * DAY}, R.NOT_ITS_DAY),
        ({"day": MONDAY + DAY}, R.NOT_ITS_DAY),
        ({"day": MONDAY - DAY}, R.NOT_ITS_DAY),
        ({"phase": Phase.ENDED}, R.NOT_ON),
        ({"phase": Phase.TO_COME}, R.NOT_ON),
        ({"is_in": False}, R.NOT_JOINED),
    ):
        assert judge_log(replace(LOG, **change)) is why, change  # type: ignore[arg-type]
    assert [judge_amount(*row) for row in ((1, 19, 20), (2, 19, 20), (0, 0, 20))] == [None, R.OVER_CEILING, R.NOTHING]


def test_what_may_be_opened() -> None:
    fine = OpeningFacts(Phase.DRAFT, 2, MONDAY, MONDAY + DAY, MONDAY, is_counted_elsewhere=False)
    assert judge_opening(fine) is None
    for change, why in (
        ({"phase": Phase.RUNNING}, R.NOT_NOW),
        ({"actions": 0}, R.NO_ACTIONS),
        ({"today": MONDAY + 2 * DAY}, R.IS_OVER),
        ({"last_day": MONDAY + 366 * DAY}, R.TOO_LONG),
        ({"is_counted_elsewhere": True}, R.COUNTED_TWICE),
    ):
        assert judge_opening(replace(fine, **change)) is why, change  # type: ignore[arg-type]


def test_a_day_ends_where_the_challenge_says() -> None:
    zone, last = "Pacific/Auckland", date(2026, 11, 29)
    end = ends_at(zone, last)
    assert end == datetime(2026, 11, 29, 11, tzinfo=UTC), "New Zealand is 13 hours ahead in summer"
    phases = [
        phase_of(ChallengeState.OPEN, zone, MONDAY, last, moment)
        for moment in (starts_at(zone, MONDAY) - timedelta(seconds=1), starts_at(zone, MONDAY), end - DAY, end)
    ]
    assert phases == [Phase.TO_COME, Phase.RUNNING, Phase.RUNNING, Phase.ENDED]
    assert phase_of(ChallengeState.DRAFT, zone, MONDAY, last, end) is Phase.DRAFT
    assert phase_of(ChallengeState.CLOSED, zone, MONDAY, last, end - DAY) is Phase.CLOSED


@given(first=st.dates(date(2026, 1, 1), date(2027, 1, 1)), length=st.integers(0, 30), today=st.integers(-3, 33))
def test_days_to_log_are_the_last_two_within(first: date, length: int, today: int) -> None:
    last, day = first + length * DAY, first + today * DAY
    days = days_to_log(day, first, last)
    assert set(days) == {one for one in (day, day - DAY) if first <= one <= last}


def test_every_refusal_has_its_words() -> None:
    assert {refusal: str(words) for refusal, words in SENTENCES.items()} == {one: one.sentence for one in R}
    assert Totals(1, 2, 3, 4, 5).minus(Totals(1, 1, 1, 1, 1)) == Totals(0, 1, 2, 3, 4)
    assert {S.REFUSED, S.WITHDRAWN} == set(S) - HOLDING
    assert Totals() == NOTHING
