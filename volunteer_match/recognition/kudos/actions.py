"""All writes of thanks. Every action raises Refused, is safe when it is sent twice, and never commits."""

from datetime import datetime, timedelta

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.glossary import KudosReason, KudosState
from volunteer_match.notifications.actions import notify, stop_notices
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.people.models import Account
from volunteer_match.recognition.kudos.models import Kudos
from volunteer_match.recognition.kudos.queries import lately_written
from volunteer_match.recognition.kudos.rules import judge_deciding, judge_writing
from volunteer_match.refusals import Refused
from volunteer_match.web.application import settings


def write(author: Account, receiver: Account, body: str, now: datetime) -> Kudos:
    """Puts it before the coordinators of the receiver's company. Requests of one writer take turns (see the guard)."""
    if refusal := judge_writing(lately_written(author.id, receiver.id, now)):
        raise Refused(refusal)
    assert receiver.company_id is not None
    made = Kudos(
        company_id=receiver.company_id,
        receiver_id=receiver.id,
        author_id=author.id,
        partner_id=author.membership.partner_id if author.membership else None,
        body=body,
        state=KudosState.WAITING,
        created_at=now,
    )
    db.session.add(made)
    db.session.flush()
    return made


def accept(kudos: Kudos, actor: Account, now: datetime) -> None:
    """Passes it on to the receiver, who is told half a minute later: until then it can be undone unseen."""
    if not _decide(kudos, KudosState.SHOWN, actor, now):
        return
    record("kudos.accept", actor, now, subject=kudos)
    _tell(kudos, kudos.receiver, NoticeKind.KUDOS_RECEIVED, now)


def send_back(kudos: Kudos, reason: KudosReason, note: str, actor: Account, now: datetime) -> None:
    """Back to the writer, with a reason. The receiver never hears of it."""
    if not _decide(kudos, KudosState.RETURNED, actor, now):
        return
    kudos.reason, kudos.note = reason, note
    record("kudos.return", actor, now, subject=kudos)
    if kudos.author is not None:
        _tell(kudos, kudos.author, NoticeKind.KUDOS_RETURNED, now)


def reopen(kudos: Kudos, actor: Account, now: datetime) -> None:
    """Takes a decision back: it waits again, and whoever was not told yet never hears of it."""
    if not _decide(kudos, KudosState.WAITING, actor, now):
        return
    stop_notices(_cause(kudos), now)
    kudos.reason, kudos.note, kudos.decided_at, kudos.decided_by_id = None, "", None, None
    record("kudos.reopen", actor, now, subject=kudos)


def withdraw(kudos: Kudos, now: datetime) -> None:
    """The writer takes it back: from now on nobody reads it any more."""
    _hold(kudos)
    kudos.state = KudosState.WITHDRAWN
    stop_notices(_cause(kudos), now)


def keep_private(kudos: Kudos, *, is_private: bool) -> None:
    """The receiver keeps these off the wall, or lets them hang there with their others."""
    kudos.is_kept_private = is_private


def _hold(kudos: Kudos) -> None:
    """Waits for whoever decides on it at this moment, and reads what they made of it."""
    db.session.refresh(kudos, ["state"], with_for_update=True)


def _decide(kudos: Kudos, wanted: KudosState, actor: Account, now: datetime) -> bool:
    """Whether anything changed: the same decision sent twice is one."""
    _hold(kudos)
    if kudos.state is wanted:
        return False
    is_own = actor.id in (kudos.author_id, kudos.receiver_id)
    if refusal := judge_deciding(kudos.state, wanted, is_own=is_own):
        raise Refused(refusal)
    kudos.state, kudos.decided_at, kudos.decided_by_id = wanted, now, actor.id
    return True


def _cause(kudos: Kudos) -> str:
    return f"kudos:{kudos.public_id}"


def _tell(kudos: Kudos, person: Account, kind: NoticeKind, now: datetime) -> None:
    """Without names and words: those are on the page, as long as they may be."""
    delay = timedelta(seconds=settings().notice_delay_seconds)
    notify(person, kind, {}, "/thanks", now, delay=delay, cause=_cause(kudos))
