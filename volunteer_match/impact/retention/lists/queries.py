"""Which list is in use, and which was looked at."""

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.impact.retention.models import EmploymentList


def find_current(company_id: int | None) -> EmploymentList | None:
    """The list in use."""
    query = select(EmploymentList).where(EmploymentList.company_id == company_id, EmploymentList.state == "current")
    return db.session.scalars(query).first()


def find_list(company_id: int | None, public_id: str) -> EmploymentList | None:
    """A list of this company, whatever became of it."""
    query = select(EmploymentList).where(EmploymentList.company_id == company_id, EmploymentList.public_id == public_id)
    return db.session.scalars(query).first()


def last_columns(company_id: int | None) -> dict[str, str]:
    """The headings that were named for the newest list of the company: its saved mapping."""
    query = select(EmploymentList.columns).where(EmploymentList.company_id == company_id)
    found = db.session.scalars(query.order_by(EmploymentList.id.desc()).limit(1)).first()
    return dict(found or {})
