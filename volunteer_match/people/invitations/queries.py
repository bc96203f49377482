"""Reads of invitations, and of what a list of guests is held against."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from volunteer_match.extensions import db
from volunteer_match.organisations.models import Site, Team
from volunteer_match.people.models import Account, AccountInvitation

CHUNK = 500
"""Databases take only so many values in one list."""


def _belongs(account: Account) -> ColumnElement[bool]:
    """Invitations that this person may see: their company's, or their partner's."""
    if account.membership is not None:
        return AccountInvitation.partner_id == account.membership.partner_id
    return (AccountInvitation.company_id == account.company_id) & AccountInvitation.partner_id.is_(None)


def open_invitations(account: Account) -> list[AccountInvitation]:
    """Neither accepted nor revoked, newest first; those whose link is too old are among them."""
    return list(
        db.session.scalars(
            select(AccountInvitation)
            .where(_belongs(account), AccountInvitation.accepted_at.is_(None), AccountInvitation.revoked_at.is_(None))
            .order_by(AccountInvitation.created_at.desc(), AccountInvitation.id.desc())
            .limit(CHUNK)
        )
    )


def find_invitation(public_id: str, account: Account) -> AccountInvitation | None:
    return db.session.scalar(
        select(AccountInvitation).where(AccountInvitation.public_id == public_id, _belongs(account))
    )


def find_recent(
    email: str, company_id: int | None, partner_id: int | None, since: datetime
) -> AccountInvitation | None:
    """An open invitation to the same place made after `since`: the same form sent twice."""
    return db.session.scalar(
        select(AccountInvitation)
        .where(
            AccountInvitation.email == email,
            AccountInvitation.company_id == company_id,
            AccountInvitation.partner_id == partner_id,
            AccountInvitation.accepted_at.is_(None),
            AccountInvitation.revoked_at.is_(None),
            AccountInvitation.created_at > since,
        )
        .limit(1)
    )


def teams_of(company_id: int | None) -> list[Team]:
    """All teams by site and name."""
    query = select(Team).join(Site, Team.site_id == Site.id).where(Team.company_id == company_id)
    return list(db.session.scalars(query.order_by(Site.name, Team.name)))


def sites_of(company_id: int | None) -> list[Site]:
    return list(db.session.scalars(select(Site).where(Site.company_id == company_id).order_by(Site.name)))


def known_emails(emails: Collection[str]) -> set[str]:
    """Those among `emails` (lower case) that have an account."""
    wanted = list(emails)
    found: set[str | None] = set()
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        found |= set(
            db.session.scalars(select(Account.email).where(Account.email.in_(part), Account.email.is_not(None)))
        )
    return {email for email in found if email is not None}


def known_numbers(company_id: int | None, numbers: Collection[str]) -> set[str]:
    """Those among the employee numbers, in lower case, that somebody of the company has."""
    wanted = [number.lower() for number in numbers]
    found: set[str] = set()
    for start in range(0, len(wanted), CHUNK):
        lower = func.lower(Account.employee_number)
        part = select(lower).where(Account.company_id == company_id, lower.in_(wanted[start : start + CHUNK]))
        found |= set(db.session.scalars(part))
    return found
