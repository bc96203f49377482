"""A world's rankings as plain values for JSON, with every reason in words."""

from collections.abc import Sequence
from typing import Any, TypeVar

from volunteer_match.matching import ranking
from volunteer_match.matching.engine import Engine, Failed, Ranked, Ranking
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, World
from volunteer_match.matching.fit import half_up
from volunteer_match.matching.gates import Gate
from volunteer_match.matching.phrases import Phrase
from volunteer_match.matching.plain import plain_voice
from volunteer_match.matching.words import Voice, words

_MILLION = 1_000_000
F = TypeVar("F", AgentFacts, OpportunityFacts)


class FactsFault(Exception):
    """What was given can't be ranked. `faults` has a line for each reason."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def answer(
    world: World,
    for_agent: str | None = None,
    for_opportunity: str | None = None,
    top: int | None = None,
    all_failed: bool = False,
    engine: Engine = ranking,
) -> list[dict[str, Any]]:
    """Agents for one opportunity or for each, or opportunities for one agent.

    At most `top` are ranked, and as many of those that failed are told, nearest first; `all_failed` tells of all.
    Times in the reasons are in the agent's zone. Raises FactsFault for an id that is not in the world.
    """
    if for_agent is not None:
        agent = _one(world.agents, "agent", for_agent)
        found = engine.rank_opportunities(agent, world.opportunities, world.now, world.settings, top)
        return [{"agent": agent.id, **_told(world, found, "opportunity", None if all_failed else top)}]
    chosen: Sequence[OpportunityFacts] = world.opportunities
    if for_opportunity is not None:
        chosen = [_one(world.opportunities, "opportunity", for_opportunity)]
    return [
        {
            "opportunity": one.id,
            **_told(
                world,
                engine.rank_agents(one, world.agents, world.now, world.settings, top),
                "agent",
                None if all_failed else top,
            ),
        }
        for one in chosen
    ]


def _one(facts: Sequence[F], what: str, name: str) -> F:
    for one in facts:
        if one.id == name:
            return one
    raise FactsFault([f"no {what} has the id '{name}'"])


def _told(world: World, found: Ranking, told: str, most_failed: int | None) -> dict[str, Any]:
    voices = {agent.id: plain_voice(agent.time_zone) for agent in world.agents}
    return {
        "ranked": [_ranked(one, told, voices[one.agent]) for one in found.ranked],
        "failed": [_failed(one, told, voices[one.agent]) for one in found.failed[:most_failed]],
    }


def _ranked(one: Ranked, told: str, voice: Voice) -> dict[str, Any]:
    return {
        told: getattr(one, told),
        "fit": one.fit / 10,
        "order": one.order / 10,
        "adjustment": {
            "factor": half_up(one.adjustment.factor, _MILLION) / _MILLION,
            "points": -one.adjustment.lost_tenths / 10,
            "reason": words(one.adjustment.reason, voice),
        },
        "sessions": list(one.sessions),
        "parts": [
            {
                "name": str(part.name),
                "weight": part.weight,
                "value": half_up(part.value, _MILLION) / _MILLION,
                "points": part.tenths / 10,
                "reason": words(part.reason, voice),
            }
            for part in one.parts
        ],
        "gates": [_gate(gate, voice) for gate in one.gates],
    }


def _failed(one: Failed, told: str, voice: Voice) -> dict[str, Any]:
    return {told: getattr(one, told), "gates": [_gate(gate, voice) for gate in one.gates]}


def _gate(gate: Gate, voice: Voice) -> dict[str, Any]:
    return {
        "name": str(gate.name),
        "passed": gate.passed,
        "asked": _said(gate.asked, voice),
        "has": _said(gate.has, voice),
        "change": _said(gate.change, voice),
    }


def _said(phrase: Phrase | None, voice: Voice) -> str | None:
    return None if phrase is None else words(phrase, voice)
