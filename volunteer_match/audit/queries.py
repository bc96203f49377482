"""Reads of the audit log. Everybody sees their own company's entries only."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from volunteer_match.audit.models import AuditEntry
from volunteer_match.extensions import db
from volunteer_match.people.models import Account

PAGE_SIZE = 50
MOST_ABOUT_ONE = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log; `actor` None is the platform, or somebody at the command line."""

    row: AuditEntry
    actor: Account | None


def _conditions(company_id: int | None, area: str, words: str) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [AuditEntry.company_id == company_id]
    if area:
        conditions.append(AuditEntry.action.startswith(f"{area}.", autoescape=True))
    if words:
        # By the one who acted, or by the id in the address of what it is about.
        conditions.append(
            or_(
                AuditEntry.subject_id == words,
                Account.email.icontains(words, autoescape=True),
                Account.given_name.icontains(words, autoescape=True),
                Account.family_name.icontains(words, autoescape=True),
            )
        )
    return conditions


def count_entries(company_id: int | None, area: str, words: str) -> int:
    query = (
        select(func.count())
        .select_from(AuditEntry)
        .outerjoin(Account, AuditEntry.actor_id == Account.id)
        .where(*_conditions(company_id, area, words))
    )
    return db.session.scalar(query) or 0


def list_entries(company_id: int | None, area: str, words: str, page: int) -> list[Entry]:
    """One page, newest first."""
    query = (
        select(AuditEntry, Account)
        .outerjoin(Account, AuditEntry.actor_id == Account.id)
        .where(*_conditions(company_id, area, words))
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    return [Entry(row, actor) for row, actor in db.session.execute(query)]


def list_areas(company_id: int | None) -> list[str]:
    """What there are entries about: the first words of their actions."""
    actions = db.session.scalars(select(AuditEntry.action).where(AuditEntry.company_id == company_id).distinct())
    return sorted({action.partition(".")[0] for action in actions})


def entries_about(subject: Any, company_id: int | None) -> list[Entry]:
    """The newest entries about one row with a public id."""
    query = (
        select(AuditEntry, Account)
        .outerjoin(Account, AuditEntry.actor_id == Account.id)
        .where(AuditEntry.company_id == company_id, AuditEntry.subject_id == subject.public_id)
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(MOST_ABOUT_ONE)
    )
    return [Entry(row, actor) for row, actor in db.session.execute(query)]
