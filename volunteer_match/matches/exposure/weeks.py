"""How evenly invitations and matches were spread, week after week."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import InstrumentedAttribute

from volunteer_match.extensions import db
from volunteer_match.glossary import Format, OpportunityState
from volunteer_match.matches.exposure.queries import IS_ASK, IS_CONNECTION, active
from volunteer_match.matches.exposure.rules import SMALL
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matching.spread import evenest_gini, gini
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.organisations.queries import is_verified_by
from volunteer_match.people.profile.models import AgentProfile

WEEKS = 12
BACK = timedelta(weeks=4)
"""What each point looks back on: in a single week hardly anybody is asked, which no order could spread."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How `total` invitations (or matches) were spread over that many people (or needs).

    `index` is their Gini index and `evenest` the lowest that so many could have; None where there was nothing to
    spread, or nobody to speak of.
    """

    total: int
    over: int
    index: float | None
    evenest: float | None


@dataclass(frozen=True, slots=True)
class Point:
    """The four weeks that end at `until`."""

    until: datetime
    asks: Spread
    matches: Spread


def read_weeks(company_id: int, now: datetime) -> list[Point]:
    """The last twelve weeks, the newest last."""
    ends = [now - timedelta(weeks=weeks) for weeks in reversed(range(WEEKS))]
    asks = _moments(Match.agent_id, IS_ASK, company_id, ends[0] - BACK)
    matches = _moments(Match.opportunity_id, IS_CONNECTION, company_id, ends[0] - BACK)
    people, needs = _people_by(company_id, ends), _needs_by(company_id, ends)
    return [
        Point(end, _spread(asks, end, people[index]), _spread(matches, end, needs[index]))
        for index, end in enumerate(ends)
    ]


def _moments(
    subject: InstrumentedAttribute[int], which: ColumnElement[bool], company_id: int, since: datetime
) -> list[tuple[int, datetime]]:
    rows = db.session.execute(
        select(subject, MatchEvent.at)
        .join(Match, MatchEvent.match_id == Match.id)
        .where(Match.company_id == company_id, MatchEvent.at > since, which)
    )
    return [(key, at) for key, at in rows]


def _spread(moments: Sequence[tuple[int, datetime]], end: datetime, over: int) -> Spread:
    counts = Counter(key for key, at in moments if end - BACK < at <= end)
    total, number = sum(counts.values()), max(over, len(counts))
    if not total or number < SMALL:
        return Spread(total, number, None, None)
    return Spread(total, number, gini(counts.values(), number - len(counts)), evenest_gini(total, number))


def _people_by(company_id: int, ends: Sequence[datetime]) -> list[int]:
    """How many of the active volunteers had joined by each of these moments."""
    joined = [func.coalesce(func.sum(case((AgentProfile.created_at <= end, 1), else_=0)), 0) for end in ends]
    return list(db.session.execute(active(select(*joined).select_from(AgentProfile), company_id)).one())


def _needs_by(company_id: int, ends: Sequence[datetime]) -> list[int]:
    """How many needs of the company's partners could be seen at some time in the four weeks before each moment."""
    last = (
        select(func.max(OpportunitySession.starts_at))
        .where(OpportunitySession.opportunity_id == Opportunity.id)
        .scalar_subquery()
    )
    over = case((Opportunity.format == Format.FLEXIBLE, Opportunity.deadline), else_=last)
    is_ours = (Opportunity.state != OpportunityState.DRAFT) & is_verified_by(Opportunity.partner_id, company_id)
    chosen = is_ours & (Opportunity.published_at <= ends[-1])
    rows = db.session.execute(select(Opportunity.published_at, Opportunity.ended_at, over).where(chosen)).all()
    return [
        sum(
            published <= end and all(gone is None or gone > end - BACK for gone in (ended, last_moment))
            for published, ended, last_moment in rows
        )
        for end in ends
    ]
