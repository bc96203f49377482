"""Gates about time: is there room, and do the limits allow it. Sessions are on a Thursday, 18:00 to 19:00 UTC."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.matching.worlds import FLEXIBLE, NOW, agent, at, gate, need, said, session, span, window
from volunteer_match.matching.facts import ExceptionFacts, Settings, Window
from volunteer_match.matching.gates import check_gates
from volunteer_match.matching.occasions import occasions_of

DAY = at("2026-11-26 00:00").date()


@pytest.mark.parametrize(
    "changes, has, change, shortfall",
    [
        pytest.param({}, "free at that time", None, 0, id="free"),
        pytest.param({"availability": (window(3, 18, 19),)}, "free at that time", None, 0, id="to the minute"),
        pytest.param(
            {"availability": (window(3, 17, 18), Window(3, 1080, 1140))},
            "free at that time",
            None,
            0,
            id="touching windows",
        ),
        pytest.param({"availability": ()}, "not free at that time", "no free hours given yet", 1, id="nothing offered"),
        pytest.param(
            {"availability": (Window(3, 1110, 1320),)},
            "free for 30 min of 1 h",
            "free from 18:30, session starts 18:00",
            1,
            id="free too late",
        ),
        pytest.param(
            {"availability": (Window(3, 600, 1125),)},
            "free for 45 min of 1 h",
            "free until 18:45, session ends 19:00",
            1,
            id="free too briefly",
        ),
        pytest.param(
            {"exceptions": (ExceptionFacts(DAY, 1095, 1110, False),)},
            "free for 45 min of 1 h",
            "free until 18:15, session ends 19:00",
            1,
            id="a hole in the middle",
        ),
        pytest.param(
            {"availability": (Window(3, 1095, 1110),)},
            "free for 15 min of 1 h",
            "not free Thu 26 Nov 2026, 18:00 to 19:00",
            1,
            id="free only in the middle",
        ),
        pytest.param(
            {"availability": (window(0, 8, 22),)},
            "not free at that time",
            "not free Thu 26 Nov 2026, 18:00 to 19:00",
            1,
            id="another day",
        ),
        pytest.param(
            {"shifts": (span("2026-11-26 14:00", "2026-11-26 22:00"),)},
            "not free at that time",
            "works Thu 26 Nov 2026, 14:00 to 22:00",
            1,
            id="at work",
        ),
        pytest.param(
            {"shifts": (span("2026-11-26 10:00", "2026-11-26 17:45"),), "rest_gap_minutes": 30},
            "free for 45 min of 1 h",
            "works Thu 26 Nov 2026, 10:00 to 17:45, and rests 30 min before and after",
            1,
            id="resting",
        ),
        pytest.param(
            {"busy": (span("2026-11-26 18:30", "2026-11-26 20:00"),)},
            "free for 30 min of 1 h",
            "promised to another session, Thu 26 Nov 2026, 18:30 to 20:00",
            1,
            id="promised",
        ),
        pytest.param(
            {"shifts": (span("2026-11-26 14:00", "2026-11-26 22:00"),), "availability": (window(0, 8, 22),)},
            "not free at that time",
            "not free Thu 26 Nov 2026, 18:00 to 19:00",
            1,
            id="at work, but not free anyhow",
        ),
        pytest.param(
            {"busy": (span("2026-11-26 17:00", "2026-11-26 18:00"), span("2026-11-26 19:00", "2026-11-26 20:00"))},
            "free at that time",
            None,
            0,
            id="others touch it",
        ),
    ],
)
def test_time(changes: dict[str, Any], has: str, change: str | None, shortfall: int) -> None:
    found = gate("time", agent(**changes), need())
    assert (said(found.has), said(found.change), found.shortfall) == (has, change, shortfall)
    assert said(found.asked) == "Thu 26 Nov 2026, 18:00 to 19:00"


@pytest.mark.parametrize(
    "sessions",
    [
        pytest.param((), id="none at all"),
        pytest.param((session("2026-11-26 18:00", "2026-11-26 19:00", places=0),), id="no free place"),
        pytest.param((session("2026-11-19 18:00", "2026-11-19 19:00"),), id="over"),
        pytest.param((session("2026-11-23 12:00", "2026-11-26 19:00"),), id="begun this very moment"),
    ],
)
def test_without_an_open_session_nobody_passes(sessions: Any) -> None:
    found = gate("time", agent(), need(sessions=sessions))
    assert said(found.asked) == "a session with a free place"
    assert said(found.has) == said(found.change) == "no session with a free place lies ahead"
    assert found.shortfall == 1
    assert check_gates(agent(), need(sessions=sessions), NOW, Settings()).sessions == ()


SOON = at("2026-11-26 09:00")
FREE_5_HOURS = {"exceptions": (ExceptionFacts(DAY, 480, 780, True),), "availability": ()}


@pytest.mark.parametrize(
    "changes, what, has, change",
    [
        pytest.param({}, {}, "10 h free or more", None, id="more than twice as much"),
        pytest.param(FREE_5_HOURS, {}, "5 h free", None, id="just enough"),
        pytest.param(
            FREE_5_HOURS | {"busy": (span("2026-11-26 12:59", "2026-11-26 14:00"),)},
            {},
            "4 h 59 min free",
            "1 min more free time needed",
            id="a minute short",
        ),
        pytest.param(FREE_5_HOURS, {"deadline": SOON}, "1 h free", "4 h more free time needed", id="soon"),
        pytest.param({"availability": ()}, {}, "0 min free", "no free hours given yet", id="nothing offered"),
        pytest.param({}, {"deadline": None}, "10 h free or more", None, id="no deadline"),
        pytest.param({"availability": ()}, {"minutes_needed": None}, None, None, id="no hours asked"),
        pytest.param(
            {},
            {"deadline": NOW},
            "the deadline, Mon 23 Nov 2026, 12:00, has passed",
            "the deadline, Mon 23 Nov 2026, 12:00, has passed",
            id="deadline now",
        ),
    ],
)
def test_time_of_a_flexible_need(
    changes: dict[str, Any], what: dict[str, Any], has: str | None, change: str | None
) -> None:
    found = gate("time", agent(**changes), replace(FLEXIBLE, **what))
    assert (said(found.has), said(found.change)) == (has, change)


def test_a_flexible_need_says_what_it_asks() -> None:
    assert said(gate("time", agent(), FLEXIBLE).asked) == "5 h before Thu 10 Dec 2026, 12:00"
    assert said(gate("time", agent(), replace(FLEXIBLE, deadline=None)).asked) == "5 h at any time"
    assert said(gate("time", agent(availability=()), FLEXIBLE).asked) == "5 h before Thu 10 Dec 2026, 12:00"
    assert gate("time", agent(**FREE_5_HOURS), replace(FLEXIBLE, deadline=at("2026-11-24 00:00"))).shortfall == 5
    over = gate("time", agent(), replace(FLEXIBLE, deadline=NOW))
    assert (said(over.asked), over.shortfall) == ("5 h before Mon 23 Nov 2026, 12:00", 1)


def test_a_flexible_need_is_counted_from_the_minute_that_has_begun() -> None:
    (late,) = occasions_of(FLEXIBLE, NOW + timedelta(seconds=59, microseconds=999_999))
    assert late.span == span("2026-11-23 12:00", "2026-12-10 12:00")


def test_two_years_are_looked_ahead_and_no_more() -> None:
    weekly = agent(availability=(window(3, 8, 9),))
    hours_in_two_years = 104 * 60
    endless = replace(FLEXIBLE, deadline=at("2199-01-01 00:00"), minutes_needed=hours_in_two_years)
    assert gate("time", weekly, endless).passed
    assert not gate("time", weekly, replace(endless, minutes_needed=hours_in_two_years + 120)).passed
