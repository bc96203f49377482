"""Deletes what has been kept long enough; the columns' classes say how long that is."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, inspect, or_, select, tuple_

from volunteer_match.availability.models import Shift
from volunteer_match.availability.shifts.models import ShiftClash, ShiftImport
from volunteer_match.challenges.evidence.models import Photo
from volunteer_match.database import Base
from volunteer_match.extensions import db
from volunteer_match.glossary import PhotoState
from volunteer_match.hours.models import HourLink
from volunteer_match.impact.retention.models import Employment, EmploymentList
from volunteer_match.jobs.models import Job
from volunteer_match.matches.models import MatchingChange
from volunteer_match.matches.proposing.models import Proposal
from volunteer_match.matches.reminders.models import Reminder, SessionReminder
from volunteer_match.matches.supply.models import SupplyQuestions
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.notifications.webhooks.models import Webhook
from volunteer_match.people.models import AccountInvitation, AccountLink, Attempt, SignInSession
from volunteer_match.web.models import IdempotencyKey

DAY = timedelta(days=1)
MONTH = timedelta(days=30)
YEAR = timedelta(days=365)
BATCH = 2_000
"""Rows that are deleted together: a moment's work."""


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
    yield HourLink, HourLink.expires_at < month
    yield Reminder, Reminder.starts_at < month
    yield SessionReminder, SessionReminder.starts_at < month
    yield Proposal, Proposal.created_at < month
    yield SupplyQuestions, SupplyQuestions.day < month.date()
    # A refused photo stays for a month, so that the decision can be looked at again; nothing hangs on an old one.
    yield Photo, or_(Photo.created_at < now - YEAR, (Photo.state == PhotoState.REFUSED) & (Photo.seen_at < month))
    yield from _shifts(now)
    yield from _employments(now)
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
    """Shifts a month after they ended; imports that nobody confirmed, or of last year."""
    yield Shift, Shift.ends_at < now - MONTH
    unconfirmed = ShiftImport.state.in_(("checked", "dropped")) & (ShiftImport.created_at < now - DAY)
    is_over = unconfirmed | (ShiftImport.created_at < now - YEAR)
    yield ShiftClash, ShiftClash.import_id.in_(select(ShiftImport.id).where(is_over))
    yield ShiftImport, is_over


def _employments(now: datetime) -> Iterator[tuple[type[Base], ColumnElement[bool]]]:
    """The people of lists after a year, and of lists that were only looked at after a day. The lists stay: they hold
    no person, and the next upload begins with the headings of the newest.
    """
    unconfirmed = (EmploymentList.state == "checked") & (EmploymentList.created_at < now - DAY)
    is_over = unconfirmed | (EmploymentList.created_at < now - YEAR)
    yield Employment, Employment.list_id.in_(select(EmploymentList.id).where(is_over))


def delete_outdated(now: datetime) -> int:
    """Deletes what is over, at most a batch; returns how many rows that were."""
    deleted = 0
    for table, condition in _over(now):
        key = inspect(table).primary_key
        over = select(*key).where(condition).limit(BATCH - deleted)
        statement = delete(table).where(tuple_(*key).in_(over)).execution_options(synchronize_session=False)
        deleted += db.session.execute(statement).rowcount  # type: ignore[attr-defined]
        if deleted >= BATCH:
            break
    return deleted
