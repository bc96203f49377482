"""What the cells of a table of shifts mean: formats, orders of dates, midnight and changes of clocks.

Every expected value was worked out by hand from the offsets of the zone, which stand beside it.
"""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from volunteer_match.availability.shifts.findings import Trouble
from volunteer_match.availability.shifts.gathering import Reading
from volunteer_match.availability.shifts.reading import ReadShifts, ReadWish, ShiftFormat, find_format, read_shifts
from volunteer_match.availability.shifts.spans import Span, span_of
from volunteer_match.integrations.shift_tables.columns import TableFault, TableRefused
from volunteer_match.integrations.shift_tables.moments import Certainty, find_order, read_clock, read_day
from volunteer_match.integrations.shift_tables.rows import RawShift

ORDERS = [
    # dates, the usual order, the order found, how certain
    (["12/24/2026"], "dmy", "mdy", Certainty.SURE),  # there is no month 24
    (["24/12/2026"], "mdy", "dmy", Certainty.SURE),
    (["11302026", "12012026"], "dmy", "mdy", Certainty.SURE),  # NICE IEX's own
    (["30112026", "01122026"], "mdy", "dmy", Certainty.SURE),
    (["20261130"], "mdy", "ymd", Certainty.SURE),
    (["113026"], "dmy", "mdy", Certainty.SURE),
    (["261130", "261201"], "mdy", "ymd", Certainty.LIKELY),  # or the 26th of two months, 29 years apart
    (["2026/30/11"], "dmy", "ydm", Certainty.SURE),
    (["30.11.26"], "mdy", "dmy", Certainty.SURE),
    # 1 to 9 December in a row, or the twelfth of nine months: the first leaves fewer days between.
    ([f"12/0{day}/2026" for day in range(1, 10)], "dmy", "mdy", Certainty.LIKELY),
    ([f"0{day}/12/2026" for day in range(1, 10)], "mdy", "dmy", Certainty.LIKELY),
    (["03/04/2027"], "dmy", "dmy", Certainty.GUESS),
    (["03/04/2027"], "mdy", "mdy", Certainty.GUESS),
    (["2026-12-01", "Tue 1 Dec 2026"], "mdy", "mdy", Certainty.NO_MATTER),
]


@pytest.mark.parametrize(("days", "usual", "order", "certainty"), ORDERS)
def test_order_of_day_and_month_is_decided_for_the_whole_file(
    days: list[str], usual: str, order: str, certainty: Certainty
) -> None:
    found = find_order(days, "", usual)
    assert (found.order, found.certainty) == (order, certainty)
    assert find_order(days, "ydm", usual).certainty is Certainty.STATED


DAYS = [
    ("11302026", "mdy"),
    ("30112026", "dmy"),
    ("20263011", "ydm"),
    ("20261130", "ymd"),
    ("113026", "mdy"),
    ("263011", "ydm"),
    ("11/30/2026", "mdy"),
    ("30.11.2026", "dmy"),
    ("2026-11-30", "mdy"),
    ("2026/11/30", "ymd"),
    ("30 Nov 2026", "mdy"),
    ("Mon 30 Nov 2026", "dmy"),
    ("November 30, 2026", "dmy"),
    ("30/11/26", "dmy"),
]


@pytest.mark.parametrize(("text", "order"), DAYS)
def test_dates_of_every_pattern(text: str, order: str) -> None:
    assert read_day(text, order) == date(2026, 11, 30)


CLOCKS = {
    "9:00": 9 * 3600,
    "09:00": 9 * 3600,
    "0900": 9 * 3600,
    "930": 9 * 3600 + 1800,
    "9:30 AM": 9 * 3600 + 1800,
    "09:30p": 21 * 3600 + 1800,
    "12:00 AM": 0,
    "12:15 p.m.": 12 * 3600 + 900,
    "21.30": 21 * 3600 + 1800,
    "23:59:59": 86_399,
    "24:00": 86_400,
    "00:00": 0,
    "25:00": None,
    "24:01": None,
    "9:75": None,
    "13:00 PM": None,
    "0:00 AM": None,
    "9": None,
    "": None,
    "soon": None,
}


