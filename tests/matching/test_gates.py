"""All gates together: their order, which session they speak of, and which sessions may be claimed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.matching import strategies
from tests.matching.worlds import NOW, SETTINGS, agent, at, need, said, session, span
from volunteer_match.glossary import Format
from volunteer_match.matching.facts import CredentialFacts, Settings
from volunteer_match.matching.gates import GateName, GateReport, check_gates
from volunteer_match.matching.occasions import case_of, occasions_of
from volunteer_match.matching.time import Calendar

FIRST = session("2026-11-26 18:00", "2026-11-26 19:00", "first")
SECOND = session("2026-12-03 18:00", "2026-12-03 19:00", "second")
THIRD = session("2026-12-10 18:00", "2026-12-10 19:00", "third")
ALL = (THIRD, FIRST, SECOND)


def told(report: GateReport, name: GateName) -> str | None:
    return said(next(gate for gate in report.gates if gate.name is name).asked)


def test_gates_stand_in_their_order() -> None:
    names = [gate.name.value for gate in check_gates(agent(), need(), NOW, SETTINGS).gates]
    assert names == ["skills", "languages", "credentials", "age", "time", "limits", "standing"]


@pytest.mark.parametrize(
    "who, asks, claimable, spoken_of",
    [
        pytest.param({}, {}, ("first", "second", "third"), "26 Nov", id="all can be done: by start, first one told"),
        pytest.param(
            {"busy": (span("2026-11-26 18:00", "2026-11-26 19:00"),)},
            {},
            ("second", "third"),
            "3 Dec",
            id="first one clashes",
        ),
        pytest.param(
            {"credentials": (CredentialFacts("check", date(2026, 12, 3)),)},
            {"credentials": ("check",)},
            ("first", "second"),
            "26 Nov",
            id="credential ends before the third",
        ),
        pytest.param(
            {
                "credentials": (CredentialFacts("check", date(2026, 12, 3)),),
                "busy": (span("2026-11-26 18:00", "2026-11-26 19:00"), span("2026-12-03 18:30", "2026-12-03 19:30")),
            },
            {"credentials": ("check",)},
            (),
            "10 Dec",
            id="none: one miss each, and for the third no time is missing",
        ),
        pytest.param(
            {"busy": tuple(span(f"2026-{day} 18:30", f"2026-{day} 19:30") for day in ("11-26", "12-03", "12-10"))},
            {},
            (),
            "26 Nov",
            id="none, all alike: the earliest",
        ),
        pytest.param(
            {"weekly_limit_minutes": 60, "busy": (span("2026-12-04 10:00", "2026-12-04 10:01"),)},
            {},
            ("first", "third"),
            "26 Nov",
            id="one week is full",
        ),
        pytest.param({"age": 17}, {"minimum_age": 18}, (), "26 Nov", id="too young for any"),
        pytest.param({"pending": 3}, {}, (), "26 Nov", id="capped for any"),
    ],
)
def test_sessions_are_judged_one_by_one(
    who: dict[str, Any], asks: dict[str, Any], claimable: tuple[str, ...], spoken_of: str
) -> None:
    report = check_gates(agent(**who), need(asks=asks, sessions=ALL), NOW, SETTINGS)
    assert report.sessions == claimable
    assert report.passed is bool(claimable)
    asked = told(report, GateName.TIME)
    assert asked is not None
    assert spoken_of in asked


def test_of_two_sessions_the_nearer_is_spoken_of() -> None:
    who = agent(busy=(span("2026-11-26 18:00", "2026-11-26 19:00"),))
    assert "3 Dec" in str(told(check_gates(who, need(sessions=(FIRST, SECOND)), NOW, SETTINGS), GateName.TIME))


def test_a_case_takes_what_a_ranking_shares() -> None:
    occasions, calendar = occasions_of(need(), NOW), Calendar(agent())
    shared = case_of(agent(), need(), NOW, SETTINGS, occasions=occasions, calendar=calendar)
    assert shared.occasions is occasions
    assert shared.calendar is calendar
    assert case_of(agent(), need(), NOW, SETTINGS).occasions == occasions


def test_a_skill_that_lacks_fails_although_sessions_could_be_done() -> None:
    report = check_gates(agent(), replace(need(asks={"languages": {"pl": 4}})), NOW, SETTINGS)
    assert report.sessions == ("s1",)
    assert not report.passed
    assert report.distance == (1, 5)


def test_sessions_that_have_begun_or_are_full_are_passed_over() -> None:
    begun = replace(FIRST, start=at("2026-11-23 11:59"))
    full = replace(SECOND, places=0)
    assert check_gates(agent(), need(sessions=(begun, full, THIRD)), NOW, SETTINGS).sessions == ("third",)


@given(st.data())
def test_a_session_may_be_claimed_exactly_if_alone_it_would_pass(data: st.DataObject) -> None:
    around = data.draw(strategies.dates)
    now = data.draw(strategies.instants(around))
    who, what = data.draw(strategies.agents(around)), data.draw(strategies.needs(around))
    settings: Settings = data.draw(strategies.settings)
    whole = check_gates(who, what, now, settings)
    alone = [check_gates(who, replace(what, sessions=(one,)), now, settings) for one in what.sessions]
    if what.format is Format.SCHEDULED:
        claimable = {name for report in alone for name in report.sessions}
        assert set(whole.sessions) == claimable
        assert whole.passed is any(report.passed for report in alone)
        assert whole.passed <= bool(claimable)
    assert whole.passed is all(gate.passed for gate in whole.gates)
    assert [gate.name for gate in whole.gates] == list(GateName)
    for gate in whole.gates:
        assert gate.passed is (gate.change is None)
        assert (gate.shortfall == 0) is gate.passed
