"""The matching change log: one row for every write that changes a fact of matching, in the same transaction."""

from datetime import datetime
from typing import Literal

from sqlalchemy import Select, insert, literal, select

from volunteer_match.database.expressions import this_transaction
from volunteer_match.extensions import db
from volunteer_match.matches.models import MatchingChange


def note_change(subject: Literal["agent", "opportunity", "company"], subject_id: int, now: datetime) -> None:
    """Says that the facts of this row (by its row number) changed."""
    db.session.add(MatchingChange(subject=subject, subject_id=subject_id, at=now))


def note_changes_of_agents(agent_ids: Select[int], now: datetime) -> None:
    """The same for many agents, whom the database finds: one statement, however many they are."""
    who = agent_ids.subquery()
    db.session.execute(
        insert(MatchingChange.__table__).from_select(  # type: ignore[arg-type]  # a table and not its class
            ["subject", "subject_id", "at", "transaction"],
            select(literal("agent"), *who.c, literal(now, MatchingChange.at.type), this_transaction()),
            include_defaults=False,
        )
    )
