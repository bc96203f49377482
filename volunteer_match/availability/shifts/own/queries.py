"""Where an agent's shifts came from."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from volunteer_match.availability.models import Shift
from volunteer_match.availability.shifts.models import ShiftImport
from volunteer_match.extensions import db

OWN_FILE = "own"
CALENDAR = "calendar:"


@dataclass(frozen=True, slots=True)
class OwnSource:
    """`kind` is `company`, `own` or `calendar`; the shifts are those that are not over."""

    source: str
    kind: str
    shifts: int
    last: datetime


def sources_of(agent_id: int, now: datetime) -> list[OwnSource]:
    """Each source with how many shifts of it are to come, and when the last of them ends."""
    rows = db.session.execute(
        select(Shift.source, func.count(), func.max(Shift.ends_at))
        .where(Shift.agent_id == agent_id, Shift.ends_at > now)
        .group_by(Shift.source)
        .order_by(Shift.source)
    )
    return [OwnSource(source, _kind(source), count, last) for source, count, last in rows]


def _kind(source: str) -> str:
    if source == OWN_FILE:
        return "own"
    return "calendar" if source.startswith(CALENDAR) else "company"


def find_own_import(public_id: str, agent_id: int) -> ShiftImport | None:
    """An import of this person's own file."""
    return db.session.scalar(
        select(ShiftImport).where(ShiftImport.public_id == public_id, ShiftImport.agent_id == agent_id)
    )
