"""What administrators do in the outbox."""

from datetime import datetime

from sqlalchemy import update

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.people.models import Account


def retry(message: OutboxMessage, actor: Account, now: datetime) -> None:
    """Lets a message that failed begin anew; one that is being sent or was sent is left alone."""
    changed = db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == message.id, OutboxMessage.sent_at.is_(None), OutboxMessage.leased_until.is_(None))
        .values(failed_at=None, attempts=0, due_at=now)
    )
    if changed.rowcount:  # type: ignore[attr-defined]
        record("outbox.retry", actor, now, subject=message)


def note_reading(message: OutboxMessage, actor: Account, now: datetime) -> None:
    """Messages hold links that let people in: every look at one is written down."""
    record("outbox.read", actor, now, subject=message, template=message.template)
