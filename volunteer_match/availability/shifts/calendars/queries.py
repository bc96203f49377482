"""Reads of subscribed calendars."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from volunteer_match.availability.shifts.models import ShiftCalendar
from volunteer_match.extensions import db


def calendars_of(agent_id: int) -> Sequence[ShiftCalendar]:
    """An agent's own calendars, the oldest first."""
    return db.session.scalars(
        select(ShiftCalendar).where(ShiftCalendar.agent_id == agent_id).order_by(ShiftCalendar.id)
    ).all()


def find_calendar(public_id: str, agent_id: int) -> ShiftCalendar | None:
    """An agent's own calendar."""
    return db.session.scalar(
        select(ShiftCalendar).where(ShiftCalendar.public_id == public_id, ShiftCalendar.agent_id == agent_id)
    )


def due_calendars(now: datetime, most: int) -> Sequence[ShiftCalendar]:
    return db.session.scalars(
        select(ShiftCalendar).where(ShiftCalendar.due_at <= now).order_by(ShiftCalendar.due_at).limit(most)
    ).all()