@pytest.mark.parametrize(("text", "seconds"), CLOCKS.items())
def test_times_of_day(text: str, seconds: int | None) -> None:
    assert read_clock(text) == seconds


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


SPANS = [
    # zone, day, start, end day, end, minutes, from, until (UTC), why
    ("Asia/Manila", "2026-12-01", "09:00", "", "18:00", "", "2026-12-01T01:00", "2026-12-01T10:00", "UTC+8"),
    ("Asia/Manila", "2026-12-01", "22:00", "", "06:00", "", "2026-12-01T14:00", "2026-12-01T22:00", "past 24:00"),
    ("Asia/Manila", "2026-12-01", "00:00", "", "00:00", "", "2026-11-30T16:00", "2026-12-01T16:00", "a whole day"),
    ("Asia/Manila", "2026-12-01", "16:00", "", "24:00", "", "2026-12-01T08:00", "2026-12-01T16:00", "24:00"),
    ("Asia/Kathmandu", "2026-12-01", "09:00", "", "10:00", "", "2026-12-01T03:15", "2026-12-01T04:15", "UTC+5:45"),
    ("Pacific/Chatham", "2026-12-01", "09:00", "", "10:00", "", "2026-11-30T19:15", "2026-11-30T20:15", "UTC+13:45"),
    ("America/Bogota", "2026-12-31", "20:00", "", "04:00", "", "2027-01-01T01:00", "2027-01-01T09:00", "the new year"),
    ("UTC", "2026-12-01", "09:00", "2026-12-02", "08:00", "", "2026-12-01T09:00", "2026-12-02T08:00", "a day said"),
    ("UTC", "2026-12-01", "22:00", "2026-12-01", "06:00", "", "2026-12-01T22:00", "2026-12-02T06:00", "the same day"),
    ("UTC", "2026-12-01", "22:00", "", "", "90", "2026-12-01T22:00", "2026-12-01T23:30", "a length"),
    ("UTC", "2026-12-01", "22:00", "", "", "8:30", "2026-12-01T22:00", "2026-12-02T06:30", "8 hours 30"),
    ("UTC", "", "2026-12-01 22:00", "", "2026-12-02 06:00", "", "2026-12-01T22:00", "2026-12-02T06:00", "in one cell"),
    ("UTC", "", "2026-12-01 22:00", "", "06:00", "", "2026-12-01T22:00", "2026-12-02T06:00", "no end date"),
    (
        "Asia/Manila", "", "2026-12-01T09:00:00+01:00", "", "2026-12-01T17:00:00+01:00", "",
        "2026-12-01T08:00", "2026-12-01T16:00", "an offset of its own wins",
    ),
    # Warsaw, 29 March 2026: 02:00 CET (+1) becomes 03:00 CEST (+2).
    ("Europe/Warsaw", "2026-03-28", "22:00", "", "06:00", "", "2026-03-28T21:00", "2026-03-29T04:00", "an hour short"),
    ("Europe/Warsaw", "2026-03-29", "02:30", "", "05:00", "", "2026-03-29T01:30", "2026-03-29T03:00", "the gap: +1"),
    # Warsaw, 25 October 2026: 03:00 CEST becomes 02:00 CET.
    ("Europe/Warsaw", "2026-10-24", "22:00", "", "06:00", "", "2026-10-24T20:00", "2026-10-25T05:00", "an hour more"),
    ("Europe/Warsaw", "2026-10-25", "02:30", "", "04:00", "", "2026-10-25T00:30", "2026-10-25T03:00", "the first pass"),
    # Lord Howe, 5 April 2026: 02:00 (+11) becomes 01:30 (+10:30). The southern half, and half an hour.
    ("Australia/Lord_Howe", "2026-04-04", "22:00", "", "06:00", "", "2026-04-04T11:00", "2026-04-04T19:30", "30 min"),
    # New York, 1 November 2026: 02:00 EDT (-4) becomes 01:00 EST (-5).
    ("America/New_York", "2026-10-31", "23:00", "", "07:00", "", "2026-11-01T03:00", "2026-11-01T12:00", "nine hours"),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "day", "start", "end_day", "end", "minutes", "since", "until", "why"), SPANS)
