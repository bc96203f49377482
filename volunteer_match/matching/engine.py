"""The interface of whatever ranks. `ranking` is the reference; an index may stand in for it if it answers the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, Settings
from volunteer_match.matching.fit import Part
from volunteer_match.matching.gates import Gate
from volunteer_match.matching.order import Adjustment


@dataclass(frozen=True, slots=True)
class Ranked:
    """One agent who may claim one opportunity. `fit` and `order` are tenths of a point: 799 is 79.9."""

    agent: str
    opportunity: str
    fit: int
    order: int
    parts: tuple[Part, ...]
    gates: tuple[Gate, ...]
    sessions: tuple[str, ...]
    """Ids of the sessions that may be claimed, by start; none for a flexible opportunity."""
    adjustment: Adjustment


@dataclass(frozen=True, slots=True)
class Failed:
    """One agent who may not claim one opportunity, and all gates, passed and failed."""

    agent: str
    opportunity: str
    gates: tuple[Gate, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """`ranked` best first, `failed` nearest first (see `gates.GateReport.distance`; then as ties in order)."""

    ranked: tuple[Ranked, ...]
    failed: tuple[Failed, ...]


class Engine(Protocol):
    """Ranks. With `top` at most so many are ranked; `failed` is always complete. Input may come in any order."""

    def rank_agents(
        self,
        opportunity: OpportunityFacts,
        agents: Iterable[AgentFacts],
        now: datetime,
        settings: Settings,
        top: int | None = None,
    ) -> Ranking: ...

    def rank_opportunities(
        self,
        agent: AgentFacts,
        opportunities: Iterable[OpportunityFacts],
        now: datetime,
        settings: Settings,
        top: int | None = None,
    ) -> Ranking: ...
