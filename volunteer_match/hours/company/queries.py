"""What a company's people gave: the total of a year, and every entry for the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select

from volunteer_match.extensions import db
from volunteer_match.glossary import HoursState
from volunteer_match.hours.balance import Balance
from volunteer_match.hours.models import HourEntry
from volunteer_match.hours.queries import SUMS
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.organisations.models import Partner, Site, Team
from volunteer_match.people.models import Account


def _in_year(company_id: int | None, year: int) -> ColumnElement[bool]:
    return (HourEntry.company_id == company_id) & HourEntry.day.between(date(year, 1, 1), date(year, 12, 31))


@dataclass(frozen=True, slots=True)
class YearTotal:
    """Of everybody together. What sites and teams came to stands under Impact, where small groups are withheld."""

    people: int
    minutes: Balance


def total_in(company_id: int | None, year: int) -> YearTotal:
    """By the day of the work, as it stands now: somebody who changed teams is one person."""
    people, waiting, confirmed = db.session.execute(
        select(func.count(HourEntry.agent_id.distinct()), *SUMS).where(
            _in_year(company_id, year), HourEntry.state != HoursState.REMOVED
        )
    ).one()
    return YearTotal(people, Balance(int(waiting), int(confirmed)))


def rows_of_company(company_id: int | None, year: int) -> Iterator[tuple[HourEntry, list[str]]]:
    """Every entry that counts, with the names of person, site, team, need and partner."""
    rows = db.session.execute(
        select(HourEntry, Account, Site.name, Team.name, Opportunity.title, Partner.name)
        .join(Account, HourEntry.agent_id == Account.id)
        .join(Match, HourEntry.match_id == Match.id)
        .join(Opportunity, Match.opportunity_id == Opportunity.id)
        .join(Partner, HourEntry.partner_id == Partner.id)
        .outerjoin(Site, HourEntry.site_id == Site.id)
        .outerjoin(Team, HourEntry.team_id == Team.id)
        .where(_in_year(company_id, year), HourEntry.state != HoursState.REMOVED)
        .order_by(HourEntry.day, HourEntry.id)
    )
    for entry, account, site, team, title, partner in rows:
        yield entry, [account.full_name, site or "", team or "", title, partner]
