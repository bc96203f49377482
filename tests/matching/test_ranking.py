"""Rankings: who is in them and in what order; and what must hold in every world."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.matching import strategies
from tests.matching.worlds import NOW, SETTINGS, agent, need, said
from volunteer_match.glossary import Format
from volunteer_match.matching import ranking
from volunteer_match.matching.engine import Engine, Ranked, Ranking
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, Settings, Window
from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.matching.ranking import rank_agents, rank_opportunities

REFERENCE: Engine = ranking
"""The type checker sees here that the module can stand where an index will."""


def test_who_passes_is_ranked_and_who_fails_is_told_with_all_gates() -> None:
    found = REFERENCE.rank_agents(need(), [agent(id="ana"), agent(id="bo", active=False)], NOW, SETTINGS)
    (ranked,), (failed,) = found.ranked, found.failed
    assert (ranked.agent, ranked.opportunity, ranked.sessions) == ("ana", "need", ("s1",))
    assert (failed.agent, failed.opportunity) == ("bo", "need")
    assert [gate.name.value for gate in failed.gates if not gate.passed] == ["standing"]
    assert len(failed.gates) == len(ranked.gates) == 7


def test_top_cuts_the_ranked_only() -> None:
    agents = [agent(id=f"a{count}", active=count % 2 == 0) for count in range(8)]
    whole, cut = (rank_agents(need(), agents, NOW, SETTINGS, top) for top in (None, 2))
    assert cut.ranked == whole.ranked[:2]
    assert (len(whole.ranked), len(whole.failed), cut.failed) == (4, 4, whole.failed)


def test_the_nearest_miss_comes_first() -> None:
    asks = {"skills": {"maths": SkillLevel.EXPERT}, "languages": {"pl": Proficiency.B2}}
    near = {"skills": {"maths": SkillLevel.ADVANCED}, "languages": {"pl": Proficiency.B2}}
    agents = [
        agent(id="nothing", availability=()),
        agent(id="barred", skills={"maths": SkillLevel.EXPERT}, languages={"pl": Proficiency.B2}, active=False),
        agent(id="two levels", **near | {"skills": {"maths": SkillLevel.INTERMEDIATE}}),
        agent(id="both", **near | {"languages": {"pl": Proficiency.B1}}),
        agent(id="one level", **near),
    ]
    found = rank_agents(need(asks=asks), agents, NOW, SETTINGS)
    assert [one.agent for one in found.failed] == ["one level", "two levels", "barred", "both", "nothing"]


def drawn_world(data: st.DataObject) -> tuple[Any, list[AgentFacts], list[OpportunityFacts], Settings]:
    around = data.draw(strategies.dates)
    now = data.draw(strategies.instants(around))
    agents = [data.draw(strategies.agents(around, f"a{count}")) for count in range(2)]
    needs = [data.draw(strategies.needs(around, f"o{count}")) for count in range(2)]
    twins = [replace(agents[0], id="twin"), replace(agents[0], id="able", **strategies.ABLE)]
    return now, agents + twins, needs, data.draw(strategies.settings)


@pytest.mark.timeout(3600)
@given(st.data())
def test_what_holds_in_every_world(data: st.DataObject) -> None:
    now, agents, needs, settings = drawn_world(data)
    by_need = [rank_agents(one, agents, now, settings) for one in needs]
    assert all(len(found.ranked) + len(found.failed) == len(agents) for found in by_need)
    the_order_of_the_input_changes_nothing(by_need, agents[::-1], needs, now, settings)
    the_other_way_round_says_the_same(by_need, agents, needs[::-1], now, settings)
    for found in by_need:
        ranks_fall_and_misses_grow(found)
        for one in found.ranked:
            figures_are_whole_tenths_of_exact_sums(one)
        all_that_is_said_names_what_it_speaks_of(found)


def the_order_of_the_input_changes_nothing(
    by_need: list[Ranking], agents: list[AgentFacts], needs: list[OpportunityFacts], now: Any, settings: Settings
) -> None:
    turned = [replace(one, sessions=one.sessions[::-1]) for one in needs]
    assert [rank_agents(one, agents, now, settings) for one in turned] == by_need


def the_other_way_round_says_the_same(
    by_need: list[Ranking], agents: list[AgentFacts], needs: list[OpportunityFacts], now: Any, settings: Settings
) -> None:
    by_agent = [rank_opportunities(one, needs, now, settings) for one in agents]

    def pairs(rankings: list[Ranking]) -> set[tuple[str, str, int, tuple[str, ...]]]:
        return {(one.agent, one.opportunity, one.fit, one.sessions) for found in rankings for one in found.ranked}

    assert pairs(by_need) == pairs(by_agent)


def figures_are_whole_tenths_of_exact_sums(found: Ranked) -> None:
    assert isinstance(found.fit, int)
    assert isinstance(found.order, int)
    assert 0 <= found.order <= found.fit <= 1000
    assert all(0 <= part.value <= 1 for part in found.parts)
    assert abs(exact(found) * 10 - found.fit) <= Fraction(1, 2)
    assert abs((exact(found) - found.adjustment.lost) * 10 - found.order) <= Fraction(1, 2)


def all_that_is_said_names_what_it_speaks_of(found: Ranking) -> None:
    gates = [gate for one in (*found.ranked, *found.failed) for gate in one.gates]
    told = [phrase for gate in gates for phrase in (gate.asked, gate.has, gate.change)]
    told += [part.reason for one in found.ranked for part in one.parts]
    told += [one.adjustment.reason for one in found.ranked]
    assert not any("None" in text for text in map(said, told) if text)


def ranks_fall_and_misses_grow(found: Ranking) -> None:
    orders = [one.order for one in found.ranked]
    misses = [sum(not gate.passed for gate in one.gates) for one in found.failed]
    assert orders == sorted(orders, reverse=True)
    assert misses == sorted(misses)
    assert all(misses)


def raised(who: AgentFacts, data: st.DataObject) -> AgentFacts:
    """The same agent with a skill, a level, a language, a proof or free time more."""
    skill, tag = data.draw(st.sampled_from(strategies.SKILLS)), data.draw(st.sampled_from(strategies.TAGS))
    level = SkillLevel(min(SkillLevel.EXPERT, who.skills.get(skill, 0) + 1))
    spoken = Proficiency(min(Proficiency.NATIVE, who.languages.get(tag, 0) + 1))
    better: dict[str, Any] = {
        "skills": dict(who.skills) | {skill: level},
        "wants": who.wants | {skill},
        "languages": dict(who.languages) | {tag: spoken},
        "verified_languages": who.verified_languages | {tag},
        "availability": (*who.availability, data.draw(strategies.windows)),
        "shifts": who.shifts[1:],
        "busy": who.busy[1:],
        "exceptions": tuple(one for one in who.exceptions if one.available),
        "rest_gap_minutes": 0,
        "interests": who.interests | {"cause:c"},
        "attended": who.attended + 1,
    }
    key = data.draw(st.sampled_from(sorted(better)))
    return replace(who, **{key: better[key]})


@given(st.data())
def test_more_never_lowers_a_fit_nor_closes_a_gate(data: st.DataObject) -> None:
    around = data.draw(strategies.dates)
    now = data.draw(strategies.instants(around))
    who, what = data.draw(strategies.agents(around)), data.draw(strategies.needs(around, "open"))
    able = replace(who, **strategies.ABLE)
    before, after = (rank_agents(what, [one], now, SETTINGS) for one in (able, raised(able, data)))
    for worse in before.ranked:
        assert after.ranked, "a gate that was open stays open"
        assert exact(after.ranked[0]) >= exact(worse)
        assert set(worse.sessions) <= set(after.ranked[0].sessions)


def exact(found: Ranked) -> Fraction:
    return sum((part.points for part in found.parts), Fraction(0))


@pytest.mark.parametrize("shift", [timedelta(0), timedelta(minutes=1)])
def test_two_years_of_windows_stay_quick(shift: timedelta) -> None:
    """A need without a deadline that nobody has the hours for is the longest walk there is."""
    who = agent(availability=tuple(Window(day, 0, 60) for day in range(7)))
    endless = OpportunityFacts("endless", format=Format.FLEXIBLE, minutes_needed=10**6)
    (failed,) = rank_agents(endless, [who], NOW + shift, SETTINGS).failed
    assert failed.gates[4].shortfall == 10**6 // 60 + 1 - 731
