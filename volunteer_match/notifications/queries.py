"""Reads of inbox and outbox."""

from datetime import datetime

from sqlalchemy import func, select

from volunteer_match.extensions import db
from volunteer_match.notifications.models import InboxNotice


def count_unread(account_id: int, now: datetime) -> int:
    """How many due, unread, not stopped notices the account has."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(InboxNotice)
            .where(
                InboxNotice.account_id == account_id,
                InboxNotice.due_at <= now,
                InboxNotice.read_at.is_(None),
                InboxNotice.stopped_at.is_(None),
            )
        )
        or 0
    )
