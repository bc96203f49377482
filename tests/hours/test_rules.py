"""Who may do what to hours, and until when: a table with a name for every row."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.house.tree import ROOT
from volunteer_match.glossary import HoursAct, HoursState
from volunteer_match.hours.balance import STATES
from volunteer_match.hours.rules import (
    RULES,
    HoursFacts,
    HoursRefusal,
    ReportFacts,
    judge,
    judge_report,
    offered_acts,
)
from volunteer_match.matches.move_rule import Who

S, A, R = HoursState, HoursAct, HoursRefusal
AGENT, PARTNER, COORDINATOR = Who.AGENT, Who.PARTNER, Who.COORDINATOR

ROWS = [
    ("the partner confirms", A.CONFIRM, S.REPORTED, PARTNER, 0, None),
    ("also after their silence", A.CONFIRM, S.UNANSWERED, PARTNER, 60, None),
    ("the agent can't confirm their own", A.CONFIRM, S.REPORTED, AGENT, 0, R.NOT_YOURS),
    ("nor a coordinator for the partner", A.CONFIRM, S.REPORTED, COORDINATOR, 0, R.NOT_YOURS),
    ("nor somebody without a part", A.CONFIRM, S.REPORTED, None, 0, R.NOT_YOURS),
    ("confirmed is confirmed", A.CONFIRM, S.CONFIRMED, PARTNER, 0, R.NOT_NOW),
    ("the partner corrects on day 30", A.ADJUST, S.CONFIRMED, PARTNER, 30, None),
    ("not on day 31", A.ADJUST, S.CONFIRMED, PARTNER, 31, R.TOO_LATE),
    ("what waits at any time", A.ADJUST, S.UNANSWERED, PARTNER, 90, None),
    ("the agent corrects on day 14", A.AMEND, S.REPORTED, AGENT, 14, None),
    ("not on day 15", A.AMEND, S.UNANSWERED, AGENT, 15, R.TOO_LATE),
    ("the agent waits for an answer first", A.DISPUTE, S.REPORTED, AGENT, 0, R.NOT_NOW),
    ("and asks a coordinator when there is none", A.DISPUTE, S.UNANSWERED, AGENT, 200, None),
    ("the agent disputes what was confirmed", A.DISPUTE, S.CONFIRMED, AGENT, 30, None),
    ("for thirty days", A.DISPUTE, S.CONFIRMED, AGENT, 31, R.TOO_LATE),
    ("the partner disputes at once", A.DISPUTE, S.REPORTED, PARTNER, 0, None),
    ("the coordinator decides", A.DECIDE, S.DISPUTED, COORDINATOR, 99, None),
    ("only what is disputed", A.DECIDE, S.REPORTED, COORDINATOR, 0, R.NOT_NOW),
    ("the agent takes their own back", A.REMOVE, S.UNANSWERED, AGENT, 50, None),
    ("not once it is confirmed", A.REMOVE, S.CONFIRMED, AGENT, 0, R.NOT_NOW),
    ("time makes it unanswered", A.LAPSE, S.REPORTED, Who.PLATFORM, 14, None),
    ("the attendance takes all with it", A.REVERSE, S.DISPUTED, PARTNER, 99, None),
    ("but once", A.REVERSE, S.REMOVED, PARTNER, 0, R.NOT_NOW),
]


@pytest.mark.parametrize(
    ("act", "state", "part", "days", "expected"), [row[1:] for row in ROWS], ids=[r[0] for r in ROWS]
)
def test_who_may_do_what(
    act: HoursAct, state: HoursState, part: Who | None, days: int, expected: HoursRefusal | None
) -> None:
    age = timedelta(days=days)
    assert judge(act, HoursFacts(state, part, age, age)) is expected


def test_words_decisions_and_attendance() -> None:
    facts = HoursFacts(S.DISPUTED, COORDINATOR, timedelta(), timedelta())
    assert judge(A.DECIDE, replace(facts, has_words=False)) is R.NO_WORDS
    decided = HoursFacts(S.CONFIRMED, PARTNER, timedelta(), timedelta(), is_decided=True)
    assert judge(A.ADJUST, decided) is R.DECIDED
    assert judge(A.REVERSE, decided) is None
    attended = HoursFacts(S.REPORTED, AGENT, timedelta(), timedelta(), is_attendance=True)
    assert judge(A.REMOVE, attended) is R.FROM_ATTENDANCE
    assert offered_acts(attended) == {A.AMEND}
    assert offered_acts(replace(attended, part=PARTNER)) == {A.CONFIRM, A.ADJUST, A.DISPUTE}


DAY = date(2026, 3, 10)
REPORT = ReportFacts(True, True, DAY, DAY, DAY, 60, 0)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, None),
        ({"is_flexible": False}, R.NOT_FLEXIBLE),
        ({"may_report": False}, R.NOT_NOW),
        ({"day": DAY + timedelta(days=1)}, R.FUTURE),
        ({"accepted_on": DAY + timedelta(days=1)}, R.BEFORE_MATCH),
        ({"today": DAY + timedelta(days=90)}, None),
        ({"today": DAY + timedelta(days=91)}, R.TOO_OLD),
        ({"others": 900}, None),
        ({"others": 901}, R.TOO_MUCH),
    ],
)
def test_what_may_be_written_down(change: dict[str, object], expected: HoursRefusal | None) -> None:
    assert judge_report(replace(REPORT, **change)) is expected  # type: ignore[arg-type]


def test_the_page_shows_the_same_table() -> None:
    lines = (ROOT / "docs" / "hours.md").read_text().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    shown = {row[0]: row[1:] for row in rows[1:]}
    assert shown == {
        act.value: [", ".join(sorted(rule.states)), ", ".join(sorted(rule.who)), STATES[act].value]
        for act, rule in RULES.items()
    }
