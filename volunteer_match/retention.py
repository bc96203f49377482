"""Deletes what has been kept long enough; the columns' classes say how long that is."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, or_, select

from volunteer_match.availability.models import Shift
from volunteer_match.availability.shifts.models import ShiftClash, ShiftImport
from volunteer_match.database import Base
from volunteer_match.extensions import db
from volunteer_match.jobs.models import Job
from volunteer_match.matches.models import MatchingChange
from volunteer_match.matches.proposing.models import Proposal
from volunteer_match.matches.supply.models import SupplyQuestions
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.notifications.webhooks.models import Webhook
from volunteer_match.people.models import AccountInvitation, AccountLink, Attempt, SignInSession
from volunteer_match.web.models import IdempotencyKey

DAY = timedelta(days=1)
MONTH = timedelta(days=30)
YEAR = timedelta(days=365)
SHIFTS_AT_ONCE = 5_000


def _over(now: datetime) -> Iterator[tuple[type[Base], ColumnElement[bool]]]:
    """Every table that is emptied by time, and which of its rows have had theirs."""
    day, month = now - DAY, now - MONTH
    yield Attempt, Attempt.at < day
    yield IdempotencyKey, IdempotencyKey.created_at < day
    # The newest row stays: SQLite would give its number anew, and whoever follows the log looks for higher ones.
    newest = select(func.max(MatchingChange.id)).scalar_subquery()
    yield MatchingChange, (MatchingChange.at < month) & (MatchingChange.id < newest)
    # What is set aside stays until an administrator has looked at it.
    yield Job, or_(Job.done_at < month, Job.discarded_at < month)
    yield Webhook, Webhook.removed_at < day
    yield Proposal, Proposal.created_at < month
    yield SupplyQuestions, SupplyQuestions.day < month.date()
    yield from _shifts(now)
    yield SignInSession, or_(SignInSession.ended_at < month, SignInSession.expires_at < month)
    yield AccountLink, or_(AccountLink.used_at < month, AccountLink.expires_at < month)
    yield (
        AccountInvitation,
        or_(
            AccountInvitation.accepted_at < month,
            AccountInvitation.revoked_at < month,
            AccountInvitation.expires_at < month,
        ),
    )
    # Without a mail server nothing is ever sent: what was never taken goes when it has waited a month.
    yield (
        OutboxMessage,
        or_(
            OutboxMessage.sent_at < month,
            OutboxMessage.stopped_at < month,
            and_(OutboxMessage.sent_at.is_(None), OutboxMessage.due_at < month),
        ),
    )


def _shifts(now: datetime) -> Iterator[tuple[type[Base], ColumnElement[bool]]]:
    """Shifts a month after they ended, some thousand at a time; imports that nobody confirmed, or of last year."""
    old = select(Shift.id).where(Shift.ends_at < now - MONTH).limit(SHIFTS_AT_ONCE)
    yield Shift, Shift.id.in_(old)
    unconfirmed = ShiftImport.state.in_(("checked", "dropped")) & (ShiftImport.created_at < now - DAY)
    is_over = unconfirmed | (ShiftImport.created_at < now - YEAR)
    yield ShiftClash, ShiftClash.import_id.in_(select(ShiftImport.id).where(is_over))
    yield ShiftImport, is_over


def delete_outdated(now: datetime) -> int:
    """Deletes what is over; returns how many rows that were."""
    deleted = 0
    for table, condition in _over(now):
        result = db.session.execute(delete(table).where(condition).execution_options(synchronize_session=False))
        deleted += result.rowcount  # type: ignore[attr-defined]
    return deleted
