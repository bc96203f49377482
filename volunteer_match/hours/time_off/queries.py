"""Reads of volunteer time off: terms, allowances, requests. Scoped: what is not yours is not found."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from volunteer_match.availability.models import Shift
from volunteer_match.availability.shifts.counting import counts_as_work
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, TimeOffState
from volunteer_match.hours.days import day_in, zone_of
from volunteer_match.hours.time_off.balance import Allowance, Terms, Use, allowances, terms_in, year_of
from volunteer_match.hours.time_off.models import TimeOffRequest, TimeOffStep, TimeOffTerms
from volunteer_match.hours.time_off.rules import HOLDS
from volunteer_match.matches.models import Match
from volunteer_match.matching.intervals import Interval, without
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile

NEARBY = timedelta(days=14)
"""Shifts so near a request show that the shifts of that time are known."""


@dataclass(frozen=True, slots=True)
class SiteTerms:
    """What a site gives, by the first year in which it holds; the newest row's first month holds for all years."""

    first_month: int
    by_year: Mapping[int, Terms]

    def year_of(self, day: date) -> int:
        return year_of(day, self.first_month)

    def in_year(self, year: int) -> Terms:
        return terms_in(year, self.by_year)


def find_terms(site_id: int | None) -> SiteTerms | None:
    """None where the site never said what it gives, or there is no site."""
    rows = db.session.scalars(
        select(TimeOffTerms).where(TimeOffTerms.site_id == site_id).order_by(TimeOffTerms.first_year)
    ).all()
    if not rows:
        return None
    by_year = {row.first_year: Terms(row.yearly_minutes, row.carried_minutes, row.automatic_minutes) for row in rows}
    return SiteTerms(rows[-1].first_month, by_year)


@dataclass(frozen=True, slots=True)
class TimeOffAccount:
    """One person's volunteer time off: every year from when they joined to the last one in use."""

    terms: SiteTerms
    this_year: int
    years: Mapping[int, Allowance]

    def least_left(self, year: int, approved: int = 0, granted: int = 0) -> int:
        """The least that would be left in that or any later year, if so much more were used or given in `year`."""
        uses = {one: allowance.use for one, allowance in self.years.items()}
        uses[year] = uses.get(year, Use()).plus(approved, granted)
        after = allowances(self.terms.by_year, uses, range(min(uses), max(uses) + 1))
        return min(allowance.left for one, allowance in after.items() if one >= year)

    @property
    def now(self) -> Allowance:
        return self.years[self.this_year]


def find_account(agent: AgentProfile, now: datetime, day: date | None = None) -> TimeOffAccount | None:
    """The person's account up to this year, the year of `day`, or the last one in use; None without terms."""
    terms = find_terms(agent.site_id)
    if terms is None:
        return None
    zone = zone_of(agent)
    this_year = terms.year_of(day_in(zone, now))
    joined = terms.year_of(day_in(zone, agent.created_at))
    uses = _uses_of(agent.account_id, terms)
    first = min(max(min(terms.by_year), joined), this_year)
    last = max([this_year, *uses, *([terms.year_of(day)] if day else [])])
    years = allowances(terms.by_year, uses, range(min([first, *uses]), last + 1))
    return TimeOffAccount(terms, this_year, years)


def _uses_of(agent_id: int, terms: SiteTerms) -> dict[int, Use]:
    rows = db.session.execute(
        select(
            TimeOffStep.day,
            func.sum(TimeOffStep.granted_change),
            func.sum(TimeOffStep.approved_change),
            func.sum(TimeOffStep.taken_change),
        )
        .where(TimeOffStep.agent_id == agent_id)
        .group_by(TimeOffStep.day)
    )
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for day, *values in rows:
        year = sums[terms.year_of(day)]
        for index, value in enumerate(values):
            year[index] += int(value)
    return {year: Use(*values) for year, values in sums.items()}


