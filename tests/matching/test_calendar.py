"""When an agent is free: named cases by hand, and a minute-by-minute oracle."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.matching import strategies
from tests.matching.worlds import agent, at, span, window
from volunteer_match.matching.facts import AgentFacts, ExceptionFacts, Interval, Window
from volunteer_match.matching.time import Calendar, free_intervals

DAY, WEDNESDAY = date(2026, 11, 26), date(2026, 11, 25)
WHOLE = span("2026-11-26 00:00", "2026-11-27 00:00")
"""The Thursday on which the agent of these tests is free from 08:00 to 22:00 UTC."""


@pytest.mark.parametrize(
    "changes, free",
    [
        pytest.param({}, "08:00-22:00", id="a window"),
        pytest.param({"availability": ()}, "", id="nothing offered"),
        pytest.param({"availability": (window(3, 8, 12), window(3, 12, 15))}, "08:00-15:00", id="touching"),
        pytest.param({"availability": (window(3, 8, 12), window(3, 10, 15))}, "08:00-15:00", id="overlapping"),
        pytest.param({"availability": (window(2, 22, 2),)}, "00:00-02:00", id="yesterday's window reaches over"),
        pytest.param(
            {"availability": (window(2, 22, 2),), "exceptions": (ExceptionFacts(DAY, None, None, False),)},
            "",
            id="a date blanked takes yesterday's tail too",
        ),
        pytest.param({"exceptions": (ExceptionFacts(DAY, None, None, False),)}, "", id="a date blanked"),
        pytest.param(
            {"exceptions": (ExceptionFacts(DAY, 600, 720, False),)},
            "08:00-10:00 12:00-22:00",
            id="hours off",
        ),
        pytest.param(
            {"exceptions": (ExceptionFacts(DAY, 1320, 1380, True),)}, "08:00-23:00", id="hours added, touching"
        ),
        pytest.param(
            {"availability": (), "exceptions": (ExceptionFacts(DAY, None, None, True),)},
            "00:00-24:00",
            id="date added",
        ),
        pytest.param(
            {"exceptions": (ExceptionFacts(DAY, 1200, 1380, True), ExceptionFacts(DAY, 1260, 1440, False))},
            "08:00-21:00",
            id="taking away wins over adding",
        ),
        pytest.param(
            {"exceptions": (ExceptionFacts(WEDNESDAY, 1380, 540, False),)},
            "09:00-22:00",
            id="off over midnight",
        ),
        pytest.param(
            {"exceptions": (ExceptionFacts(date(2026, 11, 19), None, None, False),)},
            "08:00-22:00",
            id="another date",
        ),
        pytest.param(
            {"shifts": (span("2026-11-26 10:00", "2026-11-26 14:00"),)},
            "08:00-10:00 14:00-22:00",
            id="a shift",
        ),
        pytest.param(
            {"shifts": (span("2026-11-26 10:00", "2026-11-26 14:00"),), "rest_gap_minutes": 30},
            "08:00-09:30 14:30-22:00",
            id="a shift and its rest",
        ),
        pytest.param(
            {"shifts": (span("2026-11-25 20:00", "2026-11-26 08:00"),), "rest_gap_minutes": 60},
            "09:00-22:00",
            id="only the rest reaches in",
        ),
        pytest.param(
            {"shifts": (span("2026-11-26 22:30", "2026-11-27 06:00"),), "rest_gap_minutes": 60},
            "08:00-21:30",
            id="only the rest before it reaches in",
        ),
        pytest.param({"exceptions": (ExceptionFacts(DAY, 600, None, False),)}, "", id="half a time is none"),
        pytest.param(
            {"busy": (span("2026-11-26 18:00", "2026-11-26 19:00"),)},
            "08:00-18:00 19:00-22:00",
            id="promised",
        ),
        pytest.param(
            {"promised": (span("2026-11-26 18:00", "2026-11-26 19:00"),)},
            "08:00-22:00",
            id="counted only, no clash",
        ),
    ],
)
def test_free_time(changes: dict[str, object], free: str) -> None:
    hours = [piece.split("-") for piece in free.split()]
    expected = tuple(Interval(at(f"2026-11-26 {start}"), _end(end)) for start, end in hours)
    assert free_intervals(agent(**changes), WHOLE) == expected


def test_a_date_blanked_ends_at_midnight() -> None:
    who = agent(availability=(window(3, 8, 22), window(4, 0, 8)), exceptions=(ExceptionFacts(DAY, None, None, False),))
    friday = span("2026-11-27 00:00", "2026-11-27 08:00")
    assert free_intervals(who, Interval(WHOLE.start, friday.end)) == (friday,)


def _end(clock: str) -> datetime:
    return WHOLE.end if clock == "24:00" else at(f"2026-11-26 {clock}")


def _shows(who: AgentFacts, wall: datetime) -> bool:
    """Whether windows and exceptions offer what the agent's clock shows: the plain reading of the rules."""

    def covers(day: date, start: int, end: int) -> bool:
        midnight = datetime.combine(day, time())
        since, until = timedelta(minutes=start), timedelta(minutes=end if end > start else end + 1440)
        return midnight + since <= wall < midnight + until

    days = (wall.date(), wall.date() - timedelta(days=1))
    weekly = any(
        covers(day, one.start, one.end) for day in days for one in who.availability if one.day == day.weekday()
    )
    named = {True: False, False: False}
    for one in who.exceptions:
        start, end = (0, 1440) if one.start is None or one.end is None else (one.start, one.end)
        named[one.available] |= covers(one.date, start, end)
    return (weekly or named[True]) and not named[False]


