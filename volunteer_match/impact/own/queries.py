"""Sums of one person's confirmed hours. Live and whole: suppression is for what others see."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import extract, func, select

from volunteer_match.extensions import db
from volunteer_match.hours.models import HourEntry
from volunteer_match.impact.goals import goal_of
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.organisations.models import Partner


@dataclass(slots=True)
class OwnImpact:
    """Minutes, and what they were for."""

    minutes: int = 0
    sessions: int = 0
    partners: set[str] = field(default_factory=set)
    goals: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    months: Counter[date] = field(default_factory=Counter)


def own_impact(agent_id: int) -> OwnImpact:
    """Everything that was confirmed, summed by month, kind, cause and partner in one go."""
    year, month = extract("year", HourEntry.day), extract("month", HourEntry.day)
    keys = (Opportunity.kind, Opportunity.cause, Partner.cause, Partner.name, HourEntry.is_attendance)
    rows = db.session.execute(
        select(year, month, *keys, func.count(), func.sum(HourEntry.confirmed_minutes))
        .select_from(HourEntry)
        .join(Match, Match.id == HourEntry.match_id)
        .join(Opportunity, Opportunity.id == Match.opportunity_id)
        .join(Partner, Partner.id == HourEntry.partner_id)
        .where(HourEntry.agent_id == agent_id, HourEntry.confirmed_minutes > 0)
        .group_by(year, month, *keys)
    )
    found = OwnImpact()
    for in_year, in_month, kind, cause, partner_cause, partner, is_attendance, entries, minutes in rows:
        found.minutes += minutes
        found.sessions += entries if is_attendance else 0
        found.partners.add(partner)
        found.goals[goal_of(cause or partner_cause) or ""] += minutes
        found.kinds[kind.value] += minutes
        found.months[date(int(in_year), int(in_month), 1)] += minutes
    return found
