"""Events of an iCalendar file as stretches of time: recurrences and exceptions expanded, free ones left out. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

import icalendar
import recurring_ical_events

from volunteer_match.calendars.entries import is_ours
from volunteer_match.matching.zones import wall_to_utc

DAY = timedelta(days=1)
MOST_EVENTS = 20_000
TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
"""No shift recurs so; expanding it could go on for ever."""
FREE_STATES = frozenset({"FREE", "WORKINGELSEWHERE"})
"""What Outlook writes beside TRANSP."""
LENGTH = "X-VOLUNTEER-MATCH-LENGTH"
"""Days, which are days of the calendar, and seconds, which are exact (RFC 5545, 3.3.6)."""
BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)
"""What the libraries raise where a calendar is none, or where one of its properties is broken."""


class CalendarFault(StrEnum):
    NOT_A_CALENDAR = "not-a-calendar"
    TOO_MANY_EVENTS = "too-many-events"


class CalendarRefused(Exception):
    def __init__(self, code: CalendarFault) -> None:
        super().__init__(code.value)
        self.code = code


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """`attendees` are addresses in lower case, for calendars of many people. `first` is the local date of its start."""

    start: datetime
    end: datetime
    first: date
    name: str
    attendees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadCalendar:
    """`left_out` counts series that recur too often, and events without a length."""

    events: tuple[CalendarEvent, ...]
    free: int
    left_out: int


def read_calendar(data: bytes, zone: str, first: date, last: date) -> ReadCalendar:
    """What happens from `first` to `last` (local dates of `zone`, which floating times and whole days are in, too).

    Raises CalendarRefused.
    """
    try:
        calendar = icalendar.Calendar.from_ical(data)
    except BROKEN as fault:
        raise CalendarRefused(CalendarFault.NOT_A_CALENDAR) from fault
    too_often = _drop_endless(calendar)
    _mark_lengths(calendar)
    events, free, empty = [], 0, 0
    for number, event in enumerate(_occurrences(calendar, first, last)):
        if number >= MOST_EVENTS:
            raise CalendarRefused(CalendarFault.TOO_MANY_EVENTS)
        if _is_free(event):
            free += 1
        elif (found := _event(event, zone)) is None:
            empty += 1
        elif first <= found.first <= last:
            events.append(found)
    return ReadCalendar(tuple(events), free, too_often + empty)


def _drop_endless(calendar: Any) -> int:
    """Takes out series that recur more often than daily, or by a broken rule; returns how many."""
    endless = [event for event in calendar.subcomponents if event.name == "VEVENT" and _is_endless(event)]
    for event in endless:
        calendar.subcomponents.remove(event)
    return len(endless)


def _is_endless(event: Any) -> bool:
    rules = event.get("RRULE", [])
    try:
        found = [freq for rule in (rules if isinstance(rules, list) else [rules]) for freq in rule.get("FREQ", [])]
    except BROKEN:
        return True
    return bool(TOO_OFTEN & {str(freq).upper() for freq in found})


def _mark_lengths(calendar: Any) -> None:
    """Keeps a DURATION under a name that survives the expansion, which would turn it into an end on the wall."""
    for event in calendar.subcomponents:
        length = getattr(event.get("DURATION"), "dt", None)
        if event.name == "VEVENT" and isinstance(length, timedelta):
            event[LENGTH] = f"{length.days} {length.seconds}"


def _occurrences(calendar: Any, first: date, last: date) -> Iterator[Any]:
    """A day more on both sides: the library asks in UTC, and whoever reads asks by the days of a zone."""
    query = recurring_ical_events.of(calendar, components=["VEVENT"], skip_bad_series=True)
    try:
        yield from query.between(first - DAY, last + 2 * DAY)
    except BROKEN as fault:
        raise CalendarRefused(CalendarFault.NOT_A_CALENDAR) from fault


def _is_free(event: Any) -> bool:
    """Shown as free, called off, or our own invitation, which is no work that stands against itself."""
    busy = str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper()
    is_off = str(event.get("STATUS", "")).upper() == "CANCELLED"
    is_transparent = str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
    return is_off or is_transparent or busy in FREE_STATES or is_ours(str(event.get("UID", "")))


def _event(event: Any, zone: str) -> CalendarEvent | None:
    try:
        start, end = event.start, event.end
    except BROKEN:
        return None
    begins, ends = _instant(start, zone), _instant(end, zone)
    if LENGTH in event and isinstance(start, datetime):
        days, seconds = map(int, str(event[LENGTH]).split())
        ends = _instant(start + days * DAY, zone) + timedelta(seconds=seconds)
    if ends <= begins:
        return None
    first = start.date() if isinstance(start, datetime) else start
    return CalendarEvent(begins, ends, first, str(event.get("SUMMARY", "")), _attendees(event))


def _instant(moment: date | datetime, zone: str) -> datetime:
    """A whole day begins at its local midnight; a time without a zone is one of `zone`."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, datetime.min.time())
    if moment.tzinfo is None or moment.utcoffset() is None:
        return wall_to_utc(moment.replace(tzinfo=None), zone)
    return moment.astimezone(UTC)


def _attendees(event: Any) -> tuple[str, ...]:
    found = event.get("ATTENDEE", [])
    values = found if isinstance(found, list) else [found]
    return tuple(str(value).casefold().removeprefix("mailto:").strip() for value in values)
