"""How long the index takes to answer, and to learn of a change."""

from dataclasses import replace
from random import Random
from typing import Any

from benchmarks.ranking.agreement import TOP, same_as_reference
from benchmarks.ranking.timing import spread_ms, timed
from benchmarks.workload import NOW, SETTINGS, Workload
from volunteer_match.matching.engine import Ranked
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts
from volunteer_match.matching.gate import Gate
from volunteer_match.matching.index import Index
from volunteer_match.matching.levels import SkillLevel
from volunteer_match.matching.phrases import Phrase
from volunteer_match.matching.plain import plain_voice
from volunteer_match.matching.words import Voice, words

Spread = dict[str, float]
WARM_UP = 20
_EVERYBODY = 3000
"""Up to so many agents the whole ranking is compared with the reference; beyond it, with that many of them."""


def top_and_words(index: Index, needs: list[OpportunityFacts], zones: dict[str, str]) -> dict[str, Any]:
    """The top 50 for each need, and how much longer it takes with gates and reasons, all of them in words.

    `answers` counts those that have nobody and those that have all 50.
    """
    for need in needs[:WARM_UP]:
        index.top_agents(need, NOW, SETTINGS, TOP)
        _told(index.rank_agents(need, NOW, SETTINGS, TOP), zones)
    top, more, lengths = [], [], []
    for need in needs:
        seconds, found = timed(lambda need=need: index.top_agents(need, NOW, SETTINGS, TOP))
        with_words, _ = timed(lambda need=need: _told(index.rank_agents(need, NOW, SETTINGS, TOP), zones))
        lengths.append(len(found))
        top.append(seconds)
        more.append(max(0.0, with_words - seconds))
    answers = {"empty": lengths.count(0), "full": lengths.count(TOP), "all": len(lengths)}
    return {"top50": spread_ms(top), "answers": answers, "words_ms": spread_ms(more)}


def _told(ranked: tuple[Ranked, ...], zones: dict[str, str]) -> list[list[str]]:
    """Every reason and gate of a ranking in words, in the zone of each agent."""
    return [_of_one(one, plain_voice(zones[one.agent])) for one in ranked]


def _of_one(one: Ranked, voice: Voice) -> list[str]:
    phrases = [one.adjustment.reason, *(part.reason for part in one.parts)]
    phrases += [phrase for gate in one.gates for phrase in _phrases(gate)]
    return [words(phrase, voice) for phrase in phrases]


def _phrases(gate: Gate) -> list[Phrase]:
    return [phrase for phrase in (gate.asked, gate.has, gate.change) if phrase is not None]


def reverse(index: Index, agents: list[AgentFacts]) -> Spread:
    """The top 50 needs for each of these agents."""
    for agent in agents[:WARM_UP]:
        index.top_opportunities(agent, NOW, SETTINGS, TOP)
    return spread_ms(timed(lambda one=one: index.top_opportunities(one, NOW, SETTINGS, TOP))[0] for one in agents)


def updates(index: Index, agents: dict[int, AgentFacts]) -> Spread:
    """Each of these agents (by slot) is a level better and was asked; afterwards as before."""
    seconds = []
    for slot, agent in agents.items():
        changed = _changed(agent)
        seconds.append(timed(lambda slot=slot, changed=changed: index.put_agent(slot, changed))[0])
        seconds.append(timed(lambda slot=slot, agent=agent: index.put_agent(slot, agent))[0])
    return spread_ms(seconds)


def _changed(agent: AgentFacts) -> AgentFacts:
    skills = {name: SkillLevel(min(4, level + 1)) for name, level in agent.skills.items()}
    return replace(agent, skills=skills, asked_last_7_days=agent.asked_last_7_days + 1, last_asked=NOW)


def mismatches(index: Index, workload: Workload, needs: list[OpportunityFacts], random: Random) -> int:
    """For how many needs the index differs from the reference, whose people are those found and a sample of others."""
    irregular = dict(workload.irregular())
    wrong = 0
    for need in needs:
        found = index.top_agents(need, NOW, SETTINGS, TOP)
        slots = {one.slot for one in found}
        slots |= set(random.sample(range(1, workload.agents + 1), min(_EVERYBODY, workload.agents)))
        agents = [irregular.get(slot) or workload.facts_of(slot - 1) for slot in slots]
        wrong += not same_as_reference(found, need, agents)
    return wrong
