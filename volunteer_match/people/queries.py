"""Reads of accounts."""

from datetime import datetime

from sqlalchemy import func, select

from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.organisations.models import Company
from volunteer_match.people.models import Account, AccountInvitation
from volunteer_match.people.sign_in.queries import hash_token


def find_account(public_id: str, company_id: int | None) -> Account | None:
    """An account of this company by the id in an address; never another company's, never a deleted one."""
    return db.session.scalar(
        select(Account).where(
            Account.public_id == public_id, Account.company_id == company_id, Account.deleted_at.is_(None)
        )
    )


def has_number(company_id: int | None, number: str) -> bool:
    """Whether somebody of the company has this employee number, in whatever case it is written."""
    same = func.lower(Account.employee_number) == number.lower()
    return db.session.scalar(select(Account.id).where(Account.company_id == company_id, same).limit(1)) is not None


def count_active(role: Role, company_id: int | None) -> int:
    """How many people of the company can sign in with this role."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Account)
            .where(
                Account.role == role,
                Account.company_id == company_id,
                Account.deactivated_at.is_(None),
                Account.deleted_at.is_(None),
            )
        )
        or 0
    )


def staff_of(company_id: int) -> list[Account]:
    """Coordinators and administrators of the company who can sign in."""
    return list(
        db.session.scalars(
            select(Account)
            .where(
                Account.company_id == company_id,
                Account.role.in_([Role.COORDINATOR, Role.ADMINISTRATOR]),
                Account.deactivated_at.is_(None),
                Account.deleted_at.is_(None),
            )
            .order_by(Account.id)
        )
    )


def count_administrators_in_turn(company_id: int | None) -> int:
    """How many can act as administrator; no other writing transaction changes that before this one ends.

    Two who leave or remove each other at once must take turns: one of them has to stay.
    """
    # New rows of the company may still refer to it: whoever claims a place now is not kept waiting.
    db.session.execute(select(Company.id).where(Company.id == company_id).with_for_update(key_share=True))
    return count_active(Role.ADMINISTRATOR, company_id)


def find_open_invitation(token: str, now: datetime) -> AccountInvitation | None:
    """The invitation behind a link, if it still works: not accepted, not revoked, not too old."""
    return db.session.scalar(
        select(AccountInvitation).where(
            AccountInvitation.token_hash == hash_token(token),
            AccountInvitation.accepted_at.is_(None),
            AccountInvitation.revoked_at.is_(None),
            AccountInvitation.expires_at > now,
        )
    )
