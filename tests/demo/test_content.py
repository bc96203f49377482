"""The demo world is complete and honest: everything it names exists, and nothing in it breaks a rule of the house."""

import re
from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from volunteer_match.demo.story import DemoWorld
from volunteer_match.demo.variations import vary
from volunteer_match.demo.world import build_world
from volunteer_match.glossary import BACKGROUND_CHECK, Format, Kind, OpportunityState, Role
from volunteer_match.opportunities.templates_data import find_template
from volunteer_match.people.catalogue import OFFERED_LANGUAGES, read_catalogue, read_causes, read_credential_kinds

SENTENCE_END = re.compile(r"[.?!](?:»|\"|’)?(?= |$)")
CONTACT = re.compile(r"@|\+\d|\d{3}[ -]?\d{3}")


@pytest.fixture(scope="module")
def world() -> DemoWorld:
    return build_world()


@pytest.fixture(scope="module")
def large_world() -> DemoWorld:
    return build_world(agents=600, opportunities=400)


def test_size_and_make_up(world: DemoWorld) -> None:
    assert [site.name for site in world.company.sites] == ["Manila", "Bogotá", "Kraków", "Cairo", "Hyderabad"]
    assert len(world.company.teams) == 12
    assert {agent.team for agent in world.agents} == {team.name for team in world.company.teams}
    assert (len(world.agents), len(world.partners), len(world.opportunities)) == (200, 10, 60)
    assert {opportunity.kind for opportunity in world.opportunities} == set(Kind)
    assert Counter(opportunity.state for opportunity in world.opportunities) == {
        OpportunityState.PUBLISHED: 56,
        OpportunityState.DRAFT: 2,
        OpportunityState.CLOSED: 1,
        OpportunityState.CANCELLED: 1,
    }
    assert sum(not partner.is_verified for partner in world.partners) == 1


def test_people_who_can_sign_in(world: DemoWorld) -> None:
    members = [member for partner in world.partners for member in partner.members]
    emails = [agent.email for agent in world.agents] + [person.email for person in (*world.staff, *members)]
    assert len(set(emails)) == len(emails)
    assert {"agent@demo.test", "partner@demo.test", "coordinator@demo.test", "admin@demo.test"} <= set(emails)
    assert [agent.email for agent in world.agents[:3]] == [
        "agent@demo.test",
        "agent002@demo.test",
        "agent003@demo.test",
    ]
    assert Counter(person.role for person in world.staff) == {Role.COORDINATOR: 3, Role.ADMINISTRATOR: 1}
    assert all(partner.members for partner in world.partners)
    names = {(agent.given_name, agent.family_name) for agent in world.agents}
    assert len(names) == len(world.agents)


def test_the_same_numbers_make_the_same_world(world: DemoWorld, large_world: DemoWorld) -> None:
    assert build_world() == world
    assert build_world(seed=8) != world
    assert large_world.agents[:200] == world.agents
    assert large_world.opportunities[:60] == world.opportunities
    assert large_world.matches == world.matches


def test_a_world_without_its_people_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 200 agents and 60 opportunities"):
        build_world(agents=199)
    with pytest.raises(ValueError, match="at least 200 agents"):
        build_world(opportunities=59)


@pytest.mark.parametrize("which", ["world", "large_world"])
def test_everything_named_exists(which: str, request: pytest.FixtureRequest) -> None:
    world: DemoWorld = request.getfixturevalue(which)
    skills = {skill.id for skill in read_catalogue()}
    kinds = {kind.id for kind in read_credential_kinds()}
    causes = {cause.id for cause in read_causes()}
    partners = {partner.key for partner in world.partners}
    interests = {f"cause:{cause}" for cause in causes}
    interests |= {f"kind:{kind}" for kind in Kind} | {f"partner:{key}" for key in partners}
    for agent in world.agents:
        assert {held.skill for held in agent.skills} | set(agent.wants) <= skills
        assert {held.tag for held in agent.languages} <= set(OFFERED_LANGUAGES)
        assert {held.kind for held in agent.credentials} <= kinds
        assert set(agent.interests) <= interests
        assert not {held.skill for held in agent.skills} & set(agent.wants)
    for need in world.opportunities:
        assert {asked.skill for asked in need.skills} <= skills
        assert {asked.tag for asked in need.languages} <= set(OFFERED_LANGUAGES)
        assert set(need.credentials) <= kinds
        assert need.cause in causes
        assert need.partner in partners
        assert not need.template or find_template(need.template)
    assert {partner.cause for partner in world.partners} <= causes