def test_a_line_means_this_stretch(
    zone: str, day: str, start: str, end_day: str, end: str, minutes: str, since: str, until: str, why: str
) -> None:
    found = span_of(RawShift(1, (), day, start, end_day, end, minutes, "", ""), "dmy", zone)
    assert isinstance(found, Span), why
    assert found.start == _at(since).timestamp(), why
    assert found.end == _at(until).timestamp(), why


TROUBLES = [
    ("31.02.2026", "09:00", "", "17:00", "", Trouble.NO_DATE),
    ("", "09:00", "", "17:00", "", Trouble.NO_DATE),
    ("2026-12-01", "late", "", "17:00", "", Trouble.NO_TIME),
    ("2026-12-01", "09:00", "", "", "", Trouble.NO_TIME),
    ("2026-12-01", "09:00", "", "09:00", "", Trouble.EMPTY),
    ("2026-12-01", "09:00", "2026-11-30", "10:00", "", Trouble.BACKWARD),
    ("2026-12-01", "2026-12-02 09:00", "", "2026-12-01 09:00", "", Trouble.BACKWARD),
    ("2026-12-01", "09:00", "2027-02-01", "10:00", "", Trouble.TOO_LONG),
    # 02:30 is 01:30 UTC by the offset before the gap; 03:00 after it is 01:00 UTC.
    ("2026-03-29", "02:30", "", "03:00", "", Trouble.SKIPPED_HOUR),
]


@pytest.mark.parametrize(("day", "start", "end_day", "end", "minutes", "trouble"), TROUBLES)
def test_what_can_not_be_meant_is_left_out(
    day: str, start: str, end_day: str, end: str, minutes: str, trouble: Trouble
) -> None:
    raw = RawShift(1, (), day, start, end_day, end, minutes, "", "")
    assert span_of(raw, "dmy", "Europe/Warsaw") is trouble


PEOPLE = {"e1": 1, "e2": 2, "ann@example.org": 1}
EXPECTED = {(1, "2026-12-01T01:00", "2026-12-01T10:00", "Phone"), (2, "2026-12-02T14:00", "2026-12-02T22:00", "")}
IEX = (
    "#fields:excdate|schedDate|TZ|custID|muID|tvID|ssn|exc|start|stop\n"
    "12012026|12012026|Asia/Manila|1|7|900|E1|Phone|09:00|18:00\n"
    "12022026|12022026|Asia/Manila|1|7|901|E2||22:00|06:00\n"
    "12132026|12132026|Asia/Manila|1|7|902|E9|Phone|09:00|18:00\n"
)
NESTED = """{"agents": [
  {"employeeId": "E1", "days": [{"date": "2026-12-01", "activities": [
     {"activityName": "Phone", "startTime": "09:00", "stopTime": "18:00"}]}]},
  {"employeeId": "E2", "days": [{"date": "2026-12-02", "activities": [
     {"activityName": null, "startTime": "22:00", "stopTime": "06:00"}]}]}]}"""
FILES = {
    "pipes": (IEX.encode(), ShiftFormat.IEX),
    "pipes of Windows": (IEX.replace("\n", "\r\n").encode("utf-16"), ShiftFormat.IEX),
    "nested JSON": (NESTED.encode(), ShiftFormat.IEX),
    "a CSV with a title": (
        b"Roster of December\n\nEmail;Date;From;To;Activity\n"
        b"Ann@Example.org;1.12.2026;9:00;18:00;Phone\nE2;2.12.2026;22:00;06:00;\nE9;13.12.2026;09:00;18:00;Phone\n",
        ShiftFormat.CSV,
    ),
    "12 hours": (
        b"id,employee id,date,start,end,activity\n"
        b'1,E1,"Dec 1, 2026",9:00 AM,6:00 PM,Phone\n2,E2,"Dec 2, 2026",10 PM,6 AM,\n',
        ShiftFormat.CSV,
    ),
}


