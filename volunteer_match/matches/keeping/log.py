"""The change log, read by whoever follows it.

Every write that changes a fact adds a row in the same transaction. SQLite's writers take turns, so there rows come in
the order of their numbers. PostgreSQL gives a row its number before others commit: row 8 may be there while row 7 is
still on its way, and who remembers only "up to 8" misses 7 for ever. So a row also has the number of its transaction,
and a reader remembers a *horizon*, `pg_snapshot_xmin(pg_current_snapshot())`: every transaction below it has ended, and
what it wrote can be seen. Each reading takes all rows from the last horizon on, those from beyond the new one too (a
person's own change must show at once), and remembers which of these it has applied already.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Text, cast, func, select

from volunteer_match.extensions import db
from volunteer_match.matches.models import MatchingChange

LONGEST_SLEEP = timedelta(days=20)
"""Rows are deleted after a month: who slept longer than this may have missed some."""
Subject = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Place:
    """How far somebody has read. `horizon` is 0 on SQLite; `beyond` are rows applied at or beyond the horizon."""

    at: datetime
    newest: int = 0
    horizon: int = 0
    beyond: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a place, each subject once, and the place reached."""

    subjects: frozenset[Subject]
    place: Place


def _is_postgres() -> bool:
    return db.session.get_bind().dialect.name == "postgresql"


def _edges() -> tuple[int, int, int]:
    """Numbers of the oldest and the newest row (0 without any), and the horizon. To be read before the rows are."""
    horizon = func.pg_snapshot_xmin(func.pg_current_snapshot()) if _is_postgres() else 0
    oldest, newest = (select(edge(MatchingChange.id)).scalar_subquery() for edge in (func.min, func.max))
    row = db.session.execute(select(oldest, newest, cast(cast(horizon, Text), BigInteger))).one()
    return row[0] or 0, row[1] or 0, row[2]


def place_now(now: datetime) -> Place:
    """Where the log is. Facts that are read afterwards have everything up to there."""
    _, newest, horizon = _edges()
    return Place(now, newest, horizon)


def read_changes(place: Place, now: datetime, most: int) -> Changes | None:
    """What changed since `place`. None where that can't be known any more, or is more than `most` rows."""
    oldest, newest, horizon = _edges()
    if abs(now - place.at) > LONGEST_SLEEP or newest < place.newest or _has_gap(place, oldest, horizon):
        return None
    rows = _rows_since(place, newest, most)
    fresh = [row for row in rows if row.id not in place.beyond]
    if len(fresh) > most:
        return None
    beyond = frozenset(row.id for row in rows if row.transaction >= horizon) if horizon else frozenset()
    return Changes(frozenset((row.subject, row.subject_id) for row in fresh), Place(now, newest, horizon, beyond))


def _has_gap(place: Place, oldest: int, horizon: int) -> bool:
    """Whether rows between `place` and the oldest one left may have been deleted. The newest row never is, so the one
    that was read last is still there, or else all before the oldest are gone. PostgreSQL's numbers have gaps of
    their own where a transaction was undone: before the first row nothing can be told from them.
    """
    return oldest > place.newest + 1 and (place.newest > 0 or not horizon)


def _rows_since(place: Place, newest: int, most: int) -> Sequence[Any]:
    columns = select(MatchingChange.id, MatchingChange.subject, MatchingChange.subject_id, MatchingChange.transaction)
    if _is_postgres():
        columns = columns.where(MatchingChange.transaction >= place.horizon)
        return db.session.execute(columns.limit(most + len(place.beyond) + 1)).all()
    if newest == place.newest:
        return []
    return db.session.execute(columns.where(MatchingChange.id > place.newest).limit(most + 1)).all()


def has_changed_facts(place: Place, now: datetime, most: int, subject: str) -> bool:
    """Whether the open transaction has changed facts of such a subject."""
    if not db.session.connection().get_execution_options().get("write"):
        return False
    changes = read_changes(place, now, most)
    return changes is None or any(changed == subject for changed, _ in changes.subjects)
