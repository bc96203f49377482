"""Reads of challenges. Each look-up is scoped: what is not yours is not found."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import joinedload, selectinload

from volunteer_match.challenges.boards.groups import is_told
from volunteer_match.challenges.boards.live import Whole, wholes_of
from volunteer_match.challenges.models import Challenge, Entry, EntryStep, Participation
from volunteer_match.challenges.rules import UNDECIDED
from volunteer_match.extensions import db
from volunteer_match.glossary import ChallengeState
from volunteer_match.people.models import Account
from volunteer_match.people.policy import is_staff
from volunteer_match.people.profile.models import AgentProfile

RECENT = 30
"""Ended challenges that the list shows."""


def _is_seen_by(viewer: Account) -> ColumnElement[bool]:
    theirs = Challenge.company_id == viewer.company_id
    return theirs if is_staff(viewer.role) else theirs & (Challenge.state != ChallengeState.DRAFT)


def find_challenge(public_id: str, viewer: Account) -> Challenge | None:
    """A challenge of the viewer's company; drafts are for coordinators."""
    return db.session.scalar(
        select(Challenge)
        .where(Challenge.public_id == public_id, _is_seen_by(viewer))
        .options(selectinload(Challenge.actions))
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """A challenge as a list shows it. `reached`, in its measure, is None while too few take part to tell it."""

    challenge: Challenge
    people: int
    reached: int | None
    own: Participation | None


def list_challenges(viewer: Account) -> list[Standing]:
    """What is on or to come, the soonest end first, and what ended lately."""
    seen = select(Challenge).where(_is_seen_by(viewer))
    alive = db.session.scalars(
        seen.where(Challenge.state != ChallengeState.CLOSED).order_by(Challenge.ends_on, Challenge.id)
    ).all()
    over = db.session.scalars(
        seen.where(Challenge.state == ChallengeState.CLOSED).order_by(Challenge.closed_at.desc()).limit(RECENT)
    ).all()
    return _standings([*alive, *over], viewer)


def standing_of(challenge: Challenge, viewer: Account) -> Standing:
    return _standings([challenge], viewer)[0]


def _standings(challenges: Sequence[Challenge], viewer: Account) -> list[Standing]:
    ids = [challenge.id for challenge in challenges]
    wholes = wholes_of(ids)
    joined = select(Participation).where(Participation.challenge_id.in_(ids), Participation.agent_id == viewer.id)
    own = {one.challenge_id: one for one in db.session.scalars(joined)}
    return [_standing(challenge, wholes.get(challenge.id, Whole(0, 0)), own) for challenge in challenges]


def _standing(challenge: Challenge, whole: Whole, own: dict[int, Participation]) -> Standing:
    return Standing(challenge, whole.people, whole.total if is_told(whole.people) else None, own.get(challenge.id))


def find_participation(challenge: Challenge, agent_id: int) -> Participation | None:
    return db.session.scalar(
        select(Participation).where(Participation.challenge_id == challenge.id, Participation.agent_id == agent_id)
    )


def entries_of(participation: Participation) -> list[Entry]:
    """Everything that the person logged, the newest day first; what was taken back stays in sight."""
    mine = select(Entry).where(Entry.participation_id == participation.id)
    return list(db.session.scalars(mine.order_by(Entry.day.desc(), Entry.id.desc())))


def find_entry(public_id: str, viewer: Account) -> Entry | None:
    """The entry of that address, for whoever logged it and the coordinators of the company."""
    theirs = Entry.company_id == viewer.company_id if is_staff(viewer.role) else Entry.agent_id == viewer.id
    return db.session.scalar(_with_names().where(Entry.public_id == public_id, theirs))


def _with_names() -> Select[Entry]:
    person = joinedload(Entry.agent).joinedload(AgentProfile.account)
    return select(Entry).options(person, joinedload(Entry.challenge).selectinload(Challenge.actions))


def history_of(entry: Entry) -> list[EntryStep]:
    """Everything that happened to it, oldest first."""
    rows = select(EntryStep).where(EntryStep.entry_id == entry.id).options(joinedload(EntryStep.actor))
    return list(db.session.scalars(rows.order_by(EntryStep.id)))


def entries_in(challenge: Challenge, *, only_undecided: bool, most: int, skip: int = 0) -> list[Entry]:
    """What was logged in a challenge: what waits for a decision first and oldest first, then the newest."""
    rows = _with_names().where(Entry.challenge_id == challenge.id)
    if only_undecided:
        rows = rows.where(Entry.state.in_(UNDECIDED))
    is_decided = case((Entry.state.in_(UNDECIDED), 0), else_=1)
    waited = case((Entry.state.in_(UNDECIDED), Entry.id), else_=-Entry.id)
    return list(db.session.scalars(rows.order_by(is_decided, waited).limit(most).offset(skip)))


def count_entries(challenge: Challenge, *, only_undecided: bool = False) -> int:
    rows = select(func.count()).select_from(Entry).where(Entry.challenge_id == challenge.id)
    return db.session.scalar(rows.where(Entry.state.in_(UNDECIDED)) if only_undecided else rows) or 0
