"""Drafts that the same click made a moment ago, and whether anybody is approved already."""

from datetime import datetime, timedelta

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, OpportunityState
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import Opportunity, OpportunityEvent
from volunteer_match.opportunities.rules import OpportunityMove
from volunteer_match.people.models import Account

SENT_TWICE = timedelta(minutes=1)
"""A second draft from the same beginning, untouched and this soon, is the same click sent again."""


def find_copy_just_made(opportunity: Opportunity, actor: Account, now: datetime) -> Opportunity | None:
    """An untouched copy of this need that `actor` made a moment ago."""
    return db.session.scalar(
        select(Opportunity)
        .join(OpportunityEvent, OpportunityEvent.opportunity_id == Opportunity.id)
        .where(
            Opportunity.partner_id == opportunity.partner_id,
            Opportunity.created_by_id == actor.id,
            Opportunity.title == opportunity.title,
            Opportunity.state == OpportunityState.DRAFT,
            Opportunity.edited_at.is_(None),
            Opportunity.created_at > now - SENT_TWICE,
            OpportunityEvent.move == OpportunityMove.COPIED.value,
        )
        .limit(1)
    )


def find_draft_just_begun(partner_id: int, template: str, actor: Account, now: datetime) -> Opportunity | None:
    """An untouched draft from this template that `actor` began a moment ago."""
    return db.session.scalar(
        select(Opportunity).where(
            Opportunity.partner_id == partner_id,
            Opportunity.created_by_id == actor.id,
            Opportunity.template == template,
            Opportunity.state == OpportunityState.DRAFT,
            Opportunity.edited_at.is_(None),
            Opportunity.created_at > now - SENT_TWICE,
        )
    )


def has_approved(opportunity_id: int) -> bool:
    """Whether anybody is approved. Those who still wait are checked anew when they are."""
    found = db.session.scalar(
        select(Match.id).where(Match.opportunity_id == opportunity_id, Match.state == MatchState.APPROVED).limit(1)
    )
    return found is not None
