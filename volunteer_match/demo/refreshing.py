"""Moves every date of the demo world by whole weeks, so that it lies around today again. What people did stays.

Whole weeks, because shifts, free evenings and weekly sessions stand on days of the week.
"""

from datetime import datetime, timedelta

from sqlalchemy import DateTime, delete, func, literal, select, update
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.schema import Column
from sqlalchemy.types import Date, Interval

from volunteer_match.audit.actions import record
from volunteer_match.audit.models import AuditEntry
from volunteer_match.database import Base, LocalDateTime, UtcDateTime
from volunteer_match.database.transactions import begin_write
from volunteer_match.demo.loader import LOADED
from volunteer_match.extensions import db
from volunteer_match.impact.models import ImpactCell, ImpactMonth
from volunteer_match.impact.settling.actions import settle_due
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.actions import derive_times_anew

REFRESHED = "demo.refresh"
UNMOVED = frozenset({"audit_entries", "sign_in_sessions", "attempts", "account_links", "idempotency_keys", "matches"})
"""The log tells what was; signing in is about the real today; matches move one by one, below."""
SETTLED = (ImpactCell, ImpactMonth)
"""Made anew: elsewhere nothing that was published ever changes, but here the ledger itself moves."""


def days_behind(now: datetime) -> int:
    """Days of the whole weeks since the demo world was loaded or last refreshed; 0 where there is none."""
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action.in_([LOADED, REFRESHED]))).all()
    loaded = [entry.at for entry in entries if entry.action == LOADED]
    moved = sum(entry.details["days"] for entry in entries if entry.action == REFRESHED)
    return ((now - loaded[0]).days - moved) // 7 * 7 if loaded else 0


def refresh_demo(now: datetime) -> int:
    """Moves all dates forward by as many days as the world is behind; returns that number."""
    begin_write(db.session)
    days = days_behind(now)
    if days > 0:
        for model in SETTLED:
            db.session.execute(delete(model))
        _move_tables(days)
        _move_matches(days)
        derive_times_anew(now)
        while settle_due(now):
            pass
        record(REFRESHED, None, now, days=days)
    db.session.commit()
    return days


def _moved(column: Column[object], days: int) -> ColumnElement[object] | None:
    is_date = isinstance(column.type, Date)
    if not is_date and not isinstance(column.type, UtcDateTime | LocalDateTime | DateTime):
        return None
    if db.session.get_bind().dialect.name != "sqlite":
        return column + literal(timedelta(days=days), Interval)
    shape = "%Y-%m-%d" if is_date else "%Y-%m-%d %H:%M:%f000"
    moved: ColumnElement[object] = func.strftime(shape, column, f"+{days} days")
    return moved


def _move_tables(days: int) -> None:
    for table in Base.metadata.sorted_tables:
        if table.name in UNMOVED:
            continue
        values = {column.name: moved for column in table.columns if (moved := _moved(column, days)) is not None}
        if values:
            db.session.execute(update(table).values(values))


def _move_matches(days: int) -> None:
    """The latest first: moved one by one towards the future, no two of one agent ever overlap on the way."""
    step = timedelta(days=days)
    for match in db.session.scalars(select(Match).order_by(Match.starts_at.desc())):
        for name in ("starts_at", "ends_at", "state_since", "confirm_by", "created_at"):
            moment = getattr(match, name)
            setattr(match, name, moment + step if moment else None)
        db.session.flush()