def has_overlap(agent_id: int, starts_at: datetime, ends_at: datetime, but: TimeOffRequest | None = None) -> bool:
    """Whether the person has asked for some of that time (but for one request), and was not refused."""
    same = select(TimeOffRequest.id).where(
        TimeOffRequest.agent_id == agent_id,
        TimeOffRequest.state.in_(HOLDS),
        TimeOffRequest.starts_at < ends_at,
        TimeOffRequest.ends_at > starts_at,
        TimeOffRequest.id != (but.id if but else 0),
    )
    return db.session.scalar(same.limit(1)) is not None


def is_at_work(agent_id: int, starts_at: datetime, ends_at: datetime) -> bool | None:
    """Whether known shifts cover the whole of it; None where none is known for two weeks around it.

    A day off stands among the shifts, too, and is no work.
    """
    rows = db.session.execute(
        select(Shift.starts_at, Shift.ends_at, counts_as_work()).where(
            Shift.agent_id == agent_id, Shift.starts_at < ends_at + NEARBY, Shift.ends_at > starts_at - NEARBY
        )
    ).all()
    work = [Interval(start, end) for start, end, is_work in rows if is_work]
    return not without([Interval(starts_at, ends_at)], work) if rows else None


def with_people(statement: Select[TimeOffRequest]) -> Select[TimeOffRequest]:
    """Together with the person, the site and the match of each."""
    return statement.options(
        joinedload(TimeOffRequest.agent).joinedload(AgentProfile.account),
        joinedload(TimeOffRequest.site),
        joinedload(TimeOffRequest.match).joinedload(Match.opportunity),
    )


def requests_of(agent_id: int) -> list[TimeOffRequest]:
    """Everything somebody asked for, the latest time first."""
    rows = select(TimeOffRequest).where(TimeOffRequest.agent_id == agent_id)
    return list(db.session.scalars(with_people(rows).order_by(TimeOffRequest.starts_at.desc(), TimeOffRequest.id)))


def find_own(public_id: str, agent_id: int) -> TimeOffRequest | None:
    rows = select(TimeOffRequest).where(TimeOffRequest.public_id == public_id, TimeOffRequest.agent_id == agent_id)
    return db.session.scalar(rows)


def find_in_company(public_id: str, company_id: int | None) -> TimeOffRequest | None:
    rows = select(TimeOffRequest).where(TimeOffRequest.public_id == public_id)
    return db.session.scalar(with_people(rows.where(TimeOffRequest.company_id == company_id)))


def waiting_in(company_id: int | None) -> list[TimeOffRequest]:
    """What waits for a coordinator, the soonest first."""
    rows = select(TimeOffRequest).where(
        TimeOffRequest.company_id == company_id, TimeOffRequest.state == TimeOffState.REQUESTED
    )
    return list(db.session.scalars(with_people(rows).order_by(TimeOffRequest.starts_at, TimeOffRequest.id)))


def ledger_of(agent_id: int) -> list[TimeOffStep]:
    """Every line of one person, newest first."""
    rows = select(TimeOffStep).where(TimeOffStep.agent_id == agent_id).options(joinedload(TimeOffStep.actor))
    return list(db.session.scalars(rows.order_by(TimeOffStep.id.desc())))


def find_volunteer(public_id: str, company_id: int | None) -> AgentProfile | None:
    """A person of the company who may volunteer."""
    return db.session.scalar(
        select(AgentProfile)
        .join(Account, AgentProfile.account_id == Account.id)
        .where(Account.public_id == public_id, AgentProfile.company_id == company_id, Account.deleted_at.is_(None))
    )


def matches_ahead(agent_id: int, now: datetime) -> list[Match]:
    """Sessions that somebody may want time off for."""
    rows = select(Match).where(
        Match.agent_id == agent_id,
        Match.state.in_([MatchState.PENDING, MatchState.APPROVED]),
        Match.starts_at > now,
    )
    return list(db.session.scalars(rows.options(joinedload(Match.opportunity)).order_by(Match.starts_at)))
