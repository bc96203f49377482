"""All planned sessions as one file."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from volunteer_match.calendars.sessions import planned_entry
from volunteer_match.calendars.writing import write_calendar
from volunteer_match.extensions import db
from volunteer_match.glossary import OpportunityState
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.organisations.models import Partner


def planned_sessions(partner: str = "", *, drafts: bool = False) -> list[OpportunitySession]:
    """Sessions that were not cancelled, by need and start; of one partner, by name, where one is given."""
    query = (
        select(OpportunitySession)
        .join(OpportunitySession.opportunity)
        .join(Opportunity.partner)
        .where(OpportunitySession.cancelled_at.is_(None))
        .options(contains_eager(OpportunitySession.opportunity).contains_eager(Opportunity.partner))
        .order_by(Opportunity.id, OpportunitySession.starts_at, OpportunitySession.id)
    )
    if partner:
        query = query.where(Partner.name == partner)
    if not drafts:
        query = query.where(Opportunity.state != OpportunityState.DRAFT)
    return list(db.session.scalars(query))


def write_sessions(sessions: Iterable[OpportunitySession], stamp: datetime) -> bytes:
    """Each with its time in its own zone; flexible work as the day of its deadline there, without one not at all."""
    entries = (planned_entry(session, session.time_zone, stamp) for session in sessions)
    return write_calendar([entry for entry in entries if entry is not None])
