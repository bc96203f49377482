"""Tells an agent, once for an import, that work now lies where they promised to be."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from volunteer_match.availability.shifts.models import ShiftImport
from volunteer_match.availability.shifts.rules import Clash
from volunteer_match.extensions import db
from volunteer_match.matches.models import Match
from volunteer_match.notifications.actions import notify
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.people.models import Account


def tell_of_clashes(one: ShiftImport, agent_id: int, clashes: Sequence[Clash], now: datetime) -> None:
    """One notice for all of them. It leads to the match, where they give the place back or ask for cover."""
    matches = list(
        db.session.scalars(
            select(Match).where(Match.id.in_([clash.held for clash in clashes])).order_by(Match.starts_at, Match.id)
        )
    )
    first = matches[0]
    assert first.starts_at is not None
    assert first.ends_at is not None
    params = {
        "title": first.opportunity.title,
        "partner": first.opportunity.partner.name,
        "count": len(matches),
        "start": first.starts_at.isoformat(),
        "end": first.ends_at.isoformat(),
    }
    path = f"/matches/{first.public_id}" if len(matches) == 1 else "/commitments"
    cause = f"shift-import:{one.public_id}"
    notify(db.session.get_one(Account, agent_id), NoticeKind.SHIFT_CLASH, params, path, now, cause=cause)
