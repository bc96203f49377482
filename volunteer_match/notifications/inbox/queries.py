"""Reads of one's own inbox."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from volunteer_match.extensions import db
from volunteer_match.notifications.models import InboxNotice

PAGE_SIZE = 30


def _shown(account_id: int, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return InboxNotice.account_id == account_id, InboxNotice.due_at <= now, InboxNotice.stopped_at.is_(None)


def count_notices(account_id: int, now: datetime) -> int:
    return db.session.scalar(select(func.count()).select_from(InboxNotice).where(*_shown(account_id, now))) or 0


def list_notices(account_id: int, now: datetime, page: int) -> list[InboxNotice]:
    """One page, newest first."""
    return list(
        db.session.scalars(
            select(InboxNotice)
            .where(*_shown(account_id, now))
            .order_by(InboxNotice.due_at.desc(), InboxNotice.id.desc())
            .limit(PAGE_SIZE)
            .offset((page - 1) * PAGE_SIZE)
        )
    )


def find_notice(public_id: str, account_id: int, now: datetime) -> InboxNotice | None:
    """A notice of this account; nobody else's, and none that is still held back."""
    return db.session.scalar(select(InboxNotice).where(InboxNotice.public_id == public_id, *_shown(account_id, now)))
