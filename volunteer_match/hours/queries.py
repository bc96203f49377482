"""Reads of hours. Each look-up is scoped: what is not yours is not found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, extract, func, select
from sqlalchemy.orm import joinedload

from volunteer_match.extensions import db
from volunteer_match.glossary import Format, HoursState, Role
from volunteer_match.hours.balance import Balance
from volunteer_match.hours.confirming.queries import with_names
from volunteer_match.hours.models import HourEntry, HourStep
from volunteer_match.hours.reporting.actions import REPORTABLE
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.organisations.models import Partner
from volunteer_match.people.models import Account
from volunteer_match.people.policy import is_staff


def _is_seen_by(viewer: Account) -> ColumnElement[bool]:
    if viewer.role is Role.PARTNER_MEMBER:
        return HourEntry.partner_id == (viewer.membership.partner_id if viewer.membership else None)
    if is_staff(viewer.role):
        return HourEntry.company_id == viewer.company_id
    return HourEntry.agent_id == viewer.id


def find_entry(public_id: str, viewer: Account) -> HourEntry | None:
    """The entry of that address, for its agent, the partner's members and coordinators of the company."""
    return db.session.scalar(with_names(select(HourEntry).where(HourEntry.public_id == public_id, _is_seen_by(viewer))))


def history_of(entry: HourEntry) -> list[HourStep]:
    """Everything that happened to it, newest first."""
    rows = select(HourStep).where(HourStep.entry_id == entry.id).options(joinedload(HourStep.actor))
    return list(db.session.scalars(rows.order_by(HourStep.id.desc())))


def _in_year(year: int) -> ColumnElement[bool]:
    return HourEntry.day.between(date(year, 1, 1), date(year, 12, 31))


def entries_of_agent(agent_id: int, year: int) -> list[HourEntry]:
    """What the agent gave in a year, newest first; what was taken back stays in sight, and counts nothing."""
    rows = select(HourEntry).where(HourEntry.agent_id == agent_id, _in_year(year))
    return list(db.session.scalars(with_names(rows).order_by(HourEntry.day.desc(), HourEntry.id.desc())))


def years_of(agent_id: int) -> list[int]:
    """Years in which the agent has entries, newest first."""
    year = extract("year", HourEntry.day)
    return sorted(
        map(int, db.session.scalars(select(year).where(HourEntry.agent_id == agent_id).distinct())), reverse=True
    )


SUMS = (
    func.coalesce(func.sum(HourEntry.waiting_minutes), 0),
    func.coalesce(func.sum(HourEntry.confirmed_minutes), 0),
)


def totals_by_partner(agent_id: int, year: int) -> list[tuple[str, Balance]]:
    """By the partner's name, the most given first; partners for whom nothing counts are left out."""
    rows = db.session.execute(
        select(Partner.name, *SUMS)
        .join(HourEntry, HourEntry.partner_id == Partner.id)
        .where(HourEntry.agent_id == agent_id, _in_year(year), HourEntry.state != HoursState.REMOVED)
        .group_by(Partner.id, Partner.name)
    )
    found = [(name, Balance(waiting, confirmed)) for name, waiting, confirmed in rows]
    return sorted(found, key=lambda row: (-row[1].total, row[0]))


def total_of(balances: Sequence[Balance]) -> Balance:
    return Balance(sum(one.waiting for one in balances), sum(one.confirmed for one in balances))


def reportable_matches(agent_id: int) -> list[Match]:
    """Work in the agent's own time that hours can be written down for."""
    return list(
        db.session.scalars(
            select(Match)
            .join(Opportunity, Match.opportunity_id == Opportunity.id)
            .where(Match.agent_id == agent_id, Match.state.in_(REPORTABLE), Opportunity.format == Format.FLEXIBLE)
            .options(joinedload(Match.opportunity).joinedload(Opportunity.partner))
            .order_by(Match.state_since.desc(), Match.id)
        )
    )


@dataclass(frozen=True, slots=True)
class Written:
    """What stands for one match, against what was asked; minutes. `needed` None where nothing was said."""

    total: int
    needed: int | None


def written_for(match: Match) -> Written:
    total = db.session.scalar(
        select(func.sum(HourEntry.waiting_minutes + HourEntry.confirmed_minutes)).where(HourEntry.match_id == match.id)
    )
    return Written(total or 0, match.opportunity.minutes_needed)
