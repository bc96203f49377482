"""What a proposal keeps of reasons and figures is read again as it was."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.matching.test_ranking import drawn_world
from volunteer_match.matches.explanations import strongest_reasons
from volunteer_match.matches.proposing.figures import Figures, Side, figures_from, gap_of
from volunteer_match.matches.proposing.keeping import pack, unpack
from volunteer_match.matching.assignment_facts import Assignment
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, Requirements
from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.matching.phrases import Code, all_of, phrase
from volunteer_match.matching.ranking import rank_agents
from volunteer_match.matching.sieve import might_pass


@given(st.data())
def test_reasons_come_back_as_they_were(data: st.DataObject) -> None:
    now, agents, needs, settings = drawn_world(data)
    for need in needs:
        for ranked in rank_agents(need, agents, now, settings).ranked:
            for reason in strongest_reasons(ranked, most=5):
                assert unpack(json.loads(json.dumps(pack(reason)))) == reason


@given(st.data())
def test_the_sieve_lets_everybody_through_who_passes(data: st.DataObject) -> None:
    now, agents, needs, settings = drawn_world(data)
    for need in needs:
        passing = {one.agent for one in rank_agents(need, agents, now, settings).ranked}
        assert passing <= {agent.id for agent in agents if might_pass(agent, need)}


@pytest.mark.parametrize(
    ("skill", "tag", "level", "passes"),
    [(2, "pt-BR", 4, True), (1, "pt-BR", 4, False), (2, "pt-BR", 3, False), (2, "es", 7, False)],
)
def test_the_sieve_asks_for_skills_and_languages_at_their_level(skill: int, tag: str, level: int, passes: bool) -> None:
    who = AgentFacts("ann", skills={"maths": SkillLevel(skill)}, languages={tag: Proficiency(level)})
    need = OpportunityFacts("o", requires=Requirements({"maths": SkillLevel(2)}, {"pt": Proficiency(4)}))
    assert might_pass(who, need) is passes
    assert not might_pass(replace(who, active=False), need)


def test_several_statements_in_one_are_refused() -> None:
    several = all_of([phrase(Code.NO_RECORD), phrase(Code.FREE_THEN)])
    assert several is not None
    with pytest.raises(ValueError, match="no parameter"):
        pack(several)


SIDES = st.builds(Side, st.integers(0, 99), st.integers(0, 99), st.floats(0, 9999), st.integers(0, 9))


@given(SIDES, SIDES, st.floats(0, 1), st.lists(st.text(max_size=3), max_size=3))
def test_figures_come_back_as_they_were(one: Side, other: Side, gap: float, ids: list[str]) -> None:
    figures = Figures(9, 9, one, other, gap, 3, tuple(ids), ())
    assert figures_from(json.loads(json.dumps(figures.as_values()))) == figures


@pytest.mark.parametrize(("bound", "gap", "is_best"), [(0, 0.0, True), (1, 0.0001, False), (1000, 1.0, False)])
def test_a_gap_is_never_told_smaller_than_it_is(bound: int, gap: float, is_best: bool) -> None:
    made = Assignment((), bound)
    side = Side(0, 0, 0.0, 0)
    told = gap_of(made)
    assert told >= made.gap
    assert Figures(1, 1, side, side, told, 3).is_best is is_best
    assert gap in (told, 0.0001)
