"""Whom somebody can thank: people they have met or work with, so that nobody has to look for a name or an address."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.orm import aliased

from volunteer_match.extensions import db
from volunteer_match.glossary import CoverAnswer, MatchState, Role
from volunteer_match.matches.cover.models import CoverAsk, CoverRequest
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.people.models import Account
from volunteer_match.people.policy import is_staff
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.recognition.kudos.rules import SINCE

MOST_OFFERED = 100


def people_to_thank(author: Account, now: datetime) -> Sequence[Account]:
    """By name, a hundred at most: for a partner who helped them, for a colleague who was there with them or is of
    their team.
    """
    known = _helped(author, now) if author.role is Role.PARTNER_MEMBER else _colleagues(author, now)
    names = (Account.given_name, Account.family_name, Account.id)
    return db.session.scalars(_active(author).where(known).order_by(*names).limit(MOST_OFFERED)).all()


def find_person_to_thank(public_id: str, author: Account, now: datetime) -> Account | None:
    """One of those. A coordinator can thank anybody of the company who volunteers."""
    if is_staff(author.role):
        known: ColumnElement[bool] = Account.company_id == author.company_id
    else:
        known = _helped(author, now) if author.role is Role.PARTNER_MEMBER else _colleagues(author, now)
    return db.session.scalar(_active(author).where(known, Account.public_id == public_id))


def _active(author: Account) -> Select[Account]:
    return (
        select(Account)
        .join(AgentProfile, AgentProfile.account_id == Account.id)
        .where(Account.deactivated_at.is_(None), Account.deleted_at.is_(None), Account.id != author.id)
    )


def _helped(author: Account, now: datetime) -> ColumnElement[bool]:
    """Came to a session of the author's organisation, or finished work for it."""
    if author.membership is None:
        return false()
    came = (
        select(Match.agent_id)
        .join(Opportunity, Match.opportunity_id == Opportunity.id)
        .where(
            Opportunity.partner_id == author.membership.partner_id,
            Match.state == MatchState.COMPLETED,
            Match.state_since > now - SINCE,
        )
    )
    return Account.id.in_(came)


def _colleagues(author: Account, now: datetime) -> ColumnElement[bool]:
    mine, theirs = aliased(Match), aliased(Match)
    met = (
        select(theirs.agent_id)
        .join(mine, mine.session_id == theirs.session_id)
        .where(
            mine.agent_id == author.id,
            mine.state == MatchState.COMPLETED,
            mine.state_since > now - SINCE,
            theirs.state == MatchState.COMPLETED,
            theirs.company_id == author.company_id,
        )
    )
    stood_in = (
        select(CoverAsk.agent_id)
        .join(CoverRequest, CoverAsk.request_id == CoverRequest.id)
        .where(
            CoverRequest.agent_id == author.id, CoverAsk.answer == CoverAnswer.YES, CoverAsk.answered_at > now - SINCE
        )
    )
    known: list[ColumnElement[bool]] = [Account.id.in_(met), Account.id.in_(stood_in)]
    if author.profile is not None and author.profile.team_id is not None:
        known.append(AgentProfile.team_id == author.profile.team_id)
    return (Account.company_id == author.company_id) & or_(*known)
