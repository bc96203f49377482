"""Reminders whose moment has come. Each query walks an index over the starts of one day."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload

from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matches.reminders.models import Reminder, SessionReminder
from volunteer_match.matches.reminders.rules import DAY_BEFORE, LEADS
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.people.profile.models import AgentProfile


def due_matches(kind: NoticeKind, now: datetime, most: int) -> Sequence[Match]:
    """Approved matches that begin within the lead of `kind`, soonest first; locked, so that none is moved meanwhile."""
    is_behind = exists().where(
        Reminder.match_id == Match.id, Reminder.kind == kind, Reminder.starts_at == Match.starts_at
    )
    return db.session.scalars(
        select(Match)
        .where(
            Match.state == MatchState.APPROVED,
            Match.starts_at > now,
            Match.starts_at <= now + LEADS[kind],
            ~is_behind,
        )
        .options(
            joinedload(Match.agent, innerjoin=True).joinedload(AgentProfile.account, innerjoin=True),
            joinedload(Match.opportunity, innerjoin=True).joinedload(Opportunity.partner, innerjoin=True),
        )
        .order_by(Match.starts_at, Match.id)
        .limit(most)
        .with_for_update(of=Match, skip_locked=True)
        .execution_options(populate_existing=True)
    ).all()


def told_at(match: Match) -> datetime:
    """When its agent was told the time last: with the approval, or when they were asked whether they still come."""
    asked = select(func.max(MatchEvent.at)).where(MatchEvent.match_id == match.id, MatchEvent.move == Move.ASK_AGAIN)
    return max(match.state_since, db.session.scalar(asked) or match.state_since)


def due_sessions(now: datetime, most: int) -> Sequence[OpportunitySession]:
    """Sessions of the coming day that somebody comes to and that the partner was not told of yet, soonest first."""
    is_behind = exists().where(
        SessionReminder.session_id == OpportunitySession.id,
        SessionReminder.starts_at == OpportunitySession.starts_at,
    )
    is_attended = exists().where(Match.session_id == OpportunitySession.id, Match.state == MatchState.APPROVED)
    return db.session.scalars(
        select(OpportunitySession)
        .where(
            OpportunitySession.starts_at > now,
            OpportunitySession.starts_at <= now + DAY_BEFORE,
            OpportunitySession.cancelled_at.is_(None),
            is_attended,
            ~is_behind,
        )
        .order_by(OpportunitySession.starts_at, OpportunitySession.id)
        .limit(most)
    ).all()


def coming_to(session_id: int) -> Sequence[Match]:
    """Approved matches of a session, by the name that others see."""
    found = db.session.scalars(
        select(Match)
        .where(Match.session_id == session_id, Match.state == MatchState.APPROVED)
        .options(joinedload(Match.agent, innerjoin=True).joinedload(AgentProfile.account, innerjoin=True))
    ).all()
    return sorted(found, key=lambda match: (match.agent.account.display_name, match.id))
