"""Reads of badges."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import joinedload

from volunteer_match.challenges.models import Entry
from volunteer_match.extensions import db
from volunteer_match.glossary import EntryState, Format, MatchState
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.recognition.badges.catalogue import Badge
from volunteer_match.recognition.badges.models import BadgeAward
from volunteer_match.recognition.badges.words import badge_words


@dataclass(frozen=True, slots=True)
class Award:
    """One badge of one person with all that a signed copy says, in the reader's language."""

    public_id: str
    badge: Badge
    holder: Account
    name: str
    description: str
    criteria: str
    earned_on: date
    awarded_at: datetime
    taken_back_at: datetime | None
    criteria_path: str
    """A public page that says what the badge asks."""
    image_path: str
    """A public SVG; `recognition.badges.pictures.picture(badge)` is its text."""


def standing_awards(agent_id: int) -> Sequence[BadgeAward]:
    """What the person has now, the latest first."""
    mine = select(BadgeAward).where(BadgeAward.agent_id == agent_id, BadgeAward.taken_back_at.is_(None))
    return db.session.scalars(mine.order_by(BadgeAward.earned_on.desc(), BadgeAward.id.desc())).all()


def award(public_id: str) -> Award | None:
    """The badge of that id, also one that was taken back since: who holds a copy may ask whether it still holds."""
    found = db.session.scalar(
        select(BadgeAward)
        .where(BadgeAward.public_id == public_id)
        .options(joinedload(BadgeAward.agent).joinedload(AgentProfile.account))
    )
    if found is None:
        return None
    words = badge_words(found.badge)
    return Award(
        public_id=found.public_id,
        badge=found.badge,
        holder=found.agent.account,
        name=words.name,
        description=words.meaning,
        criteria=words.asks,
        earned_on=found.earned_on,
        awarded_at=found.awarded_at,
        taken_back_at=found.taken_back_at,
        criteria_path=f"/badges/{found.badge.value}",
        image_path=f"/badges/{found.badge.value}/picture.svg",
    )


def has_another_counted(entry: Entry) -> bool:
    """Whether another entry of that person and month counts: then this one earns nothing that is not there."""
    first = entry.day.replace(day=1)
    others = select(Entry.id).where(
        Entry.agent_id == entry.agent_id,
        Entry.day >= first,
        Entry.day < (first + timedelta(days=32)).replace(day=1),
        Entry.state == EntryState.COUNTED,
        Entry.id != entry.id,
    )
    return db.session.scalar(others.limit(1)) is not None


def agents_without(limit: int) -> list[int]:
    """People (by row number) who have done something for the first time and lack the badge of it."""
    me = AgentProfile.account_id
    attended = exists().where(
        Match.agent_id == me, Match.state == MatchState.COMPLETED, Match.opportunity_id == Opportunity.id
    )
    acted = exists().where(Entry.agent_id == me, Entry.state == EntryState.COUNTED)
    lacking = or_(
        attended.where(Opportunity.format != Format.FLEXIBLE) & _lacks(Badge.FIRST_SESSION),
        attended.where(Opportunity.format == Format.FLEXIBLE) & _lacks(Badge.FIRST_OWN_TIME),
        acted & _lacks(Badge.FIRST_ACTION),
    )
    here = Account.id == me, Account.deleted_at.is_(None)
    found = select(me).join(Account, Account.id == me).where(*here, lacking).order_by(me).limit(limit)
    return list(db.session.scalars(found))


def _lacks(badge: Badge) -> ColumnElement[bool]:
    return ~exists().where(
        BadgeAward.agent_id == AgentProfile.account_id, BadgeAward.badge == badge, BadgeAward.taken_back_at.is_(None)
    )
