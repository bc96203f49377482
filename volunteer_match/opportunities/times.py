"""Planned wall times and the instants they mean. Pure.

A weekly session keeps its hour on the wall when clocks change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from volunteer_match.matching.zones import get_zone, wall_to_utc

MAX_WEEKS = 52
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Occasion:
    """One session: its wall time (naive) and zone as planned, its length, and the UTC interval derived from them."""

    local_start: datetime
    time_zone: str
    minutes: int
    starts_at: datetime
    ends_at: datetime


def occasion(local_start: datetime, zone: str, minutes: int) -> Occasion:
    """The session that starts at `local_start` on the walls of `zone` and lasts `minutes` of real time."""
    starts_at = wall_to_utc(local_start, zone)
    return Occasion(local_start, zone, minutes, starts_at, starts_at + timedelta(minutes=minutes))


def weekly(first: date, start: time, zone: str, minutes: int, weeks: int) -> Iterator[Occasion]:
    """Sessions on the same weekday and at the same wall time for `weeks` weeks; one week is a single session."""
    for week in range(weeks):
        yield occasion(datetime.combine(first + week * _WEEK, start), zone, minutes)


class ClockNote(StrEnum):
    """What a change of clocks does to a wall time on its day."""

    GAP = "gap"
    """The clock jumps over it: the session begins when the wall shows a later time."""
    OVERLAP = "overlap"
    """The clock shows it twice: the first is meant."""


def clock_note(local_start: datetime, zone: str) -> ClockNote | None:
    """Whether clocks change over just this wall time; None on every other day."""
    place = get_zone(zone)
    first, second = (local_start.replace(tzinfo=place, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return None
    is_shown = first.astimezone(UTC).astimezone(place).replace(tzinfo=None) == local_start
    return ClockNote.OVERLAP if is_shown else ClockNote.GAP


def end_of_day(day: date, zone: str) -> datetime:
    """The last minute of a day as a deadline: 23:59, for midnight already carries the next day's name."""
    return wall_to_utc(datetime.combine(day, time(23, 59)), zone)
