"""A time zone as iCalendar carries it: every change of its clocks around the events that use it. Pure.

The changes are looked up in the zone's own data, dated one by one. A yearly rule would be shorter, and wrong wherever
a country changes its rules or moves its clocks by a religious calendar.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from volunteer_match.matching.zones import change_between, get_zone

LOOK_BACK = timedelta(days=400)
"""At least one change of clocks lies in so many days where a zone has summer time."""
_STEP = timedelta(days=1)
_SECOND = timedelta(seconds=1)


def _offset(instant: datetime, zone: str) -> timedelta:
    offset = instant.astimezone(get_zone(zone)).utcoffset()
    assert offset is not None, "a ZoneInfo always knows its offset"
    return offset


def changes_between(zone: str, first: datetime, last: datetime) -> Iterator[datetime]:
    """The instants (UTC) in between at which the zone's offset changes; no zone changes twice within a day."""
    days = (last - first) // _STEP + 2
    for low, high in pairwise(first + count * _STEP for count in range(days)):
        if _offset(low, zone) != _offset(high, zone):
            yield change_between(low, high, get_zone(zone))


def _component(zone: str, onset: datetime, before: timedelta) -> TimezoneStandard | TimezoneDaylight:
    """One observance. Its onset is written on the clocks as they went until then (RFC 5545, section 3.6.5)."""
    local = onset.astimezone(get_zone(zone))
    component = TimezoneDaylight() if local.dst() else TimezoneStandard()
    component.add("dtstart", (onset + before).replace(tzinfo=None))
    component.add("tzoffsetfrom", before)
    component.add("tzoffsetto", _offset(onset, zone))
    component.add("tzname", local.tzname() or zone)
    return component


def time_zone(zone: str, first: datetime, last: datetime) -> Timezone:
    """The VTIMEZONE of an IANA zone, right for every instant from `first` to `last` (both UTC)."""
    first = first.astimezone(UTC).replace(second=0, microsecond=0)
    start = first - LOOK_BACK
    made = Timezone()
    made.add("tzid", zone)
    made.add_component(_component(zone, start, _offset(start, zone)))
    for onset in changes_between(zone, start, last.astimezone(UTC) + LOOK_BACK):
        made.add_component(_component(zone, onset, _offset(onset - _SECOND, zone)))
    return made
