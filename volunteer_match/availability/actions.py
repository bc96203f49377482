"""Writes of availability. Each one changes a fact of matching."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, select

from volunteer_match.availability.models import AvailabilityException, AvailabilityWindow
from volunteer_match.availability.rules import WeeklyWindow, joined
from volunteer_match.extensions import db
from volunteer_match.matches.changes import note_change
from volunteer_match.refusals import Refusal, Refused

MOST_EXCEPTIONS = 100


class AvailabilityRefusal(Refusal):
    TOO_MANY = "There are 100 changes to come already. Remove one first."


def set_windows(agent_id: int, windows: Sequence[WeeklyWindow], now: datetime) -> bool:
    """Exactly these weekly hours; returns whether some overlapped or touched and became one."""
    kept = joined(windows)
    db.session.execute(delete(AvailabilityWindow).where(AvailabilityWindow.agent_id == agent_id))
    db.session.add_all(
        [AvailabilityWindow(agent_id=agent_id, day=w.day, start_minute=w.start, end_minute=w.end) for w in kept]
    )
    note_change("agent", agent_id, now)
    return len(kept) < len(windows)


def add_exception(
    agent_id: int, day: date, start: int | None, end: int | None, *, is_available: bool, now: datetime
) -> AvailabilityException:
    """A dated change; the same one twice is one. Raises Refused beyond the number that can wait."""
    same = select(AvailabilityException).where(
        AvailabilityException.agent_id == agent_id,
        AvailabilityException.day == day,
        AvailabilityException.start_minute.is_not_distinct_from(start),
        AvailabilityException.end_minute.is_not_distinct_from(end),
        AvailabilityException.is_available == is_available,
    )
    if (known := db.session.scalar(same)) is not None:
        return known
    yesterday = (now - timedelta(days=1)).date()  # in no zone is a later date already over
    mine, to_come = AvailabilityException.agent_id == agent_id, AvailabilityException.day >= yesterday
    coming = select(func.count()).where(mine, to_come)
    if (db.session.scalar(coming) or 0) >= MOST_EXCEPTIONS:
        raise Refused(AvailabilityRefusal.TOO_MANY)
    exception = AvailabilityException(
        agent_id=agent_id, day=day, start_minute=start, end_minute=end, is_available=is_available
    )
    db.session.add(exception)
    db.session.flush()
    note_change("agent", agent_id, now)
    return exception


def remove_exception(exception: AvailabilityException, now: datetime) -> None:
    """The weekly hours of that day hold again."""
    note_change("agent", exception.agent_id, now)
    db.session.delete(exception)
