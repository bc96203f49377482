"""Reminds volunteers a day and an hour before, and partners a day before. Each reminder is a row, written with it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from sqlalchemy.exc import IntegrityError

from volunteer_match.database import Base
from volunteer_match.extensions import db
from volunteer_match.matches.addresses import cover_path, match_path
from volunteer_match.matches.models import Match
from volunteer_match.matches.reminders.models import Reminder, SessionReminder
from volunteer_match.matches.reminders.queries import coming_to, due_matches, due_sessions, told_at
from volunteer_match.matches.reminders.rules import DAY_BEFORE, LEADS, is_needed, reminder_cause
from volunteer_match.matches.telling import match_params
from volunteer_match.notifications.actions import notify
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.opportunities.models import OpportunitySession
from volunteer_match.organisations.queries import members_of
from volunteer_match.pieces import piece_of

BATCH = 100
"""Reminders of each sort that one sweep reads; the next takes the rest, those that begin soonest first."""
NAMED = 5
"""How many volunteers are named in the partner's line; the page has all of them."""


def remind_due(now: datetime) -> int:
    """Sends what is due, at most so many; returns how many moments are now behind us."""
    return sum(remind() for remind in piece_of(_all_due(now)))


def _all_due(now: datetime) -> Iterator[Callable[[], bool]]:
    """What presses most comes first: the hour before, the day before, the partners."""
    for kind in sorted(LEADS, key=lambda kind: LEADS[kind]):
        yield from (partial(_remind, match, kind, now) for match in due_matches(kind, now, BATCH))
    yield from (partial(_remind_partner, session, now) for session in due_sessions(now, BATCH))


def _is_first(row: Base) -> bool:
    """Whether this worker is the first to write the row: another one may be at the same reminder at this moment."""
    try:
        with db.session.begin_nested():
            db.session.add(row)
            db.session.flush()
    except IntegrityError:
        return False
    return True


def _remind(match: Match, kind: NoticeKind, now: datetime) -> bool:
    assert match.starts_at is not None, "the query asks for matches with a start"
    if not _is_first(Reminder(match_id=match.id, kind=kind, starts_at=match.starts_at)):
        return False
    if is_needed(kind, told_at(match), match.starts_at, now):
        params = {**match_params(match), "cant_come": cover_path(match)}
        notify(match.agent.account, kind, params, match_path(match), now, cause=reminder_cause(match.public_id))
    return True


def _remind_partner(session: OpportunitySession, now: datetime) -> bool:
    """One line for each session, when somebody was coming a day before; who was approved later has been announced."""
    assert session.starts_at is not None, "the query asks for sessions with a start"
    if not _is_first(SessionReminder(session_id=session.id, starts_at=session.starts_at)):
        return False
    coming = coming_to(session.id)
    if any(match.state_since <= session.starts_at - DAY_BEFORE for match in coming):
        params = {
            **match_params(coming[0]),
            "person": "",
            "volunteers": len(coming),
            "people": {match.public_id: match.agent.account.display_name for match in coming[:NAMED]},
        }
        path = f"/opportunities/{session.opportunity.public_id}/people-coming"
        for member in members_of(session.opportunity.partner_id):
            notify(member, NoticeKind.SESSION_COMING_UP, params, path, now)
    return True
