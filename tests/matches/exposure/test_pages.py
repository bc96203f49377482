"""The pages of exposure: what a coordinator reads of their own company, and nothing of another's."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape

import pytest
from sqlalchemy import select

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.availability.models import Shift
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move, Role
from volunteer_match.matches import actions
from volunteer_match.matches.exposure import past, replays
from volunteer_match.matches.exposure.queries import (
    groups_by_pattern,
    groups_by_site,
    groups_by_team,
    groups_by_tenure,
    untouched,
)
from volunteer_match.matches.exposure.replays import replay_asks, replay_claims
from volunteer_match.matches.exposure.tables import table_of_sites, table_of_teams
from volunteer_match.matches.exposure.weeks import read_weeks
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matching.strengths import Strength
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.organisations.models import Company, Site, Team
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]
NAMES = ("one", "two", "three", "four", "five", "six")


def read(client: CheckedClient, address: str) -> str:
    """The words of a page."""
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))))


class Town:
    """Six more volunteers of Northwind at its site, and needs to invite them to and to claim."""

    def __init__(self, world: World) -> None:
        self.world = world
        for name in NAMES:
            world.add_account(name, Role.AGENT, company="northwind")
            profile = world.add_profile(name)
            profile.created_at = world.now - timedelta(days=200)
            profile.site_id, profile.team_id = world.ids["northwind_site"], world.ids["northwind_team"]
        for need in ("fractions", "algebra", "geometry"):
            world.add_opportunity(need, places=9, published_at=world.now - timedelta(days=20))
        db.session.flush()

    def need(self, name: str) -> Opportunity:
        return db.session.scalars(select(Opportunity).where(Opportunity.public_id == self.world.ids[name])).one()

    def ask(self, agent: str, need: str, at: datetime) -> None:
        opportunity = self.need(need)
        actions.invite(
            self.world.account(agent),
            opportunity,
            opportunity.sessions[0].public_id,
            "",
            self.world.account("coordinator"),
            at,
        )

    def claim(self, agent: str, need: str, at: datetime) -> None:
        opportunity = self.need(need)
        actions.claim(self.world.account(agent), opportunity, [opportunity.sessions[0].public_id], "", at)


@pytest.fixture
def town(world: World, context: None) -> Town:
    return Town(world)


@pytest.fixture
def company(town: Town) -> Company:
    return db.session.get_one(Company, town.world.ids["northwind"])


def test_an_empty_company_says_what_is_missing(as_: As) -> None:
    words = read(as_("coordinator"), "/exposure")
    assert "Too few people to show" in words
    assert "Somebody has taken a place in every open need." in words
    strengths = read(as_("coordinator"), "/exposure/strengths")
    assert strengths.count("Nothing to replay yet") == 2


def test_groups_count_people_invitations_and_matches(town: Town, company: Company) -> None:
    now, since = town.world.now, town.world.now - timedelta(days=84)
    town.ask("one", "fractions", now)
    town.claim("two", "fractions", now)
    town.claim("three", "algebra", now)
    by_site = {group.name: group for group in groups_by_site(company.id, since)}
    assert (by_site["Manila"].people, by_site["Manila"].figures) == (6, (1, 2))
    assert (by_site[""].people, by_site[""].figures) == (3, (0, 0)), "agent, colleague and coordinator have no site"
    assert [group.name for group in groups_by_team(company.id, since)["Manila"]] == ["Manila Blue"]
    assert sum(group.people for group in groups_by_tenure(company.id, since, now)) == 9
    assert groups_by_site(company.id, now + timedelta(seconds=1))[0].figures == (0, 0)


def test_those_who_left_count_neither_as_people_nor_by_what_they_had(town: Town, company: Company) -> None:
    now = town.world.now
    town.ask("one", "fractions", now)
    town.world.account("one").deactivated_at = now
    db.session.flush()
    assert groups_by_site(company.id, now - timedelta(days=1))[0].people == 5
    assert groups_by_site(company.id, now - timedelta(days=1))[0].figures == (0, 0)


def test_patterns_are_read_on_the_clock_of_each_person(town: Town, company: Company) -> None:
    """22:00 to 06:00 in Manila is 14:00 to 22:00 in UTC: a night, not an evening."""
    now = town.world.now
    midnight = now.replace(hour=0, minute=0, second=0)
    for name in NAMES[:5]:
        account = town.world.account(name)
        start = midnight + timedelta(hours=14)
        db.session.add(
            Shift(company_id=company.id, agent_id=account.id, starts_at=start, ends_at=start + timedelta(hours=8))
        )
    db.session.flush()
    groups, is_chosen = groups_by_pattern(company.id, now - timedelta(days=84), now)
    assert [(group.name, group.people) for group in groups] == [("night", 5), ("no-shifts", 4)]
    assert not is_chosen


def test_a_small_site_is_withheld_and_so_are_its_teams(town: Town, company: Company) -> None:
    site = Site(company_id=company.id, name="Lagos", country="NG", time_zone="Africa/Lagos")
    db.session.add(site)
    db.session.flush()
    team = Team(company_id=company.id, site_id=site.id, name="Lagos Lights")
    db.session.add(team)
    db.session.flush()
    for name in ("agent", "colleague", "coordinator"):
        profile = db.session.get_one(AgentProfile, town.world.accounts[name])
        profile.site_id, profile.team_id = site.id, team.id
    db.session.flush()
    since = town.world.now - timedelta(days=84)
    sites = groups_by_site(company.id, since)
    shown = {line.label: (line.group, line.why) for line in table_of_sites(sites).lines}
    assert shown["Lagos"] == (None, "fewer than 5")
    assert shown["Manila"] == (None, "held back"), "of two groups the other would tell"
    teams = table_of_teams(sites, groups_by_team(company.id, since))
    assert (teams.lines, teams.total) == ((), None)


def test_only_untouched_needs_of_verified_partners_wait(town: Town, company: Company) -> None:
    now = town.world.now
    town.world.add_opportunity("elsewhere", partner="far_shore")
    town.claim("one", "fractions", now)
    assert {need.title for need in untouched(company.id, now)} == {"Algebra", "Geometry"}


def test_the_index_looks_back_four_weeks(town: Town, company: Company) -> None:
    now = town.world.now
    town.ask("one", "fractions", now)
    town.ask("one", "algebra", now)
    town.claim("two", "geometry", now)
    newest, before = read_weeks(company.id, now)[-1], read_weeks(company.id, now)[-2]
    assert (newest.asks.total, newest.asks.over) == (2, 9)
    assert newest.asks.index == pytest.approx(8 / 9)
    assert newest.asks.evenest == pytest.approx(7 / 9)
    assert (before.asks.total, before.asks.index) == (0, None)
    assert newest.matches.total == 1
    assert read_weeks(company.id, now + timedelta(weeks=5))[-1].asks.total == 0


def test_a_replay_of_invitations_moves_them_to_others(town: Town, company: Company) -> None:
    """The same person was asked three times; with a stronger setting others would have stood first."""
    company.matching_settings = {"fairness": 1.0}
    now = town.world.now
    first = replay_first(town, company, now)
    for hours, need in enumerate(("fractions", "algebra", "geometry")):
        town.ask(first, need, now + timedelta(hours=hours))
    replay = replay_asks(company, now + timedelta(hours=4))
    assert (replay.happened, replay.replayed, replay.over) == (3, 3, 9)
    assert replay.actual.most == 3
    assert replay.outcomes[Strength.STRONG].most == 1
    assert replay.actual == replay.outcomes[Strength.OFF]


def replay_first(town: Town, company: Company, now: datetime) -> str:
    """Makes one of the six a better fit than everybody else, and names them."""
    profile = db.session.get_one(AgentProfile, town.world.accounts["one"])
    profile.skills[0].level = 4
    db.session.flush()
    return "one"


def test_a_replay_of_claims_with_what_is_set_gives_what_happened(town: Town, company: Company) -> None:
    now = town.world.now
    for hours, (name, need) in enumerate([("one", "fractions"), ("two", "fractions"), ("three", "algebra")]):
        town.claim(name, need, now + timedelta(hours=hours))
    replay = replay_claims(company, now + timedelta(hours=4))
    assert (replay.happened, replay.replayed, replay.over) == (3, 3, 3)
    assert (replay.actual.chosen, replay.actual.most) == (2, 2)
    assert replay.actual == replay.outcomes[Strength.STANDARD]


def test_a_replay_stops_where_it_would_take_too_long(
    town: Town, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = town.world.now
    for hours, need in enumerate(("fractions", "algebra", "geometry")):
        town.ask("one", need, now + timedelta(hours=hours))
    monkeypatch.setattr(replays, "MOST_JUDGED", 9)
    replay = replay_asks(company, now + timedelta(hours=4))
    assert (replay.happened, replay.replayed) == (3, 1), "the newest, which nine people could have been asked for"
    monkeypatch.setattr(past, "MOST_PEOPLE", 2)
    assert replay_asks(company, now + timedelta(hours=4)).over <= 3


def test_somebody_elses_company_is_not_counted(app: Application, as_: As, world: World) -> None:
    with app.app_context():
        begin_write(db.session)
        town = Town(world)
        town.ask("one", "fractions", world.now)
        town.claim("two", "algebra", world.now)
        db.session.commit()
    ours = read(as_("coordinator"), "/exposure")
    assert "Manila" in ours
    assert "Geometry" in ours
    theirs = read(as_("foreign_coordinator"), "/exposure")
    assert "Too few people to show" in theirs
    assert not any(word in theirs for word in ("Manila Blue", "Geometry", "Fractions"))
    assert read(as_("foreign_coordinator"), "/exposure/strengths").count("Nothing to replay yet") == 2
    strengths = read(as_("coordinator"), "/exposure/strengths")
    assert "The one invitation was replayed." in strengths
    assert "The one claim was replayed." in strengths


def test_events_of_another_company_do_not_leak_into_ours(town: Town, company: Company) -> None:
    now = town.world.now
    stranger, need = town.world.account("stranger"), town.need("fractions")
    match = Match(
        company_id=stranger.company_id,
        agent_id=stranger.id,
        opportunity_id=need.id,
        session_id=need.sessions[0].id,
        state=MatchState.PENDING,
        state_since=now,
        created_at=now,
    )
    db.session.add(match)
    db.session.flush()
    db.session.add(MatchEvent(match_id=match.id, at=now, move=Move.CLAIM, to_state=MatchState.PENDING))
    db.session.flush()
    assert all(group.figures == (0, 0) for group in groups_by_site(company.id, now - timedelta(days=1)))
    assert read_weeks(company.id, now)[-1].matches.total == 0
    assert replay_claims(company, now).happened == 0
