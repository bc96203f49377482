"""Reads of the outbox for administrators: their company's messages, and those of partners, who have no company."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, or_, select

from volunteer_match.extensions import db
from volunteer_match.notifications.models import OutboxMessage

PAGE_SIZE = 50


class Status(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


def status_of(message: OutboxMessage) -> Status:
    if message.sent_at is not None:
        return Status.SENT
    return Status.FAILED if message.failed_at is not None else Status.WAITING


def _is(status: Status) -> ColumnElement[bool]:
    if status is Status.SENT:
        return OutboxMessage.sent_at.is_not(None)
    if status is Status.FAILED:
        return OutboxMessage.failed_at.is_not(None)
    return and_(OutboxMessage.sent_at.is_(None), OutboxMessage.failed_at.is_(None))


def _shown(company_id: int | None, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Neither what undo stopped nor what it may still stop."""
    belongs = or_(OutboxMessage.company_id == company_id, OutboxMessage.company_id.is_(None))
    # A message that failed before has its next attempt in due_at.
    is_out = or_(OutboxMessage.due_at <= now, OutboxMessage.attempts > 0)
    return belongs, OutboxMessage.stopped_at.is_(None), is_out


def count_by_status(company_id: int | None, now: datetime) -> dict[Status, int]:
    return {
        status: db.session.scalar(
            select(func.count()).select_from(OutboxMessage).where(*_shown(company_id, now), _is(status))
        )
        or 0
        for status in Status
    }


def list_messages(company_id: int | None, status: Status | None, now: datetime, page: int) -> list[OutboxMessage]:
    """One page, newest first."""
    narrowed = (_is(status),) if status else ()
    query = select(OutboxMessage).where(*_shown(company_id, now), *narrowed)
    query = query.order_by(OutboxMessage.created_at.desc(), OutboxMessage.id.desc())
    return list(db.session.scalars(query.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)))


def find_message(public_id: str, company_id: int | None, now: datetime) -> OutboxMessage | None:
    return db.session.scalar(
        select(OutboxMessage).where(OutboxMessage.public_id == public_id, *_shown(company_id, now))
    )