@pytest.mark.parametrize("which", ["world", "large_world"])
def test_nothing_is_held_or_asked_twice(which: str, request: pytest.FixtureRequest) -> None:
    world: DemoWorld = request.getfixturevalue(which)
    named = [[held.skill for held in agent.skills] for agent in world.agents]
    named += [[held.tag for held in agent.languages] for agent in world.agents]
    named += [list(agent.interests) for agent in world.agents]
    named += [[asked.skill for asked in need.skills] for need in world.opportunities]
    named += [[asked.tag for asked in need.languages] for need in world.opportunities]
    assert [names for names in named if len(set(names)) != len(names)] == []
    keys = [need.key for need in world.opportunities]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("which", ["world", "large_world"])
def test_every_zone_is_known(which: str, request: pytest.FixtureRequest) -> None:
    world: DemoWorld = request.getfixturevalue(which)
    zones = {world.company.time_zone} | {site.time_zone for site in world.company.sites}
    zones |= {person.time_zone for person in world.staff} | {partner.time_zone for partner in world.partners}
    zones |= {agent.time_zone for agent in world.agents} | {need.time_zone for need in world.opportunities}
    assert all(ZoneInfo(zone).key == zone for zone in zones)


@pytest.mark.parametrize("which", ["world", "large_world"])
def test_nobody_meets_a_child_unchecked_or_alone(which: str, request: pytest.FixtureRequest) -> None:
    world: DemoWorld = request.getfixturevalue(which)
    for_minors = [need for need in world.opportunities if need.is_for_minors]
    assert len(for_minors) >= 10
    for need in for_minors:
        assert BACKGROUND_CHECK in need.credentials
        assert need.second_adult
        assert need.minimum_age == 18


@pytest.mark.parametrize("which", ["world", "large_world"])
def test_needs_say_enough_and_no_private_contact(which: str, request: pytest.FixtureRequest) -> None:
    world: DemoWorld = request.getfixturevalue(which)
    for need in world.opportunities:
        assert 10 <= len(need.title) <= 90, need.title
        assert need.state is not OpportunityState.PUBLISHED or len(SENTENCE_END.findall(need.description)) >= 2
        assert 60 <= len(need.description) <= 600
        assert need.how_to_join
        assert not CONTACT.search(f"{need.title} {need.description}")
        assert any(asked.is_required for asked in need.skills)
        assert any(asked.is_required for asked in need.languages)
        assert (need.kind is not Kind.INTERPRETING) or sum(asked.is_required for asked in need.languages) == 2
    titles = [need.title for need in world.opportunities[:60]]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("which", ["world", "large_world"])
def test_a_need_has_either_sessions_or_a_deadline(which: str, request: pytest.FixtureRequest) -> None:
    world: DemoWorld = request.getfixturevalue(which)
    for need in world.opportunities:
        assert bool(need.sessions) == (need.format is Format.SCHEDULED) == (need.flexible is None)
        assert [session.day for session in need.sessions] == sorted(session.day for session in need.sessions)
        assert all(session.places > 0 and 0 < session.minutes <= 240 for session in need.sessions)
        assert all(0 <= session.start < 1440 for session in need.sessions)
    assert any(session.day < 0 for need in world.opportunities for session in need.sessions)
    assert any(len(need.sessions) == 1 for need in world.opportunities)


@pytest.mark.parametrize("which", ["world", "large_world"])
def test_agents_lives_are_possible(which: str, request: pytest.FixtureRequest) -> None:
    world: DemoWorld = request.getfixturevalue(which)
    for agent in world.agents:
        assert all(0 <= w.weekday <= 6 and 0 <= w.start < 1440 and 0 <= w.end <= 1440 for w in agent.windows)
        assert 4 <= len(agent.shifts) <= 6
        assert agent.is_adult
        assert agent.languages[0].level == "native"
        assert all(held.is_verified == bool(held.evidence) for held in agent.languages)
    credentials = [held for agent in world.agents for held in agent.credentials]
    assert {held.verdict for held in credentials} >= {None}
    assert any(held.expires_in is not None and 0 < held.expires_in < 30 for held in credentials)
    assert any(held.expires_in is not None and held.expires_in < 0 for held in credentials)
    assert all(bool(held.refusal) == (held.verdict == "refused") for held in credentials)


def test_further_needs_are_all_different(world: DemoWorld) -> None:
    needs = Counter((need.partner, need.title) for need in vary(7, 900, world.partners))
    assert [need for need, count in needs.items() if count > 1] == []
    assert any(title.endswith(", group 2") for _, title in needs)


def test_the_showcase_partner_has_full_and_empty_needs(world: DemoWorld) -> None:
    partner = next(p for p in world.partners if any(m.email == "partner@demo.test" for m in p.members))
    needs = [need for need in world.opportunities if need.partner == partner.key]
    asked_for = {match.opportunity for match in world.matches}
    assert len(needs) >= 8
    assert {"times-tables-at-teatime"} <= {need.key for need in needs} & asked_for
    assert any(need.key not in asked_for and need.state is OpportunityState.PUBLISHED for need in needs)
