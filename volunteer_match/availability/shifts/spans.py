"""From the cells of one line to the stretch of time it means. Pure.

A wall time is turned into an instant for its very date: in a gap of the clock the offset before it holds, in an overlap
the first pass (RFC 5545, 3.3.5). A stretch that lies wholly in a skipped hour never happens.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from volunteer_match.availability.shifts.findings import Trouble
from volunteer_match.integrations.shift_tables.moments import (
    DAY_SECONDS,
    Wall,
    day_in,
    parts_of,
    read_clock,
    read_day,
    read_instant,
)
from volunteer_match.integrations.shift_tables.rows import RawShift
from volunteer_match.matching.zones import wall_to_utc

LONGEST = timedelta(days=31)
DAY = timedelta(days=1)
Side = Wall | datetime


@dataclass(frozen=True, slots=True)
class Span:
    """Seconds since 1970, and the local date on which it begins."""

    start: int
    end: int
    day: date


def span_of(raw: RawShift, order: str, zone: str) -> Span | Trouble:
    """The stretch of one line, by the order of its dates and the zone of its times."""
    start = _side(raw.start, raw.day, order)
    if isinstance(start, Trouble):
        return start
    end = _end(raw, start, order)
    if isinstance(end, Trouble):
        return end
    begins, ends = _instant(start, zone), _instant(end, zone)
    if ends <= begins:
        is_wall = isinstance(start, Wall) and isinstance(end, Wall) and end.local() > start.local()
        return Trouble.SKIPPED_HOUR if is_wall else Trouble.BACKWARD
    if ends - begins > LONGEST:
        return Trouble.TOO_LONG
    day = start.day if isinstance(start, Wall) else start.date()
    return Span(int(begins.timestamp()), int(ends.timestamp()), day)


def _side(cell: str, day_cell: str, order: str) -> Side | Trouble:
    """A cell with a date and a time of its own, or a time on the day of another cell."""
    if (instant := read_instant(cell)) is not None:
        return instant
    own_day, clock = parts_of(cell)
    seconds = read_clock(clock)
    if seconds is None:
        return Trouble.NO_TIME
    day = read_day(own_day or day_in(day_cell), order)
    return Wall(day, seconds) if day is not None else Trouble.NO_DATE


def _end(raw: RawShift, start: Side, order: str) -> Side | Trouble:
    if not raw.end.strip():
        minutes = _minutes(raw.minutes)
        return _after(start, minutes) if minutes else Trouble.NO_TIME
    own_day, clock = parts_of(raw.end)
    # Without a date of its own the end belongs to the day on which the shift began there, on the wall.
    day_cell = own_day or raw.end_day or (start.day if isinstance(start, Wall) else start.date()).isoformat()
    end = _side(raw.end if own_day or read_instant(raw.end) else clock, day_cell, order)
    if isinstance(start, Wall) and isinstance(end, Wall):
        return _past_midnight(start, end, is_said=bool(own_day))
    return end


def _past_midnight(start: Wall, end: Wall, *, is_said: bool) -> Wall | Trouble:
    """An end before its start is of the next day; from 00:00 to 00:00 is a whole day; another equal pair is nothing."""
    if end.local() > start.local() or (is_said and end.local() < start.local()):
        return end
    if end.local() == start.local() and start.seconds not in (0, DAY_SECONDS):
        return Trouble.EMPTY
    return Wall(end.day + DAY, end.seconds) if end.day == start.day else Trouble.BACKWARD


def _minutes(text: str) -> float:
    """Minutes of `90` or `1:30`; 0 for anything else."""
    if ":" in text:
        return (read_clock(text) or 0) / 60
    try:
        return min(max(float(text), 0.0), LONGEST.total_seconds())
    except ValueError:
        return 0.0


def _after(start: Side, minutes: float) -> Side:
    if isinstance(start, datetime):
        return start + timedelta(minutes=minutes)
    local = start.local() + timedelta(minutes=minutes)
    return Wall(local.date(), local.hour * 3600 + local.minute * 60 + local.second)


def _instant(side: Side, zone: str) -> datetime:
    return side.astimezone(UTC) if isinstance(side, datetime) else wall_to_utc(side.local(), zone)


def midnight(day: date, zone: str) -> int:
    """Seconds since 1970 at which the day begins there."""
    return int(wall_to_utc(datetime.combine(day, datetime.min.time()), zone).timestamp())
