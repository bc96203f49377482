"""Where very many suit, the index looks at the promising first, and at few others: the answer stays the same."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.workload import NOW, SETTINGS, make
from tests.matching.test_index import World, worlds
from tests.matching.worlds import FLEXIBLE, agent, at, need, session, window
from volunteer_match.glossary import Format
from volunteer_match.matching import ranking
from volunteer_match.matching.facts import SessionFacts
from volunteer_match.matching.index import Index
from volunteer_match.matching.indexing import gates, sieve
from volunteer_match.matching.indexing.layers import in_lots, layers
from volunteer_match.matching.indexing.people import top_agents
from volunteer_match.matching.indexing.placed import question
from volunteer_match.matching.indexing.points import NEAR
from volunteer_match.matching.indexing.times import times_of

ENOUGH_FOR_ALL = 1 << 30


def filled(world: World) -> Index:
    index = Index()
    for slot, one in enumerate(world[0]):
        index.put_agent(slot, one)
    return index


@given(worlds(), st.integers(1, 4), st.integers(0, 2))
def test_the_same_answer_however_few_are_looked_at_together(world: World, top: int, many: int) -> None:
    agents, needs, now, settings = world
    index = filled(world)
    for one_need in needs:
        found = top_agents(index.agents, question(one_need, now, settings, top), many)
        expected = ranking.rank_agents(one_need, agents, now, settings, top).ranked
        assert [(one.scored.id, one.scored.fit, one.scored.order) for one in found] == [
            (one.agent, one.fit, one.order) for one in expected
        ]


@given(worlds())
def test_nobody_has_more_than_a_layer_may_reach(world: World) -> None:
    agents, needs, now, settings = world
    index = filled(world)
    index.agents.clocks.cover(now)
    for one_need in needs:
        asked, able = question(one_need, now, settings), gates.able(index.agents, one_need)
        exact = {one.agent: one for one in ranking.rank_agents(one_need, agents, now, settings).ranked}
        orders = {
            name: float(sum(part.points for part in one.parts) - one.adjustment.lost) for name, one in exact.items()
        }
        if not able or not asked.occasions:
            continue
        reached = [
            (layer.most, agents[slot].id) for layer in layers(index.agents, asked, able, 0) for slot in layer.members
        ]
        assert sorted(name for _, name in reached) == sorted(agents[slot].id for slot in able)
        assert all(orders.get(name, 0.0) <= most + NEAR for most, name in reached)


@given(worlds())
def test_the_sieve_lets_everybody_through_who_can(world: World) -> None:
    agents, needs, now, settings = world
    index = filled(world)
    index.agents.clocks.cover(now)
    for one_need in needs:
        occasions = question(one_need, now, settings).occasions
        times = (
            times_of(occasions, index.agents.clocks) if occasions and one_need.format is not Format.FLEXIBLE else None
        )
        if times is not None:
            offering = {agents[slot].id for slot in sieve.offering(index.agents, times)}
            assert offering >= {one.agent for one in ranking.rank_agents(one_need, agents, now, settings).ranked}


def test_the_sieve_looks_at_the_clocks_of_each_zone() -> None:
    """Zones may share their hours; where clocks change around a session, everybody passes."""
    index, thursday = Index(), (window(3, 18, 21),)
    zones = ("Europe/Warsaw", "Europe/Berlin", "Asia/Manila", "UTC")
    for slot, zone in enumerate(zones):
        index.put_agent(slot, agent(id=zone, time_zone=zone, availability=thursday))
    index.put_agent(4, agent(id="monday", time_zone="UTC", availability=(window(0, 18, 21),)))
    assert _sieved(index, session("2026-11-26 18:00", "2026-11-26 19:00"), NOW) == [0, 1, 3]
    night = session("2026-10-25 00:00", "2026-10-25 01:30")
    assert _sieved(index, night, at("2026-10-22 12:00")) == [0, 1]


@pytest.mark.parametrize("offering", [0, 1])
def test_the_sieve_may_leave_few_or_nobody(offering: int) -> None:
    people = [agent(id=f"a{slot}", availability=(window(0, 8, 22),)) for slot in range(30)]
    people[:offering] = [agent(id="free")] * offering
    index = Index()
    for slot, one in enumerate(people):
        index.put_agent(slot, one)
    for one_need in (need(), replace(FLEXIBLE, minutes_needed=60 * 200)):
        found = top_agents(index.agents, question(one_need, NOW, SETTINGS, 5), many=offering)
        assert [one.scored.id for one in found] == [
            one.agent for one in ranking.rank_agents(one_need, people, NOW, SETTINGS, 5).ranked
        ]


def _sieved(index: Index, one: SessionFacts, now: datetime) -> list[int]:
    index.agents.clocks.cover(now)
    times = times_of(question(need(sessions=(one,)), now, SETTINGS).occasions, index.agents.clocks)
    assert times is not None
    return list(sieve.offering(index.agents, times))


def test_lots_hold_everybody_and_say_what_the_first_can_reach() -> None:
    index = Index()
    index.build(make(300, 1).table)
    asked = question(next(iter(make(1, 1).needs()))[1], NOW, SETTINGS, 5)
    found = list(layers(index.agents, asked, index.agents.everybody, 4))
    lots = list(in_lots(found, 50))
    assert [lot.most for lot in lots] == sorted((lot.most for lot in lots), reverse=True)
    assert lots[0].most == found[0].most
    assert sorted(slot for lot in lots for slot in lot.members) == list(index.agents.everybody)
    assert list(in_lots(found[:1], 1)) == found[:1]


@pytest.mark.parametrize("many", [4, 40])
def test_of_a_company_the_same_are_found(many: int) -> None:
    workload = make(1500, 60, seed=5, shifts=True)
    index = Index()
    index.build(workload.table)
    for slot, facts in workload.irregular():
        index.put_agent(slot, facts)
    for _, one_need in workload.needs():
        asked = question(one_need, NOW, SETTINGS, 10)
        found, plainly = (top_agents(index.agents, asked, count) for count in (many, ENOUGH_FOR_ALL))
        assert [one.scored for one in found] == [one.scored for one in plainly]
