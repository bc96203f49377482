"""Reads for the accounts of a company."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile

PAGE_SIZE = 25
STATES = ("active", "deactivated")


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """What narrows the list; empty values narrow nothing."""

    words: str = ""
    role: Role | None = None
    state: str = ""


def _has(word: str) -> ColumnElement[bool]:
    columns = (Account.email, Account.given_name, Account.family_name)
    return or_(*(column.icontains(word, autoescape=True) for column in columns))


def _conditions(company_id: int | None, wish: AccountFilter) -> list[ColumnElement[bool]]:
    conditions = [Account.company_id == company_id, Account.deleted_at.is_(None)]
    conditions += [_has(word) for word in wish.words.split()[:6]]
    if wish.role:
        conditions.append(Account.role == wish.role)
    if wish.state == "active":
        conditions.append(Account.deactivated_at.is_(None))
    elif wish.state == "deactivated":
        conditions.append(Account.deactivated_at.is_not(None))
    return conditions


def count_accounts(company_id: int | None, wish: AccountFilter) -> int:
    query = select(func.count()).select_from(Account).where(*_conditions(company_id, wish))
    return db.session.scalar(query) or 0


def list_accounts(company_id: int | None, wish: AccountFilter, page: int) -> list[Account]:
    """One page of accounts by name, with their teams."""
    query = (
        select(Account)
        .options(joinedload(Account.profile).joinedload(AgentProfile.team))
        .where(*_conditions(company_id, wish))
        .order_by(Account.family_name, Account.given_name, Account.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    return list(db.session.scalars(query))


def count_roles(company_id: int | None) -> dict[Role, int]:
    """How many people of the company can sign in, by role."""
    rows = db.session.execute(
        select(Account.role, func.count())
        .where(Account.company_id == company_id, Account.deleted_at.is_(None), Account.deactivated_at.is_(None))
        .group_by(Account.role)
    )
    return dict(rows.all())
