"""Entries written as iCalendar (RFC 5545, RFC 7986; as messages RFC 5546). Pure.

Times carry the zone they were planned in and its rules: a session at 18:00 in Manila stays at 18:00 in Manila, also for
a program that learns of a change of rules before we do.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, vCalAddress, vDuration, vText

from volunteer_match.calendars.entries import Entry, Method, Party, Span
from volunteer_match.calendars.observances import time_zone
from volunteer_match.matching.zones import get_zone

PRODUCT = "-//Volunteer Match//volunteer-match//EN"
REFRESH = timedelta(hours=1)
"""How often a program is asked to look again."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
UTC_NAMES = frozenset({"UTC", "Etc/UTC"})


def edges(span: Span) -> tuple[datetime, datetime]:
    """Start and end as they are written: on the clocks of the zone, or in UTC where these could not say it.

    In an hour that happens twice, a wall time means its first pass (RFC 5545, section 3.3.5), so that an end in the
    second one has no name on those clocks.
    """
    zone = get_zone(span.zone)
    start, end = span.start.astimezone(zone), span.end.astimezone(zone)
    if span.zone in UTC_NAMES or start.fold or end.fold:
        return span.start.astimezone(UTC), span.end.astimezone(UTC)
    return start, end


def _text(words: str) -> str:
    return _CONTROL.sub("", words.replace("\r\n", "\n"))


def _address(party: Party, **parameters: str) -> vCalAddress:
    made = vCalAddress(f"mailto:{party.address}")
    # Quotes can't be written in a parameter at all.
    for name, value in {"CN": _text(party.name).replace('"', "’").replace("\n", " "), **parameters}.items():
        made.params[name] = vText(value)
    return made


def _add_when(event: Event, when: Span | date) -> None:
    if isinstance(when, Span):
        start, end = edges(when)
        event.add("dtstart", start)
        event.add("dtend", end)
    else:
        event.add("dtstart", when)
        event.add("dtend", when + timedelta(days=1))


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.stamp.astimezone(UTC))
    event.add("sequence", entry.sequence)
    _add_when(event, entry.when)
    event.add("summary", _text(entry.summary))
    event.add("description", _text(entry.text))
    event.add("location", entry.url)
    event.add("url", entry.url)
    event.add("status", entry.standing.value)
    event.add("transp", "OPAQUE" if entry.is_busy else "TRANSPARENT")
    if entry.organizer:
        event.add("organizer", _address(entry.organizer))
    if entry.attendee:
        part = {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
        event.add("attendee", _address(entry.attendee, **part))
    return event


def _zones(entries: Sequence[Entry]) -> dict[str, tuple[datetime, datetime]]:
    """The zones that any time is written in, each with the first and the last instant."""
    found: dict[str, tuple[datetime, datetime]] = {}
    for span in (entry.when for entry in entries):
        if isinstance(span, Span) and edges(span)[0].tzinfo is not UTC:
            first, last = found.get(span.zone, (span.start, span.end))
            found[span.zone] = min(first, span.start), max(last, span.end)
    return found


def write_calendar(entries: Iterable[Entry], *, method: Method | None = None, name: str = "") -> bytes:
    """The whole file. With a `name` it is a calendar to subscribe to; with a `method` a message about one entry."""
    entries = list(entries)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method.value)
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vDuration(REFRESH))
    for zone, (first, last) in sorted(_zones(entries).items()):
        calendar.add_component(time_zone(zone, first, last))
    for entry in entries:
        calendar.add_component(_event(entry))
    content: bytes = calendar.to_ical()
    return content
