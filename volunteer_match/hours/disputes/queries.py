"""What waits for a coordinator's decision."""

from sqlalchemy import func, select

from volunteer_match.extensions import db
from volunteer_match.glossary import HoursState
from volunteer_match.hours.confirming.queries import with_names
from volunteer_match.hours.models import HourEntry


def disputed_in(company_id: int | None) -> list[HourEntry]:
    """Disputed entries of the company, those that wait longest first."""
    rows = select(HourEntry).where(HourEntry.company_id == company_id, HourEntry.state == HoursState.DISPUTED)
    return list(db.session.scalars(with_names(rows).order_by(HourEntry.changed_at, HourEntry.id)))


def count_disputed(company_id: int | None) -> int:
    rows = select(func.count()).select_from(HourEntry)
    return (
        db.session.scalar(rows.where(HourEntry.company_id == company_id, HourEntry.state == HoursState.DISPUTED)) or 0
    )
