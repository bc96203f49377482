"""What weekly limits leave for an assignment is what the gate says of each session alone, and adds up."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.matching.assignments import HOUR, MONDAY
from volunteer_match.glossary import Format
from volunteer_match.matching.assignment_limits import Limits, Wish, limits_of
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, SessionFacts, Settings, Window
from volunteer_match.matching.gate import GateName
from volunteer_match.matching.gates import check_gates
from volunteer_match.matching.intervals import Interval

ALWAYS = tuple(Window(day, 0, 1440) for day in range(7))
NOW = MONDAY - timedelta(days=2)


def _agent(limit: int | None, busy: tuple[Interval, ...] = (), zone: str = "Asia/Manila") -> AgentFacts:
    return AgentFacts("ann", time_zone=zone, availability=ALWAYS, weekly_limit_minutes=limit, busy=busy)


def _span(hour: int, minutes: int) -> Interval:
    return Interval(MONDAY + hour * HOUR, MONDAY + hour * HOUR + timedelta(minutes=minutes))


def _fits(limits: Limits, *sessions: str) -> bool:
    loads = [load for session in sessions for load in limits.loads.get(session, ())]
    return all(sum(m for name, m in loads if name == limit) <= left for limit, left in limits.left.items())


def _gate_passes(agent: AgentFacts, need: OpportunityFacts, settings: Settings) -> bool:
    report = check_gates(agent, need, NOW, settings)
    return next(gate.passed for gate in report.gates if gate.name is GateName.LIMITS)


MINUTES = st.integers(10, 400)
HOURS = st.integers(0, 400)
ZONES = st.sampled_from(["Asia/Manila", "America/Bogota", "UTC", "Pacific/Chatham"])


@given(st.none() | MINUTES, st.none() | MINUTES, HOURS, MINUTES, HOURS, MINUTES, ZONES)
def test_one_session_alone_fits_exactly_when_the_gate_passes(
    own: int | None, company: int | None, hour: int, minutes: int, busy: int, busy_minutes: int, zone: str
) -> None:
    agent, settings = _agent(own, (_span(busy, busy_minutes),), zone), Settings(company_weekly_limit_minutes=company)
    span = _span(hour, minutes)
    need = OpportunityFacts("o", sessions=(SessionFacts("s", span.start, span.end),))
    limits = limits_of(agent, [Wish("s", span)], NOW, settings)
    assert _fits(limits, "s") is _gate_passes(agent, need, settings)


@given(st.none() | MINUTES, st.integers(0, 4000), st.none() | st.integers(1, 1500), HOURS, MINUTES, ZONES)
def test_flexible_hours_alone_fit_exactly_when_the_gate_passes(
    own: int | None, minutes: int, hours_left: int | None, busy: int, busy_minutes: int, zone: str
) -> None:
    agent = _agent(own, (_span(busy, busy_minutes),), zone)
    deadline: datetime | None = None if hours_left is None else NOW + hours_left * HOUR
    need = OpportunityFacts("o", format=Format.FLEXIBLE, minutes_needed=minutes, deadline=deadline)
    limits = limits_of(agent, [Wish("s", None, minutes, deadline)], NOW, Settings())
    assert _fits(limits, "s") is _gate_passes(agent, need, Settings())


def test_sessions_of_one_week_share_its_minutes() -> None:
    wishes = [Wish("a", _span(0, 60)), Wish("b", _span(30, 60)), Wish("next", _span(24 * 8, 60))]
    limits = limits_of(_agent(100), wishes, NOW, Settings())
    assert [_fits(limits, *chosen) for chosen in (("a",), ("a", "next"), ("a", "b"))] == [True, True, False]


def test_flexible_hours_and_sessions_until_the_deadline_share_the_weeks_up_to_it() -> None:
    soon, later = NOW + timedelta(days=1), NOW + timedelta(days=9)
    wishes = [Wish("session", _span(0, 60)), Wish("soon", None, 60, soon), Wish("later", None, 120, later)]
    limits = limits_of(_agent(100), wishes, NOW, Settings())
    assert _fits(limits, "soon", "later", "session")
    tighter = limits_of(_agent(70), wishes, NOW, Settings())
    assert _fits(tighter, "later", "session")
    assert not _fits(tighter, "soon", "later", "session")


def test_without_a_limit_nothing_is_counted() -> None:
    assert limits_of(_agent(None), [Wish("a", _span(0, 60))], NOW, Settings()) == Limits({}, {})
    assert limits_of(replace(_agent(60), busy=(_span(1, 60),)), [Wish("a", _span(0, 60))], NOW, Settings()).left != {}
