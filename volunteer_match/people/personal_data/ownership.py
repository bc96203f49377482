"""Which rows are about one account, worked out from the tables themselves, so that none can be forgotten.

A row is about an account where a column classed as personal or sensitive points at it. What is about a person
without pointing at them is listed in `_by_content`; a test refuses a table that is neither here nor there.
"""

from collections.abc import Iterator

from sqlalchemy import Column, ColumnElement, Table, false, or_, select

from volunteer_match.challenges.models import Entry
from volunteer_match.database import Base
from volunteer_match.hours.models import HourEntry
from volunteer_match.impact.retention.keys import keys_of
from volunteer_match.matches.models import Match
from volunteer_match.people.models import Account
from volunteer_match.people.sign_in.queries import hash_token

ABOUT_PERSON = frozenset({"personal", "sensitive"})
OWNERS = frozenset({"accounts.id", "agent_profiles.account_id"})
NOT_ABOUT_AN_ACCOUNT = frozenset({"badge_keys", "webhooks"})
"""Tables whose classed columns are about nobody with an account: secrets of companies."""


def tables() -> Iterator[Table]:
    """Every table with a column about people, those that others point at first."""
    for table in Base.metadata.sorted_tables:
        if any(is_about_person(column) for column in table.columns):
            yield table


def is_about_person(column: Column[object]) -> bool:
    return column.info.get("class") in ABOUT_PERSON


def owner_columns(table: Table) -> list[Column[object]]:
    """Columns by which a row says whom it is about."""
    return [
        column
        for column in table.columns
        if is_about_person(column) and any(key.target_fullname in OWNERS for key in column.foreign_keys)
    ]


def _by_content(table: Table, account: Account) -> list[ColumnElement[bool]]:
    """Rows that are about a person without a column that points at them."""
    columns = table.columns
    if table.name == "accounts":
        return [columns.id == account.id]
    if table.name == "match_events":
        mine = select(Match.id).where(Match.agent_id == account.id)
        return [columns.match_id.in_(mine)]
    if table.name == "hour_steps":
        given = select(HourEntry.id).where(HourEntry.agent_id == account.id)
        return [columns.entry_id.in_(given)]
    if table.name == "challenge_entry_steps":
        logged = select(Entry.id).where(Entry.agent_id == account.id)
        return [columns.entry_id.in_(logged)]
    if table.name == "employments":
        return [columns.person.in_(keys_of(account))]
    email = account.email or ""
    if table.name == "attempts":
        return [columns.key_hash.in_([hash_token(email), hash_token(account.public_id)])]
    if table.name == "account_invitations":
        return [columns.email == email]
    return [columns.recipient == email] if table.name == "outbox_messages" else []


def is_reached(table: Table, account: Account) -> bool:
    """Whether rows of this table can be found for an account at all."""
    return bool(owner_columns(table) or _by_content(table, account)) or table.name in NOT_ABOUT_AN_ACCOUNT


def about(table: Table, account: Account) -> ColumnElement[bool]:
    """A condition: the row is about this account."""
    pointing = [column == account.id for column in owner_columns(table)]
    return or_(false(), *pointing, *_by_content(table, account))


def content_conditions(table: Table, account: Account) -> ColumnElement[bool]:
    """A condition: the row is about this account by what it says, not by a column that points at it."""
    return or_(false(), *_by_content(table, account))
