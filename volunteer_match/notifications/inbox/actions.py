"""Reading one's inbox."""

from datetime import datetime

from sqlalchemy import update

from volunteer_match.extensions import db
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.people.models import Account


def mark_read(notice: InboxNotice, now: datetime) -> None:
    notice.read_at = notice.read_at or now


def mark_all_read(account: Account, now: datetime) -> None:
    """What is still held back stays new."""
    db.session.execute(
        update(InboxNotice)
        .where(InboxNotice.account_id == account.id, InboxNotice.due_at <= now, InboxNotice.read_at.is_(None))
        .values(read_at=now)
    )
