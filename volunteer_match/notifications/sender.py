"""The sender: leases due messages one by one, so that two senders never send the same, and hands them over."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from threading import Event
from typing import Protocol

from sqlalchemy import ColumnElement, and_, or_, select, update

from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.notifications.mail import write_email
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.notifications.rules import MAX_ATTEMPTS, delay_after, is_sendable, pause_after
from volunteer_match.notifications.smtp import DeliveryFault, ServerFault
from volunteer_match.web.clock import Clock, utc_now

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)
"""Longer than the slowest delivery. A sender that dies leaves its message to the next one after that long."""


class Delivery(Protocol):
    """What hands messages over."""

    def __call__(self, email: EmailMessage) -> None:
        """Returns when `email` was taken; raises DeliveryFault otherwise."""

    def close(self) -> None:
        """At the end of some messages."""

    def abort(self) -> None:
        """Ends what is under way; from any thread."""


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(
        OutboxMessage.sent_at.is_(None),
        OutboxMessage.failed_at.is_(None),
        OutboxMessage.stopped_at.is_(None),
        OutboxMessage.due_at <= now,
        or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until <= now),
    )


def _is_anything_due(now: datetime) -> bool:
    """A look that makes no writer wait."""
    found = db.session.scalar(select(OutboxMessage.id).where(_is_due(now)).limit(1)) is not None
    db.session.rollback()
    return found


@dataclass(frozen=True, slots=True)
class _Leased:
    """A message that is ours for a while; `attempts` counts this one."""

    number: int
    attempts: int
    due_at: datetime


def _lease_next(now: datetime) -> _Leased | None:
    """Takes the message that has been due longest; None when nothing is due."""
    begin_write(db.session)
    due = select(OutboxMessage).where(_is_due(now)).order_by(OutboxMessage.due_at, OutboxMessage.id).limit(1)
    message = db.session.scalar(due.with_for_update(skip_locked=True))
    leased = None
    if message is not None:
        message.leased_until = now + LEASE
        message.attempts += 1
        leased = _Leased(message.id, message.attempts, message.due_at)
    db.session.commit()
    return leased


def _give_back(leased: _Leased, fault: ServerFault, now: datetime) -> dict[str, object]:
    """The server's fault costs the message nothing; if it was under way, others are tried before it."""
    return {"attempts": leased.attempts - 1, "last_error": str(fault), "due_at": now if fault.amid else leased.due_at}


def _put_off(leased: _Leased, fault: DeliveryFault, now: datetime) -> dict[str, object]:
    """The message's own fault: tried again later, or not at all."""
    delay = None if fault.is_final else delay_after(leased.attempts)
    return {"last_error": str(fault), **({"failed_at": now} if delay is None else {"due_at": now + delay})}


def _finish(leased: _Leased, values: dict[str, object]) -> None:
    """Notes what came of an attempt, unless another sender has begun the message anew since."""
    begin_write(db.session)
    mine = OutboxMessage.id == leased.number, OutboxMessage.attempts == leased.attempts
    db.session.execute(update(OutboxMessage).where(*mine).values(leased_until=None, **values))
    db.session.commit()


class Sender:
    """Sends what is due. While the server can't be reached it waits, longer each time, and no message pays for that."""

    def __init__(self, deliver: Delivery, clock: Clock = utc_now, stop: Event | None = None) -> None:
        self._deliver, self._clock, self._stop = deliver, clock, stop or Event()
        self._faults = 0
        """How many times in a row the server failed."""
        self._works = False
        """Whether it has taken a message since."""
        self.paused_until = clock()

    def send_due(self, *, most: int = 100) -> int:
        """Sends at most so many; returns how many were taken. Needs an application context.

        Each message has transactions of its own: before, which leases it, and after, which notes the answer. A sender
        that is killed in between leaves a message that is sent again after its lease, under the same Message-ID.
        """
        sent = 0
        for _ in range(most):
            now = self._clock()
            if now < self.paused_until or self._stop.is_set() or not _is_anything_due(now):
                break
            leased = _lease_next(now)
            if leased is None:
                break
            sent += self._send(leased)
        self._deliver.close()
        return sent

    def abort(self) -> None:
        """Ends what is under way; the message goes back. From any thread."""
        self._deliver.abort()

    def _send(self, leased: _Leased) -> bool:
        fault = self._hand_over(leased)
        now = self._clock()
        if fault is None:
            self._faults, self._works = 0, True
            # What was sent needs its text no more, nor the links in it.
            _finish(leased, {"sent_at": now, "params": {}, "last_error": ""})
            return True
        log.warning("message %d, attempt %d: %s", leased.number, leased.attempts, fault)
        # A server that took others just now may hang up because of this one: it is tried less and less often.
        if isinstance(fault, ServerFault) and not (fault.amid and self._works):
            _finish(leased, _give_back(leased, fault, now))
        else:
            _finish(leased, _put_off(leased, fault, now))
        if isinstance(fault, ServerFault):
            self._faults, self._works = self._faults + 1, False
            self.paused_until = now + pause_after(self._faults)
        return False

    def _hand_over(self, leased: _Leased) -> DeliveryFault | None:
        try:
            if leased.attempts > MAX_ATTEMPTS:
                return DeliveryFault("the worker ended amid this message, every time", is_final=True)
            message = db.session.get_one(OutboxMessage, leased.number)
            if not is_sendable(message.recipient):
                return DeliveryFault("not an e-mail address", is_final=True)
            email = write_email(message, self._clock())
            db.session.rollback()  # nothing is held while a server takes its time
            self._deliver(email)
        except DeliveryFault as fault:
            return fault
        except Exception as fault:  # one message that can't be written must not hold up all others
            log.exception("message %d could not be written", leased.number)
            return DeliveryFault(type(fault).__name__)
        return None
