"""Reads of partners, their members and what companies decided on them."""

from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from volunteer_match.extensions import db
from volunteer_match.glossary import Verdict
from volunteer_match.organisations.models import Company, Partner, PartnerMember, PartnerVerification
from volunteer_match.people.models import Account


def newest_verdict(partner_id: InstrumentedAttribute[int], company_id: int | None) -> Any:
    """A correlated column: the verdict of the company that holds, NULL where it has not decided."""
    return (
        select(PartnerVerification.verdict)
        .where(PartnerVerification.partner_id == partner_id, PartnerVerification.company_id == company_id)
        .order_by(PartnerVerification.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def is_verified_by(partner_id: InstrumentedAttribute[int], company_id: int | None) -> ColumnElement[bool]:
    """A condition: the company's newest verdict on the partner of a row verifies it."""
    return newest_verdict(partner_id, company_id) == Verdict.VERIFIED  # type: ignore[no-any-return]


def find_verification(partner_id: int, company_id: int | None) -> PartnerVerification | None:
    """The decision that holds; None where the company has not decided."""
    return db.session.scalar(
        select(PartnerVerification)
        .where(PartnerVerification.partner_id == partner_id, PartnerVerification.company_id == company_id)
        .order_by(PartnerVerification.id.desc())
        .limit(1)
    )


def is_verified_by_anybody(partner_id: int) -> bool:
    """Whether the agents of at least one company can see this partner's needs."""
    decisions = db.session.execute(
        select(PartnerVerification.company_id, PartnerVerification.verdict)
        .where(PartnerVerification.partner_id == partner_id)
        .order_by(PartnerVerification.id)
    )
    # Of each company the newest stays: later rows replace earlier ones.
    newest = {company_id: verdict for company_id, verdict in decisions}  # noqa: C416 - a row is no tuple to mypy
    return Verdict.VERIFIED in newest.values()


def verifying_companies(partner_id: int) -> list[str]:
    """Public ids of the companies whose newest verdict verifies this partner."""
    is_verified = is_verified_by(Partner.id, Company.id)  # type: ignore[arg-type]
    return list(
        db.session.scalars(
            select(Company.public_id)
            .join(Partner, Partner.id == partner_id)
            .where(is_verified)
            .order_by(Company.public_id)
        )
    )


def partners_verified_by(company_id: int) -> frozenset[int]:
    """Row numbers of the partners that the company verified."""
    return frozenset(db.session.scalars(select(Partner.id).where(is_verified_by(Partner.id, company_id))))


def find_partner(public_id: str) -> Partner | None:
    return db.session.scalar(select(Partner).where(Partner.public_id == public_id))


def members_of(partner_id: int) -> list[Account]:
    """Active accounts that act for the partner, those who joined first before the others."""
    return list(
        db.session.scalars(
            select(Account)
            .join(PartnerMember, PartnerMember.account_id == Account.id)
            .where(
                PartnerMember.partner_id == partner_id,
                Account.deactivated_at.is_(None),
                Account.deleted_at.is_(None),
            )
            .order_by(PartnerMember.joined_at, Account.id)
        )
    )


def read_partners(company_id: int | None) -> list[tuple[Partner, Verdict | None]]:
    """Every partner with the verdict of the company that holds, by name."""
    rows = db.session.execute(
        select(Partner, newest_verdict(Partner.id, company_id)).order_by(Partner.name, Partner.id)
    )
    return [(partner, Verdict(verdict) if verdict else None) for partner, verdict in rows]


def decisions_on(partner_id: int, company_id: int | None) -> list[tuple[PartnerVerification, Account | None]]:
    """What the company decided on the partner over time, oldest first, with who did."""
    rows = db.session.execute(
        select(PartnerVerification, Account)
        .outerjoin(Account, Account.id == PartnerVerification.decided_by_id)
        .where(PartnerVerification.partner_id == partner_id, PartnerVerification.company_id == company_id)
        .order_by(PartnerVerification.id)
    )
    return [(decision, account) for decision, account in rows]
