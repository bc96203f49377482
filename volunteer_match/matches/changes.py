"""The matching change log: one row for every write that changes a fact of matching, in the same transaction."""

from datetime import datetime
from typing import Literal

from volunteer_match.extensions import db
from volunteer_match.matches.models import MatchingChange


def note_change(subject: Literal["agent", "opportunity", "company"], subject_id: int, now: datetime) -> None:
    """Says that the facts of this row (by its row number) changed."""
    db.session.add(MatchingChange(subject=subject, subject_id=subject_id, at=now))
