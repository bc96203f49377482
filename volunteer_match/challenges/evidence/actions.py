"""Keeping a photo, looking at it, taking it away. Each raises Refused and never commits."""

from datetime import datetime

from sqlalchemy import select

from volunteer_match.audit.actions import record
from volunteer_match.challenges.actions import accept, question
from volunteer_match.challenges.entries import facts_of, find_action, hold
from volunteer_match.challenges.evidence.models import Photo
from volunteer_match.challenges.evidence.queries import count_kept, find_twin
from volunteer_match.challenges.evidence.rules import Clean, PhotoRefusal, judge_adding
from volunteer_match.challenges.models import Entry
from volunteer_match.challenges.rules import offered_acts
from volunteer_match.extensions import db
from volunteer_match.glossary import ERASED_REASONS, ChallengeState, EntryAct, EntryState, PhotoReason, PhotoState
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused


def keep_photo(entry: Entry, made: Clean, description: str, now: datetime) -> Photo:
    """Keeps a photo with what its owner logged, for a coordinator to look at. Sent twice, it is kept once."""
    hold(entry.participation_id)
    if (twin := find_twin(entry, made.likeness)) is not None:
        return twin
    judge_photo(entry)
    photo = Photo(
        company_id=entry.company_id,
        entry_id=entry.id,
        agent_id=entry.agent_id,
        description=description,
        state=PhotoState.UNSEEN,
        created_at=now,
        width=made.width,
        height=made.height,
        likeness=made.likeness,
        thumbnail=made.thumbnail,
        picture=made.picture,
    )
    db.session.add(photo)
    db.session.flush()
    return photo


def judge_photo(entry: Entry) -> None:
    """Raises Refused where no photo can be added to this any more."""
    is_closed = entry.challenge.state is ChallengeState.CLOSED
    if refusal := judge_adding(entry.state, count_kept(entry), is_closed=is_closed):
        raise Refused(refusal)


def _looking(photo: Photo, actor: Account) -> Photo:
    """The photo as it is now, held until the decision is made."""
    if photo.agent_id == actor.id:
        raise Refused(PhotoRefusal.NOT_OWN)
    hold(photo.entry.participation_id)
    held = db.session.scalar(
        select(Photo).where(Photo.id == photo.id).with_for_update().execution_options(populate_existing=True)
    )
    if held is None:
        raise Refused(PhotoRefusal.GONE)
    return held


def _decide(photo: Photo, state: PhotoState, reason: PhotoReason | None, actor: Account, now: datetime) -> None:
    photo.state, photo.reason, photo.seen_at, photo.seen_by_id = state, reason, now, actor.id
    record(f"photo.{state.value}", actor, now, subject=photo, reason=reason.value if reason else None)
    db.session.flush()


def accept_photo(photo: Photo, actor: Account, now: datetime) -> None:
    """A coordinator has seen it, and it shows what was logged: what waited for that counts from now on."""
    held = _looking(photo, actor)
    if held.state is PhotoState.ACCEPTED:
        return
    if held.picture is None:
        raise Refused(PhotoRefusal.GONE)
    _decide(held, PhotoState.ACCEPTED, None, actor, now)
    if EntryAct.ACCEPT in offered_acts(facts_of(held.entry, actor, now)):
        accept(held.entry, actor, now)


def refuse_photo(photo: Photo, reason: PhotoReason, words: str, actor: Account, now: datetime) -> None:
    """It is shown to nobody. Where the entry rests on it, the person is asked for another; `words` say what was wrong.

    What nobody should see is erased at once.
    """
    held = _looking(photo, actor)
    if held.state is PhotoState.REFUSED:
        return
    _decide(held, PhotoState.REFUSED, reason, actor, now)
    if reason in ERASED_REASONS:
        held.picture = held.thumbnail = None
    entry = held.entry
    rests_on_it = entry.state is EntryState.WAITING or (entry.state is EntryState.COUNTED and _asks_evidence(entry))
    if rests_on_it and not count_kept(entry) and EntryAct.QUESTION in offered_acts(facts_of(entry, actor, now)):
        question(entry, words, actor, now)


def _asks_evidence(entry: Entry) -> bool:
    offered = find_action(entry.challenge, entry.action)
    return offered is not None and offered.asks_evidence


def remove_photo(photo: Photo, actor: Account) -> None:
    """Whoever sent it takes it away, for good. What a coordinator has seen by then goes on counting."""
    if photo.agent_id != actor.id:
        raise Refused(PhotoRefusal.NOT_OWN)
    db.session.delete(photo)
    db.session.flush()