def _is_free(who: AgentFacts, instant: datetime) -> bool:
    gap = timedelta(minutes=who.rest_gap_minutes)
    works = any(shift.start - gap <= instant < shift.end + gap for shift in who.shifts)
    busy = any(one.start <= instant < one.end for one in who.busy)
    wall = instant.astimezone(ZoneInfo(who.time_zone)).replace(tzinfo=None)
    return not works and not busy and _shows(who, wall)


@given(st.data())
def test_free_time_is_what_a_clock_watcher_finds(data: st.DataObject) -> None:
    around = data.draw(strategies.dates)
    who = data.draw(strategies.agents(around))
    start = data.draw(strategies.instants(around))
    asked = Interval(start, start + timedelta(hours=data.draw(st.integers(1, 40))))
    free = free_intervals(who, asked)
    step, instant = timedelta(minutes=15), asked.start
    while instant < asked.end:
        assert any(one.start <= instant < one.end for one in free) == _is_free(who, instant), instant
        instant += step
    assert all(asked.start <= one.start and one.end <= asked.end for one in free)
    assert all(left.end < right.start for left, right in pairwise(free))


@given(st.data())
def test_a_calendar_remembers_nothing_false(data: st.DataObject) -> None:
    """Asked for many windows in any order, it answers as a new one would."""
    around = data.draw(strategies.dates)
    who = data.draw(strategies.agents(around))
    calendar = Calendar(who)
    for asked in data.draw(st.lists(strategies.intervals(around), min_size=1, max_size=6)):
        assert calendar.free(asked) == free_intervals(who, asked)
        assert calendar.room(asked) == Calendar(who).room(asked)


@pytest.mark.parametrize(
    "start, end, free, spare",
    [
        pytest.param("10:00", "11:00", 60, 240, id="two hours on either side, no more"),
        pytest.param("08:00", "09:00", 60, 120, id="nothing before"),
        pytest.param("21:00", "22:00", 60, 120, id="nothing after"),
        pytest.param("08:30", "21:15", 765, 75, id="what there is on both sides"),
        pytest.param("07:30", "08:30", 30, 120, id="not free at its start"),
        pytest.param("21:30", "22:30", 30, 120, id="not free at its end"),
        pytest.param("22:00", "23:00", 0, 120, id="free directly before only"),
        pytest.param("07:00", "08:00", 0, 120, id="free directly after only"),
        pytest.param("06:00", "07:00", 0, 0, id="free, but not directly after"),
    ],
)
def test_room_around_a_session(start: str, end: str, free: int, spare: int) -> None:
    room = Calendar(agent()).room(span(f"2026-11-26 {start}", f"2026-11-26 {end}"))
    assert (room.free, room.spare) == (timedelta(minutes=free), timedelta(minutes=spare))


@pytest.mark.parametrize(
    "start, end, near",
    [
        pytest.param("10:00", "17:30", False, id="rested just in time"),
        pytest.param("10:00", "17:31", True, id="still resting"),
        pytest.param("18:15", "18:30", True, id="at work"),
        pytest.param("19:29", "22:00", True, id="resting already"),
        pytest.param("19:30", "22:00", False, id="just in time for the rest"),
    ],
)
def test_shifts_are_near_whose_rest_reaches_into_the_session(start: str, end: str, near: bool) -> None:
    shift = span(f"2026-11-26 {start}", f"2026-11-26 {end}")
    calendar = Calendar(agent(shifts=(shift,), rest_gap_minutes=30))
    found = calendar.shifts_near(span("2026-11-26 18:00", "2026-11-26 19:00"))
    assert found == ([shift.widened(timedelta(minutes=30))] if near else [])


def test_free_time_of_exactly_a_week() -> None:
    week = span("2026-11-23 00:00", "2026-11-30 00:00")
    assert Calendar(agent()).free_time(week, timedelta(days=7)) == timedelta(hours=14)


@given(st.data())
def test_free_time_counted_up_to_enough(data: st.DataObject) -> None:
    around = data.draw(strategies.dates)
    who = data.draw(strategies.agents(around))
    start = data.draw(strategies.instants(around))
    asked = Interval(start, start + timedelta(days=data.draw(st.integers(1, 20))))
    enough = timedelta(minutes=data.draw(st.integers(0, 3000)))
    everything = sum((one.length for one in free_intervals(who, asked)), timedelta(0))
    assert Calendar(who).free_time(asked, enough) == min(everything, enough)


def test_promises_that_overlap_count_once() -> None:
    who = agent(
        busy=(span("2026-11-24 10:00", "2026-11-24 12:00"), span("2026-11-29 23:00", "2026-11-30 01:00")),
        promised=(span("2026-11-24 11:00", "2026-11-24 13:00"),),
    )
    assert Calendar(who).promised(span("2026-11-23 00:00", "2026-11-30 00:00")) == timedelta(hours=4)


def test_hours_are_offered_by_windows_or_by_added_dates() -> None:
    added, taken = ExceptionFacts(DAY, None, None, True), ExceptionFacts(DAY, None, None, False)
    assert Calendar(agent()).has_hours
    assert Calendar(agent(availability=(), exceptions=(added,))).has_hours
    assert not Calendar(agent(availability=(), exceptions=(taken,))).has_hours
    assert Calendar(AgentFacts("nobody")).free_time(WHOLE, timedelta(hours=1)) == timedelta(0)
    assert Calendar(agent(availability=(Window(0, 0, 0),))).offered(WHOLE) == ()
