"""Time, by truth tables: dated cases over many zones, whose answers were worked out without this project's code."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Timezone

from tests.matching.worlds import agent
from tests.time.tables import instant, intervals, minute, rows, wall
from volunteer_match.calendars.entries import Entry, Span, Standing
from volunteer_match.calendars.showing import deadline_day
from volunteer_match.calendars.writing import write_calendar
from volunteer_match.matching.facts import Interval, Window
from volunteer_match.matching.time import free_intervals
from volunteer_match.matching.zones import instants_of, wall_to_utc
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.notifications.words import notice_text
from volunteer_match.opportunities.times import Occasion, occasion, weekly
from volunteer_match.web.application import Application

DAY = timedelta(days=1)
TABLES = ("sessions", "feeds", "deadlines", "availability", "shifts", "reminders")


def test_there_are_two_hundred_cases_over_twelve_zones_and_more() -> None:
    assert sum(len(rows(name)) for name in TABLES) >= 200
    assert len({row[0] for name in TABLES for row in rows(name)}) >= 12


@pytest.mark.parametrize("row", rows("sessions"), ids=" ".join)
def test_sessions(row: tuple[str, ...]) -> None:
    zone, planned, minutes, starts, ends, reader, sees = row
    found = occasion(wall(planned), zone, int(minutes))
    assert (found.starts_at, found.ends_at) == (instant(starts), instant(ends))
    local = [
        moment.astimezone(ZoneInfo(reader)).strftime("%Y-%m-%d %H:%M") for moment in (found.starts_at, found.ends_at)
    ]
    assert " .. ".join(local) == sees


@pytest.mark.parametrize("row", rows("feeds"), ids=" ".join)
def test_feeds(row: tuple[str, ...]) -> None:
    zone, starts, ends, written = row
    span = Span(instant(starts), instant(ends), zone)
    content = write_calendar([Entry("a@b", 0, span.start, Standing.CONFIRMED, span, "Title", "", "https://a.example")])
    calendar = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    assert " .. ".join(event[name].to_ical().decode() for name in ("DTSTART", "DTEND")) == written
    # In UTC: Python holds no time in an hour that happens twice equal to one of another zone.
    assert [moment.astimezone(UTC) for moment in (event.start, event.end)] == [span.start, span.end]
    for zone_in_file in calendar.walk("VTIMEZONE"):
        # A program that knows no such zone goes by the rules in the file: to it the wall times mean the same instants.
        assert event["DTSTART"].params["TZID"] == str(zone_in_file["TZID"]) == zone
        for moment, utc in ((event.start, span.start), (event.end, span.end)):
            assert moment.replace(tzinfo=UTC) - _offset_in_file(zone_in_file, utc) == utc


def _offset_in_file(zone: Timezone, utc: datetime) -> timedelta:
    """As RFC 5545, section 3.6.5, has it: an observance begins at its DTSTART on the clocks as they went before."""
    begun = [
        (part["DTSTART"].dt.replace(tzinfo=UTC) - part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td)
        for part in zone.subcomponents
    ]
    offset: timedelta = max(one for one in begun if one[0] <= utc)[1]
    return offset


@pytest.mark.parametrize("row", rows("deadlines"), ids=" ".join)
def test_deadlines(row: tuple[str, ...]) -> None:
    reader, deadline, day = row
    assert deadline_day(instant(deadline), reader) == date.fromisoformat(day)


@pytest.mark.parametrize("row", rows("availability"), ids=" ".join)
def test_availability(row: tuple[str, ...]) -> None:
    zone, day, start, end, offered = row
    on = date.fromisoformat(day)
    assert list(instants_of(zone, on, minute(start), minute(end))) == intervals(offered)
    week = (Window(on.weekday(), minute(start), minute(end)),)
    around = Interval(wall_to_utc(wall(day), zone) - DAY, wall_to_utc(wall(day), zone) + 3 * DAY)
    assert list(free_intervals(agent(time_zone=zone, availability=week), around)) == intervals(offered)


@pytest.mark.parametrize("row", rows("shifts"), ids=" ".join)
def test_shifts(row: tuple[str, ...]) -> None:
    zone, day, start, end, rest, works, free = row
    on = date.fromisoformat(day)
    last = on if end > start else on + DAY
    shift = Interval(wall_to_utc(wall(f"{day} {start}"), zone), wall_to_utc(wall(f"{last} {end}"), zone))
    assert [shift] == intervals(works)
    always = tuple(Window(number, 0, 1440) for number in range(7))
    person = agent(time_zone=zone, availability=always, shifts=(shift,), rest_gap_minutes=int(rest))
    two_days = Interval(wall_to_utc(wall(day), zone), wall_to_utc(wall(str(on + 2 * DAY)), zone))
    assert list(free_intervals(person, two_days)) == intervals(free)


@pytest.fixture(scope="module")
def told(sqlite_app: Application) -> Application:
    """The application, for the words of notices; its database is not asked for anything."""
    return sqlite_app


@pytest.mark.parametrize("row", rows("reminders"), ids=" ".join)
def test_reminders(told: Application, row: tuple[str, ...]) -> None:
    zone, planned, reader, day_before, day_clock, hour_before, hour_clock, says = row
    session = occasion(wall(planned), zone, 45)
    for lead, utc, clock in ((DAY, day_before, day_clock), (timedelta(hours=1), hour_before, hour_clock)):
        due = session.starts_at - lead
        assert due == instant(utc)
        assert due.astimezone(ZoneInfo(reader)).strftime("%m-%d %H:%M") == clock
    params = {"title": "Fractions", "start": session.starts_at.isoformat(), "end": session.ends_at.isoformat()}
    with told.test_request_context():
        assert f"Fractions, {says}" in notice_text(NoticeKind.SESSION_MOVED, params, reader)


ZONES = sorted({row[0] for name in TABLES for row in rows(name)})


@given(
    zone=st.sampled_from(ZONES),
    first=st.dates(date(2016, 1, 1), date(2030, 1, 1)),
    hour=st.times(),
    weeks=st.integers(2, 8),
    earlier=st.integers(0, 400 * 24 * 60),
)
def test_no_now_moves_the_hour_of_a_weekly_session(
    zone: str, first: date, hour: time, weeks: int, earlier: int
) -> None:
    """Looked at now or months before, with whichever changes of clocks in between, every week has the hour that was
    planned, unless clocks skip it that day.
    """
    plain = hour.replace(second=0, microsecond=0)
    planned = list(weekly(first, plain, zone, 60, weeks))
    begins = planned[0].starts_at
    seen = [_starts(planned, now) for now in (begins, begins - timedelta(minutes=earlier))]
    assert seen[0] == seen[1]
    for one, start in zip(planned, seen[0], strict=True):
        before, after = (one.local_start.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset() for fold in (0, 1))
        is_skipped = before is not None and after is not None and after > before
        assert is_skipped or start.astimezone(ZoneInfo(zone)).time() == plain


def _starts(planned: Sequence[Occasion], now: datetime) -> list[datetime]:
    """What a calendar written at `now` says of when each begins."""
    spans = [Span(one.starts_at, one.ends_at, one.time_zone) for one in planned]
    entries = [Entry(f"{n}@b", 0, now, Standing.CONFIRMED, span, "Title", "", "") for n, span in enumerate(spans)]
    return [event.start for event in Calendar.from_ical(write_calendar(entries)).walk("VEVENT")]
