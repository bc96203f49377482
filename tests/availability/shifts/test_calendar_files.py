"""iCalendar files: recurrences, exceptions, zones of their own, floating times, whole days, what is free.

Expected instants were worked out by hand from the offsets that stand beside them.
"""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from volunteer_match.availability.shifts.gathering import Reading
from volunteer_match.availability.shifts.reading import ReadWish, read_shifts
from volunteer_match.availability.shifts.rules import USUAL_RULES
from volunteer_match.integrations.calendars.events import CalendarRefused, ReadCalendar, read_calendar

BERLIN_BY_ANOTHER_NAME = """BEGIN:VTIMEZONE
TZID:Head office
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""
NIGHTS = """UID:nights
DTSTART;TZID=Head office:20261022T220000
DTEND;TZID=Head office:20261023T060000
RRULE:FREQ=DAILY;COUNT=6
EXDATE;TZID=Head office:20261024T220000"""
MOVED = """UID:nights
RECURRENCE-ID;TZID=Head office:20261026T220000
DTSTART;TZID=Head office:20261026T120000
DTEND;TZID=Head office:20261026T130000"""
OURS = "UID:n5k2@volunteer-match"
"""What somebody promised here stands in their own calendar, and is no work that stands against it."""
OFFICE = "20261026T090000Z\nDTEND:20261026T170000Z"


def _file(*events: str, head: str = "") -> bytes:
    told = "".join(f"BEGIN:VEVENT\nDTSTAMP:20260101T000000Z\n{event}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//tests//EN\n{head}{told}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def _read(*events: str, zone: str = "Asia/Kolkata", head: str = "") -> ReadCalendar:
    return read_calendar(_file(*events, head=head), zone, date(2026, 10, 22), date(2026, 11, 1))


def _told(found: ReadCalendar) -> list[tuple[str, str]]:
    return sorted((f"{one.start:%d %H:%M}", f"{one.end:%d %H:%M}") for one in found.events)


def test_a_series_across_the_change_of_clocks_with_its_exceptions() -> None:
    """Until 25 October 03:00 Berlin is UTC+2, then UTC+1. The 24th is left out, the 26th moved to noon."""
    found = _read(NIGHTS, MOVED, head=BERLIN_BY_ANOTHER_NAME)
    assert _told(found) == [
        ("22 20:00", "23 04:00"),
        ("23 20:00", "24 04:00"),
        ("25 21:00", "26 05:00"),
        ("26 11:00", "26 12:00"),
        ("27 21:00", "28 05:00"),
    ]


ONE = [
    # an event, the zone of the reader, from, until (UTC), why
    ("DTSTART:20261026T090000\nDURATION:PT2H", "Asia/Kolkata", "26 03:30", "26 05:30", "floating: UTC+5:30"),
    ("DTSTART:20261026T090000\nDURATION:PT2H", "America/Bogota", "26 14:00", "26 16:00", "floating: UTC-5"),
    ("DTSTART;VALUE=DATE:20261026", "Asia/Kolkata", "25 18:30", "26 18:30", "a whole day there"),
    ("DTSTART;VALUE=DATE:20261026\nDTEND;VALUE=DATE:20261028", "UTC", "26 00:00", "28 00:00", "two whole days"),
    ("DTSTART;VALUE=DATE:20261025", "Europe/Berlin", "24 22:00", "25 23:00", "a day of 25 hours"),
    ("DTSTART;TZID=Europe/London:20261025T003000\nDURATION:PT3H", "UTC", "24 23:30", "25 02:30", "three hours long"),
    ("DTSTART;TZID=America/New_York:20261101T013000\nDURATION:PT1H", "UTC", "01 05:30", "01 06:30", "the first 01:30"),
    (f"DTSTART:{OFFICE}", "UTC", "26 09:00", "26 17:00", "UTC"),
]  # fmt: skip


@pytest.mark.parametrize(("event", "zone", "since", "until", "why"), ONE)
def test_one_event(event: str, zone: str, since: str, until: str, why: str) -> None:
    assert _told(_read(f"UID:1\n{event}", zone=zone)) == [(since, until)], why


@pytest.mark.parametrize(
    "mark", ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE", "transp:transparent", OURS]
)
def test_what_is_shown_as_free_is_no_shift(mark: str) -> None:
    found = _read(f"{mark}\nDTSTART:{OFFICE}", f"UID:2\nDTSTART:{OFFICE}\nTRANSP:OPAQUE")
    assert (len(found.events), found.free) == (1, 1)


@pytest.mark.parametrize(
    "event",
    [
        f"DTSTART:{OFFICE}\nRRULE:FREQ=SECONDLY",
        f"DTSTART:{OFFICE}\nRRULE:FREQ=NEVER",
        "DTSTART:20261026T090000Z\nDTEND:20261026T090000Z",
    ],
)
def test_what_can_not_be_a_shift_is_counted_and_left_out(event: str) -> None:
    found = _read(f"UID:1\n{event}", f"UID:2\nDTSTART:{OFFICE}")
    assert (len(found.events), found.left_out) == (1, 1)


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR", b"\x00\xff" * 40, b"<html></html>"]
)
def test_what_is_no_calendar_is_refused(data: bytes) -> None:
    with pytest.raises(CalendarRefused):
        read_calendar(data, "UTC", date(2026, 1, 1), date(2026, 1, 2))


def test_ones_own_calendar_keeps_no_names_and_what_the_rules_call_free_is_left_out() -> None:
    events = _file(f"UID:1\nSUMMARY:Dentist\nDTSTART:{OFFICE}", f"UID:2\nSUMMARY:Day off\nDTSTART:{OFFICE}")
    reading = Reading("UTC", only_agent=7, keeps_names=False)
    read = read_shifts(BytesIO(events), ReadWish(reading, date(2026, 10, 26), rules=USUAL_RULES), {})
    start = int(datetime(2026, 10, 26, 9, tzinfo=UTC).timestamp())
    assert read.plan.rows(0, 1) == [(7, start, start + 8 * 3600, -1)]
    assert (read.plan.names, read.findings.activities) == ((), {})


def test_a_calendar_of_many_is_its_attendees() -> None:
    events = _file(
        f"UID:1\nSUMMARY:Phone\nATTENDEE:mailto:Ann@example.org\nATTENDEE:mailto:x@example.org\nDTSTART:{OFFICE}"
    )
    people = {"ann@example.org": 1, "x@example.org": 2}
    read = read_shifts(BytesIO(events), ReadWish(Reading("UTC"), date(2026, 10, 26)), people)
    assert ([row[0] for row in read.plan.rows(0, 2)], read.plan.names) == ([1, 2], ("Phone",))
