"""What webhooks are told of: counts and places, never people."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import exists, func, or_, select

from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move, OpportunityState
from volunteer_match.jobs.queries import count_set_aside
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matching.zones import week_of
from volunteer_match.notifications.outbox.queries import Status, count_by_status
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.organisations.models import Team
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile

SOON = timedelta(hours=24)
MOST_PLACES = 20


def count_waiting(company_id: int, now: datetime) -> int:
    """Claims that can still be decided."""
    return (
        db.session.scalar(
            select(func.count(Match.claim_id.distinct())).where(
                Match.company_id == company_id,
                Match.state == MatchState.PENDING,
                Match.confirm_by.is_(None),  # their agents are asked first
                or_(Match.starts_at.is_(None), Match.starts_at > now),
            )
        )
        or 0
    )


def count_not_done(company_id: int, now: datetime) -> int:
    """Jobs that were set aside and messages that could not be sent."""
    return count_set_aside(company_id) + count_by_status(company_id, now)[Status.FAILED]


def uncovered_sessions(company_id: int, now: datetime) -> Sequence[OpportunitySession]:
    """Sessions within a day that somebody of the company had promised and gave up, and that have a place free."""
    given_up = (
        exists()
        .where(Match.session_id == OpportunitySession.id, Match.company_id == company_id)
        .where(Match.state.in_((MatchState.WITHDRAWN, MatchState.EXPIRED)), MatchEvent.match_id == Match.id)
        .where(MatchEvent.move.in_((Move.WITHDRAW, Move.LAPSE)), MatchEvent.from_state == MatchState.APPROVED)
    )
    return db.session.scalars(
        select(OpportunitySession)
        .join(Opportunity, OpportunitySession.opportunity_id == Opportunity.id)
        .where(
            OpportunitySession.starts_at > now,
            OpportunitySession.starts_at <= now + SOON,
            OpportunitySession.taken < OpportunitySession.places,
            OpportunitySession.cancelled_at.is_(None),
            Opportunity.state == OpportunityState.PUBLISHED,
            given_up,
        )
        .order_by(OpportunitySession.starts_at)
        .limit(MOST_PLACES)
    ).all()


def count_team(team: Team) -> int:
    """How many of a team can sign in."""
    active = Account.deactivated_at.is_(None), Account.deleted_at.is_(None)
    query = select(func.count()).select_from(AgentProfile).join(Account, AgentProfile.account_id == Account.id)
    return db.session.scalar(query.where(AgentProfile.team_id == team.id, *active)) or 0


def count_volunteering(team: Team, now: datetime) -> int:
    """How many of a team have an approved session in this week of their site."""
    week = week_of(now, team.site.time_zone)
    return (
        db.session.scalar(
            select(func.count(Match.agent_id.distinct()))
            .join(AgentProfile, Match.agent_id == AgentProfile.account_id)
            .where(
                AgentProfile.team_id == team.id,
                Match.state.in_((MatchState.APPROVED, MatchState.COMPLETED)),
                Match.starts_at >= week.start,
                Match.starts_at < week.end,
            )
        )
        or 0
    )
