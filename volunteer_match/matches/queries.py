"""Reads of matches and claims. Each look-up is scoped: what is not yours is not found."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, func, select
from sqlalchemy.orm import joinedload

from volunteer_match.extensions import db
from volunteer_match.glossary import KEEPS_PLACE, MatchState, OpportunityState, Role
from volunteer_match.matches.models import Claim, Match, MatchEvent
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.opportunities.queries import is_offered_by
from volunteer_match.people.models import Account
from volunteer_match.people.policy import is_staff
from volunteer_match.people.profile.models import AgentProfile

ENDED = (MatchState.RETURNED, MatchState.WITHDRAWN, MatchState.EXPIRED, MatchState.CANCELLED)
WITHOUT_PLACE = (MatchState.INVITED, MatchState.WAITLISTED)


def _is_shown_to_partners() -> ColumnElement[bool]:
    """Whoever has a place, or had one until the match ended.

    Who was asked and said no, and who only waits or waited, is between the agent and the company.
    """
    came_from = (
        select(MatchEvent.from_state)
        .where(MatchEvent.match_id == Match.id)
        .order_by(MatchEvent.id.desc())
        .limit(1)
        .correlate(Match)
        .scalar_subquery()
    )
    had_none = func.coalesce(came_from.in_(WITHOUT_PLACE), false())
    return Match.state.in_(KEEPS_PLACE) | (Match.state.in_(ENDED) & ~had_none)


def _is_seen_by(viewer: Account) -> ColumnElement[bool]:
    if viewer.role is Role.PARTNER_MEMBER:
        partner_id = viewer.membership.partner_id if viewer.membership else None
        return Match.opportunity.has(Opportunity.partner_id == partner_id) & _is_shown_to_partners()
    if is_staff(viewer.role):
        return Match.company_id == viewer.company_id
    return Match.agent_id == viewer.id


def find_match(public_id: str, viewer: Account) -> Match | None:
    """The match of that address, for its agent, the partner's members and coordinators of the company."""
    return db.session.scalar(
        select(Match)
        .where(Match.public_id == public_id, _is_seen_by(viewer))
        .options(
            joinedload(Match.opportunity).joinedload(Opportunity.partner),
            joinedload(Match.session),
            joinedload(Match.agent).joinedload(AgentProfile.account),
        )
    )


def find_claim(public_id: str, viewer: Account) -> Claim | None:
    """The claim of that address, for the same people as its matches."""
    return db.session.scalar(select(Claim).where(Claim.public_id == public_id, Claim.matches.any(_is_seen_by(viewer))))


def matches_shown(made: Claim, viewer: Account) -> list[Match]:
    """Those of the claim that `viewer` may see, by start; never empty for whoever could find the claim."""
    return list(
        db.session.scalars(
            select(Match).where(Match.claim_id == made.id, _is_seen_by(viewer)).order_by(Match.starts_at, Match.id)
        )
    )


def is_shown_to_partner(match: Match) -> bool:
    """Whether members of the partner can open the page of this match."""
    found = db.session.scalar(select(Match.id).where(Match.id == match.id, _is_shown_to_partners()))
    return found is not None


def find_claimable(public_id: str, company_id: int | None) -> Opportunity | None:
    """A need that agents of this company may know of, open or over: whether it can be claimed is for the action."""
    return db.session.scalar(
        select(Opportunity).where(
            Opportunity.public_id == public_id,
            Opportunity.state != OpportunityState.DRAFT,
            is_offered_by(company_id),
        )
    )


def matches_of_agent(agent_id: int) -> list[Match]:
    """Everything of one agent, by start; flexible ones first among equals."""
    return list(
        db.session.scalars(
            select(Match)
            .where(Match.agent_id == agent_id)
            .options(joinedload(Match.opportunity).joinedload(Opportunity.partner), joinedload(Match.session))
            .order_by(Match.starts_at, Match.id)
        )
    )


@dataclass(frozen=True, slots=True)
class Turn:
    """Where somebody stands on a waitlist: 1 is next."""

    place: int
    of: int


def turn_of(match: Match) -> Turn:
    """The match's turn on the waitlist of its session."""
    waiting = (Match.session_id == match.session_id) & (Match.state == MatchState.WAITLISTED)
    ahead = (Match.state_since < match.state_since) | ((Match.state_since == match.state_since) & (Match.id < match.id))
    count = select(func.count()).select_from(Match).where(waiting)
    return Turn(1 + (db.session.scalar(count.where(ahead)) or 0), db.session.scalar(count) or 0)
