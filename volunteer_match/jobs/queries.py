"""Reads of jobs and sweeps: what administrators see, and what `volunteer-match check` looks at."""

from sqlalchemy import ColumnElement, func, or_, select

from volunteer_match.extensions import db
from volunteer_match.jobs.models import Job, Schedule

PAGE_SIZE = 50


def _set_aside_of(company_id: int | None) -> tuple[ColumnElement[bool], ...]:
    """The company's, and those that belong to no company."""
    return Job.failed_at.is_not(None), or_(Job.company_id == company_id, Job.company_id.is_(None))


def count_set_aside(company_id: int | None) -> int:
    """How many jobs wait for an administrator of this company."""
    return db.session.scalar(select(func.count()).select_from(Job).where(*_set_aside_of(company_id))) or 0


def list_set_aside(company_id: int | None, page: int) -> list[Job]:
    """One page of them, newest first."""
    query = select(Job).where(*_set_aside_of(company_id)).order_by(Job.failed_at.desc(), Job.id.desc())
    return list(db.session.scalars(query.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)))


def find_set_aside(public_id: str, company_id: int | None) -> Job | None:
    return db.session.scalar(select(Job).where(Job.public_id == public_id, *_set_aside_of(company_id)))


def count_all_set_aside() -> int:
    """Of all companies together."""
    return db.session.scalar(select(func.count()).select_from(Job).where(Job.failed_at.is_not(None))) or 0


def list_failing() -> list[Schedule]:
    """The sweeps that failed when they ran last."""
    return list(db.session.scalars(select(Schedule).where(Schedule.faults > 0).order_by(Schedule.name)))
