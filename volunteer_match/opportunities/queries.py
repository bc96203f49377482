"""Reads of opportunities: by address, by partner, and what the agents of a company may see."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, or_, select
from sqlalchemy.orm import aliased

from volunteer_match.extensions import db
from volunteer_match.glossary import Format, OpportunityState
from volunteer_match.integrations.models import ImportedRecord
from volunteer_match.opportunities.models import Opportunity, OpportunityEvent, OpportunitySession
from volunteer_match.opportunities.rules import OpportunityMove
from volunteer_match.organisations.queries import is_verified_by
from volunteer_match.people.models import Account

ANSWERS = (OpportunityMove.ACCEPTED.value, OpportunityMove.REFUSED.value)


def find_opportunity(public_id: str) -> Opportunity | None:
    """The opportunity of that address, whoever asks: scope it before a person sees it."""
    return db.session.scalar(select(Opportunity).where(Opportunity.public_id == public_id))


def of_partner(partner_id: int) -> Select[Opportunity]:
    """Everything that a partner has written, the newest first. What waits for acceptance isn't theirs yet."""
    return (
        select(Opportunity)
        .where(Opportunity.partner_id == partner_id, Opportunity.awaits_acceptance.is_(False))
        .order_by(Opportunity.created_at.desc(), Opportunity.id.desc())
    )


def find_of_partner(public_id: str, partner_id: int) -> Opportunity | None:
    """The partner's own opportunity of that address, or None."""
    return db.session.scalar(of_partner(partner_id).where(Opportunity.public_id == public_id))


def was_imported() -> ColumnElement[bool]:
    """Whether the need came from a file or another system."""
    return exists().where(ImportedRecord.opportunity_id == Opportunity.id)


def newest_answer(company_id: int | None) -> ScalarSelect[Any]:
    """A correlated column: whether this company's coordinators accepted or refused an imported need last; NULL where
    none of them has answered.
    """
    event, actor = aliased(OpportunityEvent), aliased(Account)
    return (
        select(event.move)
        .join(actor, event.actor_id == actor.id)
        .where(event.opportunity_id == Opportunity.id, event.move.in_(ANSWERS), actor.company_id == company_id)
        .order_by(event.id.desc())
        .limit(1)
        .correlate(Opportunity)
        .scalar_subquery()
    )


def was_accepted_by(company_id: int | None) -> ColumnElement[bool]:
    """Whether this company's coordinators have let an imported need through."""
    return newest_answer(company_id) == OpportunityMove.ACCEPTED.value


def is_offered_by(company_id: int | None) -> ColumnElement[bool]:
    """Whether a company lets its agents see a need: it trusts the partner, and if the need was imported, its own
    coordinators have accepted it. Nobody decides that for another company.
    """
    return is_verified_by(Opportunity.partner_id, company_id) & (~was_imported() | was_accepted_by(company_id))


def seen_by_staff() -> Select[Opportunity]:
    """What coordinators see: all that was ever published, and imported drafts; a partner's own drafts are private."""
    return select(Opportunity).where((Opportunity.state != OpportunityState.DRAFT) | was_imported())


def find_seen_by_staff(public_id: str) -> Opportunity | None:
    """The need of that address, if coordinators may look at it."""
    return db.session.scalar(seen_by_staff().where(Opportunity.public_id == public_id))


def find_editable_by_staff(public_id: str, company_id: int | None) -> Opportunity | None:
    """Coordinators change needs of partners that their own company verified. An imported one: while nobody has
    accepted it, and once they have.
    """
    is_open = Opportunity.awaits_acceptance | was_accepted_by(company_id)
    is_theirs = or_(was_imported() & is_open, ~was_imported() & is_verified_by(Opportunity.partner_id, company_id))
    return db.session.scalar(seen_by_staff().where(Opportunity.public_id == public_id, is_theirs))


def find_session(opportunity: Opportunity, public_id: str) -> OpportunitySession | None:
    """The session of that address, if it belongs to this need."""
    return next((session for session in opportunity.sessions if session.public_id == public_id), None)


def is_still_to_come(now: datetime) -> ColumnElement[bool]:
    """Has a session that is not cancelled and has not begun, or is flexible and its deadline lies ahead."""
    coming = exists().where(
        OpportunitySession.opportunity_id == Opportunity.id,
        OpportunitySession.cancelled_at.is_(None),
        OpportunitySession.starts_at > now,
    )
    in_own_time = (Opportunity.format == Format.FLEXIBLE) & (
        Opportunity.deadline.is_(None) | (Opportunity.deadline > now)
    )
    return in_own_time | ((Opportunity.format == Format.SCHEDULED) & coming)


def visible_to_agents(company_id: int | None, now: datetime) -> Select[Opportunity]:
    """Published needs, still to come, of partners that this company verifies; imported ones that it accepted."""
    return select(Opportunity).where(
        Opportunity.state == OpportunityState.PUBLISHED,
        is_offered_by(company_id),
        is_still_to_come(now),
    )


def visible_ids(company_id: int | None, now: datetime) -> list[int]:
    """Row numbers of `visible_to_agents`, in a fixed order."""
    chosen = visible_to_agents(company_id, now).with_only_columns(Opportunity.id).order_by(Opportunity.id)
    return list(db.session.scalars(chosen))


def find_visible(public_id: str, company_id: int | None, now: datetime) -> Opportunity | None:
    """The need of that address, if this company's agents may see it now."""
    return db.session.scalar(visible_to_agents(company_id, now).where(Opportunity.public_id == public_id))


def find_record(opportunity_id: int) -> ImportedRecord | None:
    """Where an imported need came from; None for one that was written here."""
    return db.session.scalar(
        select(ImportedRecord).where(ImportedRecord.opportunity_id == opportunity_id).order_by(ImportedRecord.id)
    )
