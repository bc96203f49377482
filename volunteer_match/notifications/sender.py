"""The sender: leases due messages one by one, so that two senders never send the same, and hands them over."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

from sqlalchemy import ColumnElement, and_, or_, select, update

from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.notifications.mail import write_email
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.notifications.rules import delay_after, is_sendable
from volunteer_match.notifications.smtp import DeliveryFault

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)
"""Longer than the slowest delivery. A sender that dies leaves its message to the next one after that long."""

Deliver = Callable[[EmailMessage], None]
Clock = Callable[[], datetime]


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(
        OutboxMessage.sent_at.is_(None),
        OutboxMessage.failed_at.is_(None),
        OutboxMessage.stopped_at.is_(None),
        OutboxMessage.due_at <= now,
        or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until <= now),
    )


def _lease_next(now: datetime) -> int | None:
    """Takes the message that has been due longest; its row number, None when nothing is due."""
    begin_write(db.session)
    due = select(OutboxMessage.id).where(_is_due(now)).order_by(OutboxMessage.due_at, OutboxMessage.id).limit(1)
    number = db.session.scalar(due.with_for_update(skip_locked=True))
    if number is not None:
        db.session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.id == number)
            .values(leased_until=now + LEASE, attempts=OutboxMessage.attempts + 1)
        )
    db.session.commit()
    return number


def _finish(number: int, attempts: int, fault: DeliveryFault | None, now: datetime) -> None:
    """Notes what came of an attempt. What was sent needs its text no more, nor the links in it."""
    begin_write(db.session)
    values: dict[str, object] = {"sent_at": now, "params": {}, "leased_until": None, "last_error": ""}
    if fault is not None:
        delay = None if fault.is_final else delay_after(attempts)
        values = {"last_error": str(fault), "leased_until": None}
        values |= {"failed_at": now} if delay is None else {"due_at": now + delay}
    db.session.execute(update(OutboxMessage).where(OutboxMessage.id == number).values(**values))
    db.session.commit()


def _send(message: OutboxMessage, deliver: Deliver, now: datetime) -> DeliveryFault | None:
    try:
        if not is_sendable(message.recipient):
            return DeliveryFault("not an e-mail address", is_final=True)
        email = write_email(message, now)
        db.session.rollback()  # nothing is held while a server takes its time
        deliver(email)
    except DeliveryFault as fault:
        return fault
    except Exception as fault:  # one message that can't be written must not hold up all others
        log.exception("message %s could not be written", message.message_id)
        return DeliveryFault(f"{type(fault).__name__}: {fault}"[:300])
    return None


def send_due(deliver: Deliver, now: Clock = lambda: datetime.now(UTC), *, most: int = 100) -> int:
    """Sends what is due, at most so many; returns how many the server took. Needs an application context.

    Each message has transactions of its own: before, which leases it, and after, which notes the answer. A sender
    that is killed in between leaves a message that is sent again after its lease, under the same Message-ID.
    """
    sent = 0
    for _ in range(most):
        number = _lease_next(now())
        if number is None:
            break
        message = db.session.get_one(OutboxMessage, number)
        attempts = message.attempts
        fault = _send(message, deliver, now())
        _finish(number, attempts, fault, now())
        if fault is None:
            sent += 1
        else:
            log.warning("message %d, attempt %d: %s", number, attempts, fault)
    db.session.rollback()
    return sent
