"""A file of shifts, whatever its format, as a plan with what was found on the way. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import BinaryIO

import numpy as np

from volunteer_match.availability.shifts.findings import Findings, LeftOut, Trouble
from volunteer_match.availability.shifts.gathering import Gathering, Reading, known_as
from volunteer_match.availability.shifts.plan import NO_NAME, Plan, make_plan
from volunteer_match.availability.shifts.rules import ActivityRule, clean_name, is_work
from volunteer_match.availability.shifts.spans import midnight
from volunteer_match.integrations.calendars.events import CalendarEvent, read_calendar
from volunteer_match.integrations.faults import FaultCode, ImportFault
from volunteer_match.integrations.files import load_json
from volunteer_match.integrations.iex.documents import read_document
from volunteer_match.integrations.shift_tables.columns import Columns, Part
from volunteer_match.integrations.shift_tables.rows import RawShift, read_layout, read_rows

DAY = timedelta(days=1)
MOST_WHOLE = 30_000_000
"""Bytes of what must be read whole: JSON and iCalendar. Tables are read line by line and may be larger."""
CALENDAR_DAYS = 56


class ShiftFormat(StrEnum):
    IEX = "iex"
    CSV = "csv"
    ICALENDAR = "icalendar"


@dataclass(frozen=True, slots=True)
class ReadWish:
    """`reading` says how; `wanted` are the headings of a mapping; `today` is where a calendar begins."""

    reading: Reading
    today: date
    format: ShiftFormat | None = None
    wanted: Mapping[str, str] | None = None
    rules: tuple[ActivityRule, ...] = ()
    """Used at once where names are not kept: what counts as free is then left out."""


@dataclass(frozen=True, slots=True)
class ReadShifts:
    """`preview` has the first lines as they stand there and as they were understood."""

    format: ShiftFormat
    plan: Plan
    findings: Findings
    preview: tuple[dict[str, str], ...] = ()


def find_format(head: bytes) -> ShiftFormat:
    """By how a file begins."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text[:15].upper() == b"BEGIN:VCALENDAR":
        return ShiftFormat.ICALENDAR
    first = text.partition(b"\n")[0]
    if text[:1] in (b"[", b"{") or text.startswith(b"#fields") or first.count(b"|") > max(first.count(b","), 1):
        return ShiftFormat.IEX
    return ShiftFormat.CSV


def read_shifts(file: BinaryIO, wish: ReadWish, people: Mapping[str, int]) -> ReadShifts:
    """`people` are row numbers by address and by number. Raises TableRefused, CalendarRefused and ImportFault."""
    head = file.read(400)
    file.seek(0)
    kind = wish.format or find_format(head)
    if kind is ShiftFormat.ICALENDAR:
        return _read_calendar(_whole(file), wish, people)
    # What NICE IEX writes where nobody set a date format is month first.
    wish = replace(wish, reading=replace(wish.reading, usual_order="mdy" if kind is ShiftFormat.IEX else "dmy"))
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
        columns, rows = read_document(load_json(_whole(file)), wish.wanted or {}, needs_who=_needs_who(wish))
        return _gathered(kind, columns, rows, wish, people)
    layout = read_layout(file, wish.wanted or {}, needs_who=_needs_who(wish))
    return _gathered(kind, layout.columns, read_rows(file, layout), wish, people)


def _needs_who(wish: ReadWish) -> bool:
    return wish.reading.only_agent is None


def _whole(file: BinaryIO) -> bytes:
    data = file.read(MOST_WHOLE + 1)
    if len(data) > MOST_WHOLE:
        raise ImportFault(FaultCode.TOO_LARGE, limit=MOST_WHOLE)
    return data


def _gathered(
    kind: ShiftFormat, columns: Columns, rows: Iterable[RawShift], wish: ReadWish, people: Mapping[str, int]
) -> ReadShifts:
    gathering = Gathering(wish.reading, people)
    gathering.take(rows)
    plan, findings = gathering.finish()
    findings.columns = columns.named()
    findings.who = columns.headings[columns.who[gathering.who_column]] if columns.who else ""
    if findings.who:
        findings.columns[Part.WHO.value] = findings.who
    return ReadShifts(kind, plan, findings, tuple(gathering.preview()))


def _read_calendar(data: bytes, wish: ReadWish, people: Mapping[str, int]) -> ReadShifts:
    """Eight weeks from today unless other days are asked for; in a calendar of many, an event is its attendees'."""
    reading = wish.reading
    first = reading.first or wish.today
    last = reading.last or first + (CALENDAR_DAYS - 1) * DAY
    found = read_calendar(data, reading.zone, first, last)
    findings = Findings(lines=len(found.events) + found.free + found.left_out, zone=reading.zone)
    if found.left_out:
        findings.left_out, findings.left_out_lines = [LeftOut(Trouble.EMPTY, "", 0, found.left_out)], found.left_out
    names: dict[str, int] = {}
    shifts = [
        (agent, int(event.start.timestamp()), int(event.end.timestamp()), _name(event, names, reading, findings))
        for event in found.events
        if reading.keeps_names or is_work(event.name, wish.rules)
        for agent in _agents(event, reading, people, findings)
    ]
    span = (midnight(first, reading.zone), midnight(last + DAY, reading.zone))
    agents = {shift[0] for shift in shifts} | ({reading.only_agent} if reading.only_agent is not None else set())
    columns = np.array(shifts, dtype=np.int64).reshape(-1, 4).T
    plan = make_plan((columns[0], columns[1], columns[2], columns[3]), dict.fromkeys(agents, span), list(names))
    return ReadShifts(ShiftFormat.ICALENDAR, plan, findings)


def _name(event: CalendarEvent, names: dict[str, int], reading: Reading, findings: Findings) -> int:
    name = clean_name(event.name) if reading.keeps_names else ""
    if not name:
        return NO_NAME
    findings.activities[name] = findings.activities.get(name, 0) + 1
    return names.setdefault(name, len(names))


def _agents(event: CalendarEvent, reading: Reading, people: Mapping[str, int], findings: Findings) -> list[int]:
    if reading.only_agent is not None:
        return [reading.only_agent]
    known = [people[known_as(address)] for address in event.attendees if known_as(address) in people]
    if not known:
        findings.unknown_people_lines += 1
        findings.unknown_people += 1
    return known
