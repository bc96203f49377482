"""The index and the reference are one and the same to whoever asks: people, order, fit, gates and reasons."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from tests.matching import strategies as some
from tests.matching.worlds import NOW, SETTINGS, agent, at, need, session, window
from volunteer_match.glossary import Format
from volunteer_match.matching import ranking
from volunteer_match.matching.facts import AgentFacts, ExceptionFacts, OpportunityFacts, Settings
from volunteer_match.matching.index import Index
from volunteer_match.matching.levels import SkillLevel

World = tuple[list[AgentFacts], list[OpportunityFacts], datetime, Settings]


@st.composite
def worlds(draw: st.DrawFn, most: int = 6) -> World:
    """A few agents and needs around a change of clocks, so that things meet."""
    around: date = draw(some.dates)
    agents = [draw(some.agents(around, f"a{count}")) for count in range(draw(st.integers(1, most)))]
    if draw(st.booleans()):
        agents = [replace(one, **some.ABLE) for one in agents]
    needs = [draw(some.needs(around, f"need{count}" if count else "need")) for count in range(draw(st.integers(1, 3)))]
    now = datetime(around.year, around.month, around.day, tzinfo=UTC) + draw(st.integers(-200, 100)) * timedelta(
        minutes=15
    )
    return agents, needs, now, draw(some.settings)


@given(worlds(), st.randoms(use_true_random=False))
def test_agents_for_an_opportunity(world: World, random: Random) -> None:
    """Also after every slot was somebody else first, and for any length of the list."""
    agents, needs, now, settings = world
    index = Index()
    for slot in range(len(agents)):
        index.put_agent(slot, random.choice(agents))
    for slot, one in enumerate(agents):
        index.put_agent(slot, one)
    for one_need in needs:
        expected = ranking.rank_agents(one_need, agents, now, settings).ranked
        assert index.rank_agents(one_need, now, settings) == expected
        short = index.top_agents(one_need, now, settings, 2)
        assert [(one.id, one.fit, one.order) for one in short] == [(e.agent, e.fit, e.order) for e in expected[:2]]


@given(worlds())
def test_opportunities_for_an_agent(world: World) -> None:
    agents, needs, now, settings = world
    index = Index()
    for slot in range(len(needs)):
        index.put_opportunity(slot, needs[0])
    for slot, one in enumerate(needs):
        index.put_opportunity(slot, one)
    for one_agent in agents:
        expected = ranking.rank_opportunities(one_agent, needs, now, settings).ranked
        assert index.rank_opportunities(one_agent, now, settings) == expected
        short = index.top_opportunities(one_agent, now, settings, 2)
        assert [(one.id, one.order) for one in short] == [(e.opportunity, e.order) for e in expected[:2]]


@given(worlds())
def test_who_is_dropped_is_gone(world: World) -> None:
    agents, needs, now, settings = world
    index = Index()
    for slot, one in enumerate(agents):
        index.put_agent(slot, one)
    index.drop_agent(0)
    index.drop_agent(99)
    for one_need in needs:
        assert (
            index.rank_agents(one_need, now, settings)
            == ranking.rank_agents(one_need, agents[1:], now, settings).ranked
        )
    for slot in range(1, len(agents)):
        index.drop_agent(slot)
    assert not list(index.agents.postings.keys), "a bitmap of nobody is kept by nobody"


def _same(need_facts: OpportunityFacts, *agents: AgentFacts, settings: Settings = SETTINGS) -> None:
    index = Index()
    for slot, one in enumerate(agents):
        index.put_agent(slot, one)
    expected = ranking.rank_agents(need_facts, agents, NOW, settings).ranked
    assert index.rank_agents(need_facts, NOW, settings) == expected
    assert expected, "a case in which nobody passes tells nothing"


MANY = {f"skill{count}": SkillLevel.ADVANCED for count in range(30)}


def test_more_skills_than_a_row_has_room_for() -> None:
    asked = need(asks={"skills": {"skill29": SkillLevel.BEGINNER}})
    _same(asked, agent(id="many", skills=MANY), agent(id="one", skills={"skill29": SkillLevel.EXPERT}))


def test_more_interests_and_languages_than_a_row_has_room_for() -> None:
    interests = frozenset({f"cause:{count}" for count in range(20)} | {"cause:education"})
    languages = {f"a{letter}": 3 for letter in "abcdefghijklmnop"}
    _same(need(likes={"languages": {"ap": 2}}), agent(interests=interests, languages=languages), agent(id="bo"))


def test_a_session_longer_than_the_bits_can_tell() -> None:
    whole_week = tuple(window(day, 0, 24) for day in range(7))
    _same(need(sessions=(session("2026-11-26 08:00", "2026-11-27 08:00"),)), agent(availability=whole_week))


def test_a_session_on_odd_minutes_and_one_in_odd_seconds() -> None:
    odd = session("2026-11-26 17:53", "2026-11-26 18:41", "odd")
    seconds = session("2026-11-26 19:00:30", "2026-11-26 19:45", "seconds")
    _same(need(sessions=(odd,)), agent())
    _same(need(sessions=(odd, seconds)), agent())


def test_a_session_beyond_the_tables() -> None:
    _same(need(sessions=(session("2029-11-22 18:00", "2029-11-22 19:00"),)), agent())


def test_free_only_by_an_exception() -> None:
    by_exception = agent(availability=(), exceptions=(ExceptionFacts(date(2026, 11, 26), 17 * 60, 20 * 60, True),))
    _same(need(), by_exception, agent(id="bo"))


def test_hundreds_of_equals_are_told_apart_by_lot() -> None:
    agents = [agent(id=f"a{count}") for count in range(300)]
    _same(need(), *agents)
    index = Index()
    for slot, one in enumerate(agents):
        index.put_agent(slot, one)
    names = [one.id for one in index.top_agents(need(), NOW, SETTINGS, 20)]
    assert names == [one.agent for one in ranking.rank_agents(need(), agents, NOW, SETTINGS, 20).ranked]
    assert names != sorted(names)


def test_only_those_asked_about_are_ranked() -> None:
    index = Index()
    for slot in range(6):
        index.put_agent(slot, agent(id=f"a{slot}"))
    found = index.top_agents(need(), NOW, SETTINGS, within=BitMap([1, 4, 77]))
    assert {one.slot for one in found} == {1, 4}


@pytest.mark.parametrize("top", [0, 1, 5])
def test_a_list_is_as_long_as_asked(top: int) -> None:
    index = Index()
    for slot in range(9):
        index.put_agent(slot, agent(id=f"a{slot}"))
        index.put_opportunity(slot, need(id=f"n{slot}"))
    assert len(index.top_agents(need(), NOW, SETTINGS, top)) == top
    assert len(index.top_opportunities(agent(), NOW, SETTINGS, top)) == top


def test_a_moment_later_the_same_answer() -> None:
    """Seconds do not count before a deadline: nobody plans them."""
    flexible = need(sessions=(), format=Format.FLEXIBLE, minutes_needed=300, deadline=at("2026-12-10 12:00"))
    index = Index()
    index.put_agent(1, agent())
    now = NOW + timedelta(seconds=59, microseconds=7)
    assert index.rank_agents(flexible, now, SETTINGS) == ranking.rank_agents(flexible, [agent()], now, SETTINGS).ranked
