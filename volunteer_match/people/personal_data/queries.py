"""Everything that is kept of one person, as plain values."""

from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, Table, or_, select

from volunteer_match.extensions import db
from volunteer_match.glossary import KudosState
from volunteer_match.people.models import Account
from volunteer_match.people.personal_data.ownership import about, is_about_person, tables

WITHHELD: dict[str, str] = {
    "accounts.password_hash": "a secret of yours that nobody can read back",
    "sign_in_sessions.token_hash": "a secret of your browser",
    "account_links.token_hash": "a secret of a link",
    "account_invitations.token_hash": "a secret of a link",
    "attempts.key_hash": "only a hash of your address",
    "employments.person": "only a hash of your address or employee number",
    "concerns.outcome": "notes of coordinators about other people",
    "blocks.reason": "may tell of other people; ask a coordinator",
    "badge_keys.private_key": "a secret of your company",
    "personal_calendars.token": "a part of a secret; the page of your calendar shows the whole address",
    "shift_calendars.address": "a secret of yours: whoever has it can read your calendar",
    "shift_imports.plan": "the shifts themselves stand in the table of shifts",
    "kudos (not passed on)": "words that no coordinator has read yet, or that went back to who wrote them",
    "photos.picture": "a picture, not text: your page of data has all of yours as one file",
    "photos.thumbnail": "the same picture, smaller",
    "outbox_messages.params": "may hold secrets of links; the inbox has the same news",
}
"""Columns about a person that the download leaves out, and why. The file says so."""


def _is_out(table: Table, account: Account) -> list[ColumnElement[bool]]:
    """Thanks reach nobody before a coordinator has passed them on, also not by this way; their writer has them."""
    if table.name != "kudos":
        return []
    columns = table.columns
    return [or_(columns.author_id == account.id, columns.state == KudosState.SHOWN)]


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _read(table: Table, account: Account) -> list[dict[str, object]]:
    mine = select(table).where(about(table, account), *_is_out(table, account))
    rows = db.session.execute(mine.order_by(*table.primary_key.columns)).all()
    return [_told(table, row, account) for row in rows]


def _told(table: Table, row: Row[Any], account: Account) -> dict[str, object]:
    """The columns of a row that say something: no secrets, no row numbers."""
    told: dict[str, object] = {}
    for column in table.columns:
        if f"{table.name}.{column.name}" in WITHHELD or column.name == "id":
            continue
        value = row._mapping[column.name]
        if column.foreign_keys:
            told |= _pointer(column, value, account)
        else:
            told[column.name] = _plain(value)
    return told


def _pointer(column: Column[object], value: Any, account: Account) -> dict[str, object]:
    """Where a column points: "me" for this account, nothing for other people, else the id that pages use."""
    name, target = column.name.removesuffix("_id"), next(iter(column.foreign_keys)).column.table
    if target.name in ("accounts", "agent_profiles"):
        return {name: "me"} if value == account.id else {}
    mark = target.columns.get("public_id", target.columns.get("code"))
    if value is None or mark is None:
        return {}
    found = db.session.scalar(select(mark).where(target.columns.id == value))
    return {name: _plain(found)}


def read_everything(account: Account) -> dict[str, object]:
    """All rows about the account, by table, and the list of what was left out and why."""
    return {
        "tables": {table.name: _read(table, account) for table in tables()},
        "left_out": dict(WITHHELD),
    }


def told_columns(table: Table) -> set[str]:
    """Columns about people that the download shows; a test compares them with the classes."""
    return {
        column.name
        for column in table.columns
        if is_about_person(column) and f"{table.name}.{column.name}" not in WITHHELD
    }
