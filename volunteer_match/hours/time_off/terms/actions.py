"""What a site gives, as an administrator sets it."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.hours.days import day_in
from volunteer_match.hours.time_off.balance import year_of
from volunteer_match.hours.time_off.models import TimeOffTerms
from volunteer_match.organisations.models import Site
from volunteer_match.people.models import Account


@dataclass(frozen=True, slots=True)
class TermsWish:
    """Minutes; `first_month` 1 is January."""

    first_month: int
    yearly_minutes: int
    carried_minutes: int
    automatic_minutes: int


def set_terms(site: Site, wish: TermsWish, actor: Account | None, now: datetime) -> None:
    """Holds for the year that is on and all that follow; what earlier years gave stays as it was."""
    year = year_of(day_in(site.time_zone, now), wish.first_month)
    row = db.session.scalar(
        select(TimeOffTerms).where(TimeOffTerms.site_id == site.id, TimeOffTerms.first_year == year)
    )
    if row is None:
        row = TimeOffTerms(company_id=site.company_id, site_id=site.id, first_year=year)
        db.session.add(row)
    for name, value in asdict(wish).items():
        setattr(row, name, value)
    record("time-off.terms", actor, now, subject=site, company_id=site.company_id, year=year, **asdict(wish))
