"""Tells each agent, once for an import, that work now lies where they promised to be."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from volunteer_match.availability.shifts.differing import Clashing
from volunteer_match.availability.shifts.models import ShiftImport
from volunteer_match.extensions import db
from volunteer_match.matches.models import Match
from volunteer_match.notifications.actions import notify
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.people.models import Account


def tell_of_clashes(one: ShiftImport, news: Sequence[Clashing], now: datetime) -> None:
    """One notice for all of an agent. It leads to the match, where they give the place back or ask for cover."""
    if not news:
        return
    by_agent: dict[int, list[Match]] = defaultdict(list)
    for match in _matches([each.clash.held for each in news]):
        by_agent[match.agent_id].append(match)
    accounts = db.session.scalars(select(Account).where(Account.id.in_(list(by_agent))))
    for account in accounts:
        matches = by_agent[account.id]
        path = f"/matches/{matches[0].public_id}" if len(matches) == 1 else "/commitments"
        notify(account, NoticeKind.SHIFT_CLASH, _params(matches), path, now, cause=f"shift-import:{one.public_id}")


def _matches(numbers: Sequence[int]) -> Sequence[Match]:
    return db.session.scalars(
        select(Match)
        .where(Match.id.in_(numbers))
        .options(joinedload(Match.opportunity).joinedload(Opportunity.partner))
        .order_by(Match.starts_at, Match.id)
    ).all()


def _params(matches: Sequence[Match]) -> dict[str, Any]:
    first = matches[0]
    assert first.starts_at is not None
    assert first.ends_at is not None
    return {
        "title": first.opportunity.title,
        "partner": first.opportunity.partner.name,
        "count": len(matches),
        "start": first.starts_at.isoformat(),
        "end": first.ends_at.isoformat(),
    }
