"""Imported drafts that wait for a coordinator, and those that were accepted and still lack something."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from volunteer_match.extensions import db
from volunteer_match.glossary import OpportunityState
from volunteer_match.integrations.models import ImportedRecord
from volunteer_match.opportunities.models import Opportunity


def count_waiting() -> int:
    """Imported drafts that nobody has accepted or refused."""
    waiting = (Opportunity.state == OpportunityState.DRAFT) & Opportunity.awaits_acceptance
    return db.session.scalar(select(func.count()).select_from(Opportunity).where(waiting)) or 0


def count_incomplete() -> int:
    """Accepted, and still a draft because something is missing."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Opportunity)
            .join(ImportedRecord, ImportedRecord.opportunity_id == Opportunity.id)
            .where(Opportunity.state == OpportunityState.DRAFT, Opportunity.awaits_acceptance.is_(False))
        )
        or 0
    )


def read_records(*, is_waiting: bool, offset: int, limit: int) -> list[ImportedRecord]:
    """One page of imported drafts with their needs and partners, the oldest import first."""
    need = joinedload(ImportedRecord.opportunity)
    query = (
        select(ImportedRecord)
        .join(Opportunity, ImportedRecord.opportunity_id == Opportunity.id)
        .where(Opportunity.state == OpportunityState.DRAFT, Opportunity.awaits_acceptance.is_(is_waiting))
        .order_by(ImportedRecord.first_imported_at, ImportedRecord.id)
        .options(
            need.joinedload(Opportunity.partner),
            need.selectinload(Opportunity.sessions),
            need.selectinload(Opportunity.credentials),
        )
        .offset(offset)
        .limit(limit)
    )
    return list(db.session.scalars(query))


def find_waiting(public_ids: list[str]) -> list[Opportunity]:
    """The imported drafts of these addresses, accepted or not; others are left out."""
    query = (
        select(Opportunity)
        .join(ImportedRecord, ImportedRecord.opportunity_id == Opportunity.id)
        .where(Opportunity.public_id.in_(public_ids), Opportunity.state == OpportunityState.DRAFT)
        .options(joinedload(Opportunity.partner), selectinload(Opportunity.sessions))
        .order_by(Opportunity.id)
        # Two coordinators who decide on the same list take turns.
        .with_for_update(of=Opportunity, key_share=True)
        .execution_options(populate_existing=True)
    )
    return list(db.session.scalars(query).unique())
