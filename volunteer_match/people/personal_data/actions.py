"""Erases a person and keeps the numbers. What happens to each column follows from how long its class is kept."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table, delete, or_, select, update

from volunteer_match.audit.actions import record
from volunteer_match.challenges.actions import leave_all
from volunteer_match.database import Keep
from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.hours.models import HourEntry
from volunteer_match.hours.time_off.actions import end_time_off_of
from volunteer_match.hours.time_off.models import TimeOffRequest
from volunteer_match.matches.absences.models import Absence
from volunteer_match.matches.changes import note_change
from volunteer_match.matches.cover.models import CoverAsk, CoverRequest
from volunteer_match.matches.endings import end_matches_of
from volunteer_match.matches.models import Claim, Match
from volunteer_match.notifications.actions import forget_person, forget_volunteer
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.people.models import Account
from volunteer_match.people.personal_data.ownership import (
    content_conditions,
    is_about_person,
    owner_columns,
    tables,
)
from volunteer_match.people.queries import count_administrators_in_turn
from volunteer_match.people.rules import judge_leaving
from volunteer_match.people.sign_in.actions import end_all_sessions
from volunteer_match.refusals import Refused

SHORT = frozenset({Keep.DAY, Keep.MONTH, Keep.YEAR})
NAMED_ON: dict[str, Any] = {
    "matches": Match,
    "claims": Claim,
    "hours": HourEntry,
    "volunteer-time-off/requests": TimeOffRequest,
    "appeals": Absence,
    "cover-requests": CoverRequest,
}
"""Where notices about a person lead, by the table whose public id the address ends with."""


def delete_account(account: Account, now: datetime) -> None:
    """Ends what is still to come, signs every browser out and erases the person. The row stays, without a name.

    Raises Refused(LAST_ADMINISTRATOR).
    """
    if account.role is Role.ADMINISTRATOR:
        left = count_administrators_in_turn(account.company_id)
        db.session.refresh(account)
        if refusal := judge_leaving(account.role, left):
            raise Refused(refusal)
    if account.profile is not None:
        end_matches_of(account, now)
        end_time_off_of(account, now)
        leave_all(account.id, now)
        note_change("agent", account.id, now)
    end_all_sessions(account, now)
    record("account.delete", account, now, subject=account)
    forget_person(_paths_of(account))
    forget_volunteer(*_coming_of(account))
    db.session.flush()
    for table in reversed(list(tables())):
        _erase(table, account)
    db.session.expire_all()
    account.deleted_at = now


def _paths_of(account: Account) -> list[str]:
    """Pages about this person to which notices of others lead that name them."""
    pages: list[str] = []
    for kind, table in NAMED_ON.items():
        ids = db.session.scalars(select(table.public_id).where(table.agent_id == account.id))
        pages += [f"/{kind}/{public_id}" for public_id in ids]
    asked = select(CoverAsk.public_id).join(CoverRequest, CoverAsk.request_id == CoverRequest.id)
    ids = db.session.scalars(asked.where(CoverRequest.agent_id == account.id))
    return [*pages, *(f"/cover-asks/{public_id}" for public_id in ids)]


def _coming_of(account: Account) -> tuple[set[str], list[str]]:
    """This person's matches, and the pages where partners see who is coming to those needs."""
    rows = db.session.execute(
        select(Match.public_id, Opportunity.public_id)
        .join(Opportunity, Match.opportunity_id == Opportunity.id)
        .where(Match.agent_id == account.id)
    ).all()
    return {match for match, _need in rows}, [f"/opportunities/{need}/people-coming" for _match, need in rows]


def _erase(table: Table, account: Account) -> None:
    """By table: rows that stay lose what is about the person, others lose their owner, the rest goes."""
    if table.name in ("accounts", "agent_profiles"):
        key = table.columns.id if table.name == "accounts" else table.columns.account_id
        db.session.execute(update(table).where(key == account.id).values(_blanks(table)))
        return
    owners = owner_columns(table)
    kept = [column for column in owners if column.info["keep"] == Keep.ROW]
    by_content = content_conditions(table, account)
    if kept:
        if blanks := _blanks(table):
            mine = or_(by_content, *(column == account.id for column in kept))
            db.session.execute(update(table).where(mine).values(blanks))
        return
    for column in owners:
        if column.nullable and column.info["keep"] not in SHORT:
            db.session.execute(update(table).where(column == account.id).values({column.name: None}))
        else:
            db.session.execute(delete(table).where(column == account.id))
    db.session.execute(delete(table).where(by_content))


def _blanks(table: Table) -> dict[str, Any]:
    """What stands in a row's personal columns once the person is gone."""
    return {
        column.name: _blank(column)
        for column in table.columns
        if is_about_person(column) and column.info["keep"] != Keep.ROW and not column.primary_key
    }


def _blank(column: Column[Any]) -> Any:
    if column.nullable:
        return None
    default = column.default
    return getattr(default, "arg", "") if default is not None and default.is_scalar else ""
