"""Which shifts count as work: a condition that every read of shifts shares."""

from sqlalchemy import ColumnElement, or_, select

from volunteer_match.availability.models import Shift
from volunteer_match.availability.shifts.models import ShiftActivity


def counts_as_work() -> ColumnElement[bool]:
    """Without a name, or with the name of an activity that counts so. There are few activities, and many shifts."""
    at_work = select(ShiftActivity.id).where(ShiftActivity.is_work.is_(True))
    return or_(Shift.activity_id.is_(None), Shift.activity_id.in_(at_work))
