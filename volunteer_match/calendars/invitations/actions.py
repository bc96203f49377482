"""Invitations are queued in the transaction of what happened, on the mail that tells of it where there is one.

What still waits in the outbox is never sent after it stopped being true, and nothing is taken back that nobody got.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select, update

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


UNSENT = ""
"""Instead of the Message-ID of a mail: no try was made to send this invitation before it stopped being true."""


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
    if (is_in and was_in) or match.starts_at is None:
        return  # who was out may have been in a moment ago, and what was to take it out of their calendar is undone
    _supersede(match, cause.now)
    if is_in and not _is_right(match):
        _invite(match, cause)
    elif not is_in and _told(match) is Method.REQUEST:
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


def outdate_invitations(session_id: int, now: datetime) -> None:
    """The session has another time: what calendars have of it is no longer true, theirs included who are out now and
    may come back.
    """
    concerned = select(Match.id).where(Match.session_id == session_id)
    db.session.execute(
        update(CalendarMessage)
        .where(CalendarMessage.match_id.in_(concerned), CalendarMessage.superseded_at.is_(None))
        .where(CalendarMessage.method == Method.REQUEST)
        .values(superseded_at=now)
    )


def _invite(match: Match, cause: Cause) -> None:
    """Also for who takes no more of them, where their calendar has this one: it must not stay wrong."""
    chosen = db.session.get(PersonalCalendar, match.agent_id)
    if chosen is None or chosen.mails_invitations or _told(match) is Method.REQUEST:
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
        if mail.leased_until is None and not mail.last_error:
            message.message_id = UNSENT  # the mail itself may still go, with its news alone
        if mail.params.get("kind") in KINDS.values():
            mail.stopped_at = mail.stopped_at or now
    db.session.flush()


_GONE = OutboxMessage.id.is_(None) & (CalendarMessage.message_id != UNSENT)
"""Sent mails are deleted after a month."""
_PERHAPS = or_(
    OutboxMessage.sent_at.is_not(None), OutboxMessage.leased_until.is_not(None), OutboxMessage.last_error != ""
)
"""A try that failed may have arrived all the same."""


def _told(match: Match) -> Method | None:
    """What the calendar was told last, perhaps."""
    message = _newest(match, or_(_GONE, _PERHAPS))
    return message.method if message is not None else None


def _is_right(match: Match) -> bool:
    """Whether what the calendar was told last is an invitation that arrived for sure and has the time of now."""
    sent = CalendarMessage.superseded_at.is_(None) & or_(_GONE, OutboxMessage.sent_at.is_not(None))
    newest = _newest(match, or_(_GONE, _PERHAPS))
    return newest is not None and newest.method is Method.REQUEST and _newest(match, sent) is newest


def _newest(match: Match, which: ColumnElement[bool]) -> CalendarMessage | None:
    return db.session.scalar(
        select(CalendarMessage)
        .outerjoin(OutboxMessage, OutboxMessage.message_id == CalendarMessage.message_id)
        .where(CalendarMessage.match_id == match.id, which)
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
