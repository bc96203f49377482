"""Order: what recent asks and recent attention cost, and how ties are broken."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from tests.matching.worlds import NOW, SETTINGS, agent, need, said
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, Settings
from volunteer_match.matching.order import for_agent_load, for_attention
from volunteer_match.matching.ranking import rank_agents, rank_opportunities


@pytest.mark.parametrize(
    "asks, fairness, factor, lost",
    [
        pytest.param(0, 0.9, "1", "0", id="not asked"),
        pytest.param(1, 0.9, "9/10", "8", id="asked once"),
        pytest.param(3, 0.9, "729/1000", "21.68", id="asked three times"),
        pytest.param(3, 1, "1", "0", id="off"),
        pytest.param(2, 0.8, "16/25", "28.8", id="strong"),
        pytest.param(1, 0, "0", "80", id="nothing is left"),
        pytest.param(0, 0, "1", "0", id="nothing to the power of nothing"),
    ],
)
def test_every_ask_costs_a_share_of_the_fit(asks: int, fairness: float, factor: str, lost: str) -> None:
    found = for_agent_load(Fraction(80), agent(asked_last_7_days=asks), Settings(fairness=fairness))
    assert (found.factor, found.lost, found.count) == (Fraction(factor), Fraction(lost), asks)


def test_every_connection_costs_a_share_of_the_fit() -> None:
    found = for_attention(Fraction(80), need(connections_last_7_days=2), SETTINGS)
    assert (found.base, found.factor, found.lost) == (Fraction("0.95"), Fraction("0.9025"), Fraction("7.8"))
    assert found.lost_tenths == 78
    assert said(found.reason) == "2 people joined in the last 7 days"


def test_the_example_worked_by_hand_with_one_ask() -> None:
    asked_once = for_agent_load(Fraction("79.9166"), agent(asked_last_7_days=1), SETTINGS)
    assert round(Fraction("79.9166") - asked_once.lost, 1) == Fraction("71.9")
    assert said(asked_once.reason) == "asked 1 time in the last 7 days"


def test_absurd_numbers_are_quick_and_leave_nothing() -> None:
    found = for_agent_load(Fraction(80), agent(asked_last_7_days=10**9), SETTINGS)
    assert found.lost_tenths == 800


def ids(agents: list[AgentFacts], what: OpportunityFacts, settings: Settings = SETTINGS, days: int = 0) -> list[str]:
    return [one.agent for one in rank_agents(what, agents, NOW + timedelta(days=days), settings).ranked]


def test_fairness_puts_the_less_asked_first_when_fits_are_close() -> None:
    close = [agent(id="asked", attended=2, asked_last_7_days=1), agent(id="fresh")]
    far = [
        agent(id="asked", attended=20, interests=frozenset({"kind:tutoring", "cause:education"}), asked_last_7_days=1)
    ]
    assert ids(close, need()) == ["fresh", "asked"]
    assert ids([*far, agent(id="fresh", missed=9)], need()) == ["asked", "fresh"]
    assert ids(close, need(), Settings(fairness=1)) == ["asked", "fresh"]


def test_ties_go_to_the_never_asked_then_to_the_least_recently_asked() -> None:
    asked = [agent(id=f"{days} days ago", last_asked=NOW - timedelta(days=days)) for days in (1, 2, 30, 365, 700)]
    assert ids([*asked, agent(id="never")], need()) == ["never", *(one.id for one in reversed(asked))]


def test_ties_among_equals_are_drawn_by_seed_and_day_and_need_never_by_id() -> None:
    equals = [agent(id=f"a{count:02}") for count in range(12)]
    drawn = ids(equals, need())
    assert ids(equals, need()) == drawn, "the same lot on the same day"
    assert ids(equals, need(), days=1) != drawn
    assert ids(equals, need(), Settings(seed=1)) != drawn
    assert ids(equals, need(id="another")) != drawn
    assert drawn not in (sorted(drawn), sorted(drawn, reverse=True))


def test_attention_gives_way_to_none_when_fits_are_close() -> None:
    needs = [need(id="popular", connections_last_7_days=1), need(id="quiet")]
    found = rank_opportunities(agent(), needs, NOW, SETTINGS)
    assert [one.opportunity for one in found.ranked] == ["quiet", "popular"]
    assert [one.fit for one in found.ranked] == [655, 655]
    assert [one.order for one in found.ranked] == [655, 622]
    better = replace(needs[0], kind="captioning", cause="health")
    who = agent(interests=frozenset({"kind:captioning", "cause:health"}))
    assert rank_opportunities(who, [better, needs[1]], NOW, SETTINGS).ranked[0].opportunity == "popular"
