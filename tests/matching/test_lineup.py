"""Lists made from known fits stand in the order that the ranking gives."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.matching.worlds import NOW, agent, need, window
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, Settings
from volunteer_match.matching.fit import measure
from volunteer_match.matching.gates import judge
from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.matching.lineup import Past, line_of_agents, line_of_opportunities, might_pass
from volunteer_match.matching.occasions import case_of
from volunteer_match.matching.ranking import rank_agents, rank_opportunities
from volunteer_match.matching.strengths import ATTENTION, FAIRNESS, Strength, find_strength

moments = st.lists(st.integers(0, 14 * 24).map(lambda hours: NOW - timedelta(hours=hours)), max_size=5)
factors = st.sampled_from([0, 0.5, 0.8, 0.9, 0.95, 1])
records = st.tuples(st.integers(0, 3), st.integers(0, 2))


def lately(times: list[datetime]) -> int:
    return sum(at > NOW - timedelta(days=7) for at in times)


def points(who: AgentFacts, what: OpportunityFacts, settings: Settings):  # type: ignore[no-untyped-def]
    case = case_of(who, what, NOW, settings)
    return measure(case, judge(case).sessions).points


@given(st.lists(st.tuples(moments, records), max_size=6), factors, st.integers(0, 3))
def test_agents_stand_as_they_are_ranked(
    people: list[tuple[list[datetime], tuple[int, int]]], fairness: float, seed: int
) -> None:
    settings = Settings(fairness=fairness, seed=seed)
    agents = [
        agent(
            id=f"a{n}", attended=came, missed=missed, asked_last_7_days=lately(asks), last_asked=max(asks, default=None)
        )
        for n, (asks, (came, missed)) in enumerate(people)
    ]
    fits = {one.id: points(one, need(), settings) for one in agents}
    past = Past({f"a{n}": asks for n, (asks, _) in enumerate(people)})
    ranked = [one.agent for one in rank_agents(need(), agents, NOW, settings).ranked]
    assert line_of_agents("need", fits, past, NOW, settings) == ranked


@given(st.lists(st.tuples(moments, st.sampled_from(["education", "health"])), max_size=6), factors, st.integers(0, 3))
def test_opportunities_stand_as_they_are_ranked(
    needs: list[tuple[list[datetime], str]], attention: float, seed: int
) -> None:
    settings = Settings(attention=attention, seed=seed)
    who = agent(interests=frozenset({"cause:health"}))
    offered = [
        need(id=f"n{n}", cause=cause, connections_last_7_days=lately(times)) for n, (times, cause) in enumerate(needs)
    ]
    fits = {one.id: points(who, one, settings) for one in offered}
    past = Past({f"n{n}": times for n, (times, _) in enumerate(needs)})
    ranked = [one.opportunity for one in rank_opportunities(who, offered, NOW, settings).ranked]
    assert line_of_opportunities(who.id, fits, past, NOW, settings) == ranked


levels = st.dictionaries(st.sampled_from(["maths", "patience"]), st.sampled_from(list(SkillLevel)))
languages = st.dictionaries(st.sampled_from(["en", "pt", "pt-BR"]), st.sampled_from(list(Proficiency)))


@given(levels, levels, languages, languages)
def test_the_quick_look_stops_nobody_whom_the_gates_let_through(
    has: dict[str, SkillLevel],
    asks: dict[str, SkillLevel],
    speaks: dict[str, Proficiency],
    asks_languages: dict[str, Proficiency],
) -> None:
    who = agent(skills=has, languages=speaks)
    what = need(asks={"skills": asks, "languages": asks_languages})
    assert might_pass(who, what) == judge(case_of(who, what, NOW, Settings())).passed


def test_the_quick_look_knows_nothing_of_hours() -> None:
    assert might_pass(agent(availability=(window(0, 8, 9),)), need())


def test_a_past_counts_seven_days_and_remembers_the_last() -> None:
    past = Past({"a": [NOW - timedelta(days=7), NOW - timedelta(days=6)]})
    past.add("a", NOW)
    assert (past.lately("a", NOW), past.ever("a"), past.last("a")) == (2, 3, NOW)
    assert (past.lately("b", NOW), past.ever("b"), past.last("b")) == (0, 0, None)


def test_a_longer_memory_counts_more() -> None:
    asks = {"a": [NOW - timedelta(days=days) for days in (1, 7, 20, 28)]}
    assert [Past(asks, timedelta(days=days)).lately("a", NOW) for days in (1, 7, 8, 28, 29)] == [0, 1, 2, 3, 4]


def test_strengths_are_found_by_their_factor() -> None:
    assert [find_strength(FAIRNESS, FAIRNESS[one]) for one in Strength] == list(Strength)
    assert [find_strength(ATTENTION, ATTENTION[one]) for one in Strength] == list(Strength)
    assert find_strength(FAIRNESS, 0.87) is None
    house = Settings()
    assert (house.fairness, house.attention) == (FAIRNESS[Strength.STANDARD], ATTENTION[Strength.STANDARD])
