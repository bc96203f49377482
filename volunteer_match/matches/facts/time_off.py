"""Approved volunteer time off: time in which the agent would work, and is given to volunteering instead."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement

from volunteer_match.glossary import TimeOffState
from volunteer_match.hours.time_off.models import TimeOffRequest
from volunteer_match.matching.facts import ExceptionFacts, Interval
from volunteer_match.matching.intervals import without

GIVEN = (TimeOffState.APPROVED, TimeOffState.TAKEN)


def is_given(since: datetime) -> ColumnElement[bool]:
    """A condition on requests: it was approved, and ends after `since`."""
    return TimeOffRequest.state.in_(GIVEN) & (TimeOffRequest.ends_at > since)


def shifts_left(shifts: Iterable[Interval], given: Iterable[Interval], gap_minutes: int) -> tuple[Interval, ...]:
    """The shifts without what is given, so that the rest around what is left ends where the given time begins.

    Matching widens every shift by the rest gap; so as much is cut off beside the given time as it will add.
    """
    gap = timedelta(minutes=gap_minutes)
    taken = [interval.widened(gap) for interval in given]
    return without(shifts, taken) if taken else tuple(shifts)


def added_hours(given: Iterable[Interval], zone: str) -> tuple[ExceptionFacts, ...]:
    """The same as dated hours in which the agent is free, in their own zone; what they took away themselves wins."""
    return tuple(part for interval in given for part in _parts(interval, ZoneInfo(zone)))


def _parts(interval: Interval, zone: ZoneInfo) -> list[ExceptionFacts]:
    """One for each date that it touches."""
    start, end = interval.start.astimezone(zone), interval.end.astimezone(zone)
    if start.date() == end.date():
        return [ExceptionFacts(start.date(), _minute(start), _minute(end), True)]
    evening = ExceptionFacts(start.date(), _minute(start), 1440, True)
    morning = ExceptionFacts(end.date(), 0, _minute(end), True)
    return [evening, morning] if _minute(end) else [evening]


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute
