"""People, invitations and matches of a company, group by group; and open needs that nobody has taken."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, case, func, literal_column, select
from sqlalchemy.orm import InstrumentedAttribute

from volunteer_match.availability.models import Shift
from volunteer_match.availability.shifts.counting import counts_as_work
from volunteer_match.extensions import db
from volunteer_match.glossary import Move
from volunteer_match.matches.exposure.rules import Group, ShiftPattern, Tenure, shift_pattern
from volunteer_match.matches.facts.opportunities import CONNECTIONS
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.opportunities.queries import visible_to_agents
from volunteer_match.organisations.models import Site, Team
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile

SHIFTS_AROUND = timedelta(weeks=2)
"""How far back and ahead shifts tell a pattern."""
MOST_PEOPLE = 500
"""Shift patterns are worked out for no more people than this, evenly chosen."""

IS_ASK = MatchEvent.move == Move.INVITE
IS_CONNECTION = MatchEvent.to_state.in_(CONNECTIONS) & (
    MatchEvent.from_state.is_(None) | MatchEvent.from_state.not_in(CONNECTIONS)
)
"""A match got a place: by a claim, an accepted invitation, or from the waitlist."""

Row = tuple[Any, ...]
Counts = tuple[int, int, int]
"""People, invitations, matches."""


def active(chosen: Select[*Row], company_id: int) -> Select[*Row]:
    """Of the company's active volunteers only; `chosen` selects from AgentProfile."""
    return chosen.join(Account, Account.id == AgentProfile.account_id).where(
        AgentProfile.company_id == company_id, Account.deactivated_at.is_(None), Account.deleted_at.is_(None)
    )


Column = ColumnElement[Any] | InstrumentedAttribute[Any]


def _keys(columns: Sequence[Column]) -> tuple[list[ColumnElement[Any]], list[ColumnElement[Any]]]:
    """Columns under names of their own, and those names to group by: a CASE can't be repeated with its parameters."""
    names = [f"key_{index}" for index in range(len(columns))]
    return [column.label(name) for column, name in zip(columns, names, strict=True)], [
        literal_column(name) for name in names
    ]


def _had(company_id: int, since: datetime, *columns: Column) -> Select[*Row]:
    """Invitations and matches of active volunteers since then, by columns of their profile."""
    keys, names = _keys(columns)
    counts = [func.sum(case((condition, 1), else_=0)) for condition in (IS_ASK, IS_CONNECTION)]
    events = (
        select(*keys, *counts)
        .select_from(MatchEvent)
        .join(Match, MatchEvent.match_id == Match.id)
        .join(AgentProfile, AgentProfile.account_id == Match.agent_id)
        .where(MatchEvent.at > since)
        .group_by(*names)
    )
    return active(events, company_id)


def counts_by(company_id: int, since: datetime, *columns: Column) -> dict[Row, Counts]:
    """What active volunteers are and had since then, by columns of their profile."""
    keys, names = _keys(columns)
    number = select(*keys, func.count()).select_from(AgentProfile).group_by(*names)
    people = {tuple(key): count for *key, count in db.session.execute(active(number, company_id))}
    had = {tuple(key): (asks, matches) for *key, asks, matches in db.session.execute(_had(company_id, since, *columns))}
    return {key: (count, *had.get(key, (0, 0))) for key, count in people.items()}


def groups_of(counts: Mapping[Any, Counts], names: Mapping[Any, str]) -> list[Group]:
    """Groups by name; people without one come last, under an empty name."""
    found = [Group(names.get(key, ""), people, tuple(figures)) for key, (people, *figures) in counts.items()]
    return sorted(found, key=lambda group: (not group.name, group.name.casefold()))


def _names(kind: type[Site] | type[Team], company_id: int) -> dict[int, str]:
    return dict(db.session.execute(select(kind.id, kind.name).where(kind.company_id == company_id)).all())


def groups_by_site(company_id: int, since: datetime) -> list[Group]:
    counts = counts_by(company_id, since, AgentProfile.site_id)
    return groups_of({site: each for (site,), each in counts.items()}, _names(Site, company_id))


def groups_by_team(company_id: int, since: datetime) -> dict[str, list[Group]]:
    """Teams under the name of the site of their people."""
    by_site: dict[str, dict[int | None, Counts]] = defaultdict(dict)
    sites, teams = _names(Site, company_id), _names(Team, company_id)
    for (site, team), counts in counts_by(company_id, since, AgentProfile.site_id, AgentProfile.team_id).items():
        by_site[sites.get(site, "")][team] = counts
    return {site: groups_of(counts, teams) for site, counts in by_site.items()}


def groups_by_tenure(company_id: int, since: datetime, now: datetime) -> list[Group]:
    """By time since joining, the newest first."""
    bands = [(AgentProfile.created_at > now - timedelta(days=band.days), band.value) for band in Tenure if band.days]
    counts = counts_by(company_id, since, case(*bands, else_=Tenure.LONGER.value))
    return [Group(band.value, counts[key][0], counts[key][1:]) for band in Tenure if (key := (band.value,)) in counts]


def groups_by_pattern(company_id: int, since: datetime, now: datetime) -> tuple[list[Group], bool]:
    """By shift pattern, and whether these are chosen people only because there are so many."""
    zones: dict[int, str] = dict(
        db.session.execute(active(select(AgentProfile.account_id, Account.time_zone), company_id)).all()
    )
    step = -(-len(zones) // MOST_PEOPLE) or 1
    chosen = {agent: zones[agent] for agent in sorted(zones)[::step]}
    had = {agent: each for agent, *each in db.session.execute(_had(company_id, since, AgentProfile.account_id))}
    patterns = _patterns(chosen, now)
    people, asks, matches = Counter[ShiftPattern](), Counter[ShiftPattern](), Counter[ShiftPattern]()
    for agent, pattern in patterns.items():
        people[pattern] += 1
        asks[pattern] += had.get(agent, (0, 0))[0]
        matches[pattern] += had.get(agent, (0, 0))[1]
    groups = [Group(one.value, people[one], (asks[one], matches[one])) for one in ShiftPattern if people[one]]
    return groups, step > 1


def _patterns(zones: Mapping[int, str], now: datetime) -> dict[int, ShiftPattern]:
    middles: dict[int, list[time]] = defaultdict(list)
    rows = db.session.execute(
        select(Shift.agent_id, Shift.starts_at, Shift.ends_at).where(
            Shift.agent_id.in_(zones),
            Shift.starts_at > now - SHIFTS_AROUND,
            Shift.starts_at < now + SHIFTS_AROUND,
            counts_as_work(),
        )
    )
    for agent, starts, ends in rows:
        middles[agent].append((starts + (ends - starts) / 2).astimezone(ZoneInfo(zones[agent])).time())
    return {agent: shift_pattern(middles[agent]) for agent in zones}


def untouched(company_id: int, now: datetime) -> list[Opportunity]:
    """Needs that this company's agents may see and that nobody has taken, those that wait longest first."""
    is_taken = select(OpportunitySession.id).where(
        OpportunitySession.opportunity_id == Opportunity.id, OpportunitySession.taken > 0
    )
    chosen = visible_to_agents(company_id, now).where(~is_taken.exists())
    return list(db.session.scalars(chosen.order_by(Opportunity.published_at, Opportunity.id)))
