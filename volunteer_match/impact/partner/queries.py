"""Sums over a partner's own needs."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, case, extract, func, select

from volunteer_match.extensions import db
from volunteer_match.hours.models import HourEntry
from volunteer_match.impact.glossary import Speed
from volunteer_match.impact.settling.reading import YES
from volunteer_match.impact.settling.rules import speed_of
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.opportunities.models import Opportunity

MOST_NEEDS = 20


@dataclass(frozen=True, slots=True)
class Sum:
    people: int
    minutes: int
    sessions: int


NUMBERS = (
    func.count(HourEntry.agent_id.distinct()),
    func.sum(HourEntry.confirmed_minutes),
    func.sum(case((HourEntry.is_attendance, 1), else_=0)),
)


def years_of(partner_id: int) -> list[int]:
    """Years in which something was confirmed, newest first."""
    year = extract("year", HourEntry.day)
    rows = select(year).where(HourEntry.partner_id == partner_id, HourEntry.confirmed_minutes > 0).distinct()
    return sorted(map(int, db.session.scalars(rows)), reverse=True)


def _given(partner_id: int, year: int) -> tuple[ColumnElement[bool], ...]:
    in_year = HourEntry.day.between(date(year, 1, 1), date(year, 12, 31))
    return (HourEntry.partner_id == partner_id, in_year, HourEntry.confirmed_minutes > 0)


def sum_of(partner_id: int, year: int) -> Sum:
    people, minutes, sessions = db.session.execute(select(*NUMBERS).where(*_given(partner_id, year))).one()
    return Sum(people, int(minutes or 0), int(sessions or 0))


def by_month(partner_id: int, year: int) -> dict[int, Sum]:
    month = extract("month", HourEntry.day)
    rows = db.session.execute(select(month, *NUMBERS).where(*_given(partner_id, year)).group_by(month))
    return {int(number): Sum(people, int(minutes), int(sessions)) for number, people, minutes, sessions in rows}


def by_need(partner_id: int, year: int) -> list[tuple[str, Sum]]:
    """The needs that got most time, and their titles."""
    minutes = NUMBERS[1]
    rows = db.session.execute(
        select(Opportunity.title, *NUMBERS)
        .select_from(HourEntry)
        .join(Match, Match.id == HourEntry.match_id)
        .join(Opportunity, Opportunity.id == Match.opportunity_id)
        .where(*_given(partner_id, year))
        .group_by(Opportunity.title)
        .order_by(minutes.desc(), Opportunity.title)
        .limit(MOST_NEEDS)
    )
    return [(title, Sum(people, int(given), int(sessions))) for title, people, given, sessions in rows]


def speeds(partner_id: int, year: int) -> Counter[Speed]:
    """Needs published in the year that found somebody, by how long that took."""
    first = func.min(MatchEvent.at)
    rows = db.session.execute(
        select(Opportunity.published_at, first)
        .join(Match, Match.opportunity_id == Opportunity.id)
        .join(MatchEvent, MatchEvent.match_id == Match.id)
        .where(Opportunity.partner_id == partner_id, MatchEvent.move.in_(YES))
        .where(extract("year", Opportunity.published_at) == year)
        .group_by(Opportunity.id, Opportunity.published_at)
    )
    return Counter(speed_of(at - published_at if published_at else timedelta()) for published_at, at in rows)
