"""A year of a company with three sites, of which some months and teams are too small to be shown."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import HoursAct, HoursState, MatchState, Role
from volunteer_match.hours.models import HourEntry, HourStep
from volunteer_match.impact.settling.actions import settle_due
from volunteer_match.impact.suppression import Path
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.organisations.models import Company, Site, Team
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.web.application import Application

SIZES = {"Alba": (12, 9), "Brno": (8, 3), "Cork": (6, 5)}
"""People in the two teams of each site."""
MONTHS = (
    datetime(2026, 1, 20, 12, tzinfo=UTC),
    datetime(2026, 2, 20, 12, tzinfo=UTC),
    datetime(2026, 3, 20, 12, tzinfo=UTC),
)
LATER = datetime(2026, 4, 3, tzinfo=UTC)


@dataclass
class Year:
    """What was given: minutes by leaf, month (1 to 3) and person. Every amount is one of a kind."""

    world: World
    places: list[Path] = field(default_factory=list)
    given: dict[tuple[Path, int], dict[int, int]] = field(default_factory=dict)

    @property
    def company_id(self) -> int:
        return int(self.world.ids["northwind"])


def _add_people(year: Year) -> dict[Path, list[AgentProfile]]:
    found: dict[Path, list[AgentProfile]] = {}
    for name, sizes in SIZES.items():
        site = Site(company_id=year.company_id, name=name, country="PL", time_zone="UTC")
        db.session.add(site)
        db.session.flush()
        for number, size in enumerate(sizes):
            team = Team(company_id=year.company_id, site_id=site.id, name=f"{name} {number}")
            accounts = [
                Account(company_id=year.company_id, role=Role.AGENT, created_at=datetime(2025, 6, 1, tzinfo=UTC))
                for _ in range(size)
            ]
            db.session.add_all([team, *accounts])
            db.session.flush()
            made = {"company_id": year.company_id, "site_id": site.id, "team_id": team.id}
            joined_at = accounts[0].created_at
            agents = [AgentProfile(account_id=account.id, created_at=joined_at, **made) for account in accounts]
            db.session.add_all(agents)
            found[str(site.id), str(team.id)] = agents
    year.places = list(found)
    db.session.flush()
    return found


def _match(agent: AgentProfile, need: Opportunity, at: datetime) -> Match:
    names = {"agent_id": agent.account_id, "company_id": agent.company_id, "opportunity_id": need.id}
    made = {"state": MatchState.COMPLETED, "state_since": at, "created_at": at}
    return Match(session_id=need.sessions[0].id, **names, **made)


def give(match: Match, agent: AgentProfile, minutes: int, at: datetime) -> HourEntry:
    """Confirmed minutes of a session; the same agent corrects them by giving less than nothing."""
    change = HourStep(at=at, act=HoursAct.NOTE, state=HoursState.CONFIRMED, waiting_change=0, confirmed_change=minutes)
    return HourEntry(
        company_id=agent.company_id,
        agent_id=agent.account_id,
        site_id=agent.site_id,
        team_id=agent.team_id,
        match=match,
        partner_id=match.opportunity.partner_id,
        is_attendance=True,
        day=at.date(),
        state=HoursState.CONFIRMED,
        confirmed_minutes=minutes,
        reported_at=at,
        changed_at=at,
        steps=[change],
    )


@pytest.fixture
def year(app: Application, world: World) -> Iterator[Year]:
    """Everybody gives in January; in February and March the later people of each team don't."""
    with app.test_request_context():
        begin_write(db.session)
        yield _live(Year(world))
        db.session.rollback()


def _live(made: Year) -> Year:
    company = db.session.get_one(Company, made.company_id)
    company.time_zone = "UTC"
    need = made.world.add_opportunity("long ago", places=99)
    people = _add_people(made)
    amount = 100_003
    for place, agents in people.items():
        matches = [_match(agent, need, MONTHS[0]) for agent in agents]
        for match in matches:
            match.opportunity = need
        db.session.add_all(matches)
        for month, at in enumerate(MONTHS):
            kept = list(zip(agents, matches, strict=True))[: len(agents) - 2 * month]
            for agent, match in kept:
                amount += 1_009 + amount % 97
                made.given.setdefault((place, month + 1), {})[agent.account_id] = amount
                db.session.add(give(match, agent, amount, at))
    db.session.flush()
    while settle_due(LATER):
        pass
    return made
