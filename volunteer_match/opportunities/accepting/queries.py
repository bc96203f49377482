"""Imported needs that wait for a company's coordinators, and those that were accepted and still lack something."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, selectinload

from volunteer_match.extensions import db
from volunteer_match.glossary import OpportunityState
from volunteer_match.integrations.models import ImportedRecord
from volunteer_match.opportunities.models import Opportunity, OpportunityEvent, OpportunitySkill
from volunteer_match.opportunities.queries import (
    ANSWERS,
    is_still_to_come,
    newest_answer,
    was_accepted_by,
    was_imported,
)
from volunteer_match.organisations.models import Company
from volunteer_match.people.models import Account

ANSWERABLE = (OpportunityState.DRAFT, OpportunityState.PUBLISHED)


def _waits_for(company_id: int | None, now: datetime) -> ColumnElement[bool]:
    """Nobody of this company has answered yet: a draft, or what another company has accepted and is still to come."""
    is_draft = (Opportunity.state == OpportunityState.DRAFT) & Opportunity.awaits_acceptance
    is_elsewhere = (Opportunity.state == OpportunityState.PUBLISHED) & is_still_to_come(now)
    return (is_draft | is_elsewhere) & newest_answer(company_id).is_(None)


def _is_incomplete(company_id: int | None) -> ColumnElement[bool]:
    """Accepted by this company, and still a draft because something is missing."""
    return (Opportunity.state == OpportunityState.DRAFT) & was_accepted_by(company_id)


def _count(condition: ColumnElement[bool]) -> int:
    imported = select(func.count()).select_from(Opportunity).where(was_imported(), condition)
    return db.session.scalar(imported) or 0


def count_waiting(company_id: int | None, now: datetime) -> int:
    """Imported needs that this company has neither accepted nor refused."""
    return _count(_waits_for(company_id, now))


def count_incomplete(company_id: int | None) -> int:
    """Accepted by this company, and still a draft because something is missing."""
    return _count(_is_incomplete(company_id))


def read_records(
    company_id: int | None, now: datetime, *, is_waiting: bool, offset: int, limit: int
) -> list[ImportedRecord]:
    """One page of imported needs with their partners, the oldest import first."""
    need = joinedload(ImportedRecord.opportunity)
    query = (
        select(ImportedRecord)
        .join(Opportunity, ImportedRecord.opportunity_id == Opportunity.id)
        .where(_waits_for(company_id, now) if is_waiting else _is_incomplete(company_id))
        .order_by(ImportedRecord.first_imported_at, ImportedRecord.id)
        .options(
            need.joinedload(Opportunity.partner),
            need.selectinload(Opportunity.sessions),
            need.selectinload(Opportunity.credentials),
            need.selectinload(Opportunity.skills).joinedload(OpportunitySkill.skill),
        )
        .offset(offset)
        .limit(limit)
    )
    return list(db.session.scalars(query))


def find_waiting(public_ids: list[str]) -> list[Opportunity]:
    """The imported needs of these addresses, answered or not, that are not over; others are left out."""
    query = (
        select(Opportunity)
        .join(ImportedRecord, ImportedRecord.opportunity_id == Opportunity.id)
        .where(Opportunity.public_id.in_(public_ids), Opportunity.state.in_(ANSWERABLE))
        .options(joinedload(Opportunity.partner), selectinload(Opportunity.sessions))
        .order_by(Opportunity.id)
        # Two coordinators who decide on the same list take turns.
        .with_for_update(of=Opportunity, key_share=True)
        .execution_options(populate_existing=True)
    )
    return list(db.session.scalars(query).unique())


def answers_on(opportunity: Opportunity) -> dict[int, str | None]:
    """What each company answered last, by row number; None where it has not answered."""
    rows = db.session.execute(
        select(Account.company_id, OpportunityEvent.move)
        .join(Account, OpportunityEvent.actor_id == Account.id)
        .where(OpportunityEvent.opportunity_id == opportunity.id, OpportunityEvent.move.in_(ANSWERS))
        .order_by(OpportunityEvent.id)
    )
    # Of each company the newest stays: later rows replace earlier ones.
    given = {row.company_id: row.move for row in rows}
    return {company_id: given.get(company_id) for company_id in db.session.scalars(select(Company.id))}
