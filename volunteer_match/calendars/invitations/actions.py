"""Invitations are queued in the transaction of what happened, on the mail that tells of it where there is one.

What still waits in the outbox is never sent after it stopped being true, and nothing is taken back that nobody got.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select

from volunteer_match.calendars.entries import Method, Standing, standing_of
from volunteer_match.calendars.models import CalendarMessage, PersonalCalendar
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState
from volunteer_match.matches.models import Match
from volunteer_match.notifications.actions import queue_email
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.notifications.preferences.queries import wish_of
from volunteer_match.notifications.preferences.rules import send_at
from volunteer_match.people.models import Account

KINDS = {Method.REQUEST: NoticeKind.CALENDAR_INVITATION, Method.CANCEL: NoticeKind.CALENDAR_CANCELLATION}
"""Mails that say nothing but what they carry, for the second and further sessions of one decision and for one's own."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What a message is about: the cause under which undo can stop it, and how long it waits for that."""

    name: str
    now: datetime
    delay: timedelta = timedelta()


def raise_sequence(match: Match, before: MatchState | None) -> None:
    """After a move: an entry that stands otherwise now is a new version of itself."""
    if standing_of(before) is not standing_of(match.state):
        _raise(match)


def _raise(match: Match) -> None:
    match.calendar_sequence = 0 if match.calendar_sequence is None else match.calendar_sequence + 1


def follow_move(match: Match, before: MatchState | None, cause: Cause) -> None:
    """Tells the agent's calendar of a move: an invitation for who is in, a cancellation for who was."""
    is_in, was_in = (standing_of(state) is Standing.CONFIRMED for state in (match.state, before))
    if is_in == was_in or match.starts_at is None:
        return
    _supersede(match, cause.now)
    if is_in and _told(match, is_sure=True) is not Method.REQUEST:
        _invite(match, cause)
    elif not is_in and _told(match, is_sure=False) is Method.REQUEST:
        _queue(match, Method.CANCEL, cause)


def follow_session(matches: Iterable[Match], cause: Cause) -> None:
    """Tells the calendars of these agents, who are locked, that their session has another time now."""
    for match in matches:
        db.session.refresh(match)
        if (standing := standing_of(match.state)) is None:
            continue
        _raise(match)
        if standing is Standing.CONFIRMED:
            _supersede(match, cause.now)
            _invite(match, cause)


def _invite(match: Match, cause: Cause) -> None:
    """Also for who takes no more of them, where their calendar has this one: it must not stay wrong."""
    chosen = db.session.get(PersonalCalendar, match.agent_id)
    if chosen is None or chosen.mails_invitations or _told(match, is_sure=False) is Method.REQUEST:
        _queue(match, Method.REQUEST, cause)


def _supersede(match: Match, now: datetime) -> None:
    """What waits loses its invitation. Whoever sends one at this very moment is waited for; it counts as sent then."""
    waiting = db.session.execute(
        select(CalendarMessage, OutboxMessage)
        .join(OutboxMessage, OutboxMessage.message_id == CalendarMessage.message_id)
        .where(CalendarMessage.match_id == match.id, OutboxMessage.sent_at.is_(None))
        .order_by(OutboxMessage.id)
        .with_for_update(of=OutboxMessage)
        .execution_options(populate_existing=True)
    )
    for message, mail in waiting:
        message.superseded_at = message.superseded_at or now
        if mail.params.get("kind") in KINDS.values():
            mail.stopped_at = mail.stopped_at or now
    db.session.flush()


def _told(match: Match, *, is_sure: bool) -> Method | None:
    """What the calendar was told last: for sure, or perhaps (a try that failed may have arrived all the same)."""
    gone = OutboxMessage.id.is_(None)  # sent mails are deleted after a month
    sent = OutboxMessage.sent_at.is_not(None)
    perhaps = or_(sent, OutboxMessage.leased_until.is_not(None), OutboxMessage.last_error != "")
    return db.session.scalar(
        select(CalendarMessage.method)
        .outerjoin(OutboxMessage, OutboxMessage.message_id == CalendarMessage.message_id)
        .where(CalendarMessage.match_id == match.id, or_(gone, sent if is_sure else perhaps))
        .order_by(CalendarMessage.id.desc())
        .limit(1)
    )


def _queue(match: Match, method: Method, cause: Cause) -> None:
    account = match.agent.account
    if not account.is_active or not account.email:
        return
    mail = _find_carrier(account, cause) or _own_mail(match, account, method, cause)
    db.session.add(
        CalendarMessage(
            match_id=match.id,
            message_id=mail.message_id,
            method=method,
            sequence=match.calendar_sequence or 0,
            created_at=cause.now,
        )
    )
    db.session.flush()


def _find_carrier(account: Account, cause: Cause) -> OutboxMessage | None:
    """The mail that tells of the same thing, unless it carries an invitation already: programs read one a mail."""
    carried = select(CalendarMessage.id).where(CalendarMessage.message_id == OutboxMessage.message_id).exists()
    return db.session.scalar(
        select(OutboxMessage)
        .where(
            OutboxMessage.account_id == account.id,
            OutboxMessage.cause == cause.name,
            OutboxMessage.created_at == cause.now,
            OutboxMessage.sent_at.is_(None),
            OutboxMessage.stopped_at.is_(None),
            ~carried,
        )
        .order_by(OutboxMessage.id)
        .limit(1)
    )


def _own_mail(match: Match, account: Account, method: Method, cause: Cause) -> OutboxMessage:
    assert match.starts_at is not None, "flexible work has no invitation"
    assert match.ends_at is not None, "flexible work has no invitation"
    times = {"start": match.starts_at.isoformat(), "end": match.ends_at.isoformat()}
    sentence = {"title": match.opportunity.title, "partner": match.opportunity.partner.name, **times}
    params = {
        "kind": KINDS[method],
        "params": sentence,
        "path": f"/matches/{match.public_id}",
        "name": account.given_name,
    }
    quiet = wish_of(account.id).quiet
    due = send_at(KINDS[method], match.starts_at, cause.now + cause.delay, quiet, account.time_zone)
    return queue_email(
        account.email or "",
        "notice",
        params,
        cause.now,
        account=account,
        delay=due - cause.now,
        cause=cause.name,
    )
