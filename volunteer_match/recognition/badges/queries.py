"""Reads of badges."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, exists, or_, select

from volunteer_match.challenges.models import Entry
from volunteer_match.extensions import db
from volunteer_match.glossary import EntryState, Format, MatchState
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.recognition.badges.catalogue import Badge
from volunteer_match.recognition.badges.models import BadgeAward


def standing_awards(agent_id: int) -> Sequence[BadgeAward]:
    """What the person has now, the latest first."""
    mine = select(BadgeAward).where(BadgeAward.agent_id == agent_id, BadgeAward.taken_back_at.is_(None))
    return db.session.scalars(mine.order_by(BadgeAward.earned_on.desc(), BadgeAward.id.desc())).all()


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