def _read(data: bytes, **reading: object) -> ReadShifts:
    options = {"zone": "Asia/Manila", **reading}
    return read_shifts(BytesIO(data), ReadWish(Reading(**options), date(2026, 12, 1)), PEOPLE)  # type: ignore[arg-type]


def _shifts(read: ReadShifts) -> set[tuple[int, str, str, str]]:
    plan = read.plan
    return {
        (agent, _told(start), _told(end), plan.names[name] if name >= 0 else "")
        for agent, start, end, name in plan.rows(0, len(plan))
    }


def _told(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M")


@pytest.mark.parametrize(("data", "kind"), FILES.values(), ids=list(FILES))
def test_the_same_shifts_in_every_format(data: bytes, kind: ShiftFormat) -> None:
    read = _read(data)
    assert (read.format, _shifts(read)) == (kind, EXPECTED)
    assert find_format(data[:400]) is kind or data.startswith(b"\xff\xfe")


def test_what_was_taken_for_what_is_told() -> None:
    found = _read(IEX.encode()).findings
    assert found.columns == {
        "day": "excdate", "start": "start", "end": "stop", "activity": "exc", "zone": "TZ", "who": "ssn",
    }  # fmt: skip
    assert (found.date_order, found.certainty, found.zones) == ("mdy", "sure", {"Asia/Manila": 3})
    assert (found.unknown_people, found.unknown_sample) == (1, ["E9 (4)"])
    assert found.activities == {"Phone": 2}
    first = _read(IEX.encode()).preview[0]
    assert (first["line"], first["who"], first["since"]) == ("2", "E1", "2026-12-01T01:00:00+00:00")


def test_all_days_of_the_file_are_replaced_for_everybody_in_it() -> None:
    """Who has no line on a day is off then: 1 to 13 December, though E2 is named on the second only."""
    plan = _read(IEX.encode()).plan
    assert [_told(int(plan.since[1])), _told(int(plan.until[1]))] == ["2026-11-30T16:00", "2026-12-13T16:00"]


def test_days_that_were_asked_for_narrow_a_file() -> None:
    read = _read(IEX.encode(), first=date(2026, 12, 2), last=date(2026, 12, 5))
    assert {shift[0] for shift in _shifts(read)} == {2}
    assert [one.trouble for one in read.findings.left_out] == ["outside", "outside"]


def test_a_zone_that_is_none_is_told_and_the_stated_one_taken() -> None:
    read = _read(IEX.replace("Asia/Manila", "EST").encode())
    assert (_shifts(read), read.findings.unknown_zones, read.findings.zones) == (EXPECTED, ["EST"], {})


def test_a_mapping_names_the_columns() -> None:
    data = b"Nr;Tag;Beginn;Ende\nE1;01.12.2026;09:00;18:00\n"
    with pytest.raises(TableRefused) as refused:
        _read(data)
    assert (refused.value.code, refused.value.params["columns"]) == (TableFault.NO_START, "Nr, Tag, Beginn, Ende")
    wanted = {"who": "Nr", "day": "Tag", "start": "Beginn", "end": "Ende"}
    read = read_shifts(BytesIO(data), ReadWish(Reading("Asia/Manila"), date(2026, 12, 1), wanted=wanted), PEOPLE)
    assert _shifts(read) == {(1, "2026-12-01T01:00", "2026-12-01T10:00", "")}


def test_a_file_of_ones_own_takes_nobody_elses_lines() -> None:
    lines = [",2026-12-01", "E2,2026-12-02", "ann@example.org,2026-12-03"]
    data = "".join(["email,date,start,end\n", *(f"{line},09:00,18:00\n" for line in lines)]).encode()
    read = _read(data, only_agent=1, keeps_names=False)
    assert [shift[1] for shift in sorted(_shifts(read))] == ["2026-12-01T01:00", "2026-12-03T01:00"]


@pytest.mark.parametrize("data", [b"hello", b"a,b\n1,2\n", b"[1, 2]", b"{}", b'[{"a": 1}]', b"who,start\nE1,09:00\n"])
def test_what_is_no_table_of_shifts_is_refused(data: bytes) -> None:
    with pytest.raises(TableRefused):
        _read(data)
