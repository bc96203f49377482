"""Dates and times from outside, as wall times in a zone. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from volunteer_match.matching.zones import wall_to_utc

FIRST_YEAR, LAST_YEAR = 1970, 2200
DAY_ONLY = re.compile(r"\d{4}-?\d\d-?\d\d|\d{4}-?W\d\d(?:-?\d)?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A wall time in `zone`. `has_zone` tells whether the source gave an offset, `is_day` whether only a date."""

    local: datetime
    zone: ZoneInfo
    has_zone: bool = False
    is_day: bool = False

    @property
    def instant(self) -> datetime:
        """In a gap of the clock the offset before it holds, in an overlap the first (RFC 5545)."""
        return wall_to_utc(self.local, self.zone.key)

    @property
    def is_at_clock_change(self) -> bool:
        """The wall time happens twice that day, or not at all."""
        first, second = (self.local.replace(tzinfo=self.zone, fold=fold).utcoffset() for fold in (0, 1))
        return first != second

    def at_day_end(self) -> "Moment":
        """A date as the end of something means 23:59 of that day: midnight already carries the next day's name."""
        local = self.local + timedelta(hours=23, minutes=59) if self.is_day else self.local
        return Moment(local, self.zone, self.has_zone)


def moment_of(value: datetime, zone: ZoneInfo, *, is_day: bool = False) -> Moment | None:
    """`value` as a wall time in `zone`, to the minute; None outside the years that can be meant."""
    if not FIRST_YEAR < value.year < LAST_YEAR:
        return None
    local = value.astimezone(zone).replace(tzinfo=None) if value.tzinfo else value
    return Moment(local.replace(second=0, microsecond=0, fold=0), zone, value.tzinfo is not None, is_day)


def parse_iso(raw: object, zone: ZoneInfo) -> Moment | None:
    """Reads an ISO 8601 date or date and time; None where it is none."""
    if not isinstance(raw, str):
        return None
    text = raw.strip()
    try:
        return moment_of(datetime.fromisoformat(text), zone, is_day=bool(DAY_ONLY.fullmatch(text)))
    except ValueError:
        return None
