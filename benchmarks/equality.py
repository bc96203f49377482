"""The index beside the reference: many questions in both directions, with changes between them.

A seeded company of odd people (the workload's, every other one made irregular) and its needs (every other one asking
for nothing) change one after the other: somebody is put into a slot, leaves it, or comes back as somebody else; a need
is put, changed, or dropped; the moment moves on. After every change one question is asked of both: the best agents for
a need, or the best needs for an agent, whole answers with gates and reasons. `python -m benchmarks.equality --queries
20000` takes some minutes.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any, TypeVar

from benchmarks.figures import print_figures
from benchmarks.workload import NOW, SETTINGS, make
from benchmarks.workload.facts import made_irregular
from volunteer_match.matching import ranking
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, Requirements, Settings
from volunteer_match.matching.index import Index

F = TypeVar("F", AgentFacts, OpportunityFacts)
SLOTS, NEED_SLOTS = 80, 80
POOL, NEEDS = 2_000, 400
TOPS = (1, 10, None)
SETTINGS_TRIED = (
    SETTINGS,
    replace(SETTINGS, fairness=1.0, attention=1.0),
    replace(SETTINGS, fairness=0.5, attention=0.8, seed=7, pending_cap=1, company_weekly_limit_minutes=180),
)


@dataclass
class _Sides:
    """The same people and needs on both sides: in an index, and as facts for the reference."""

    random: Random
    index: Index = field(default_factory=Index)
    agents: dict[int, AgentFacts] = field(default_factory=dict)
    needs: dict[int, OpportunityFacts] = field(default_factory=dict)
    now: datetime = NOW
    told: float = 1.0
    """The share of changes that the index is told of."""
    answered: int = 0
    """Questions whose answer named somebody."""

    def _is_told(self) -> bool:
        return self.random.random() < self.told

    def change(self, people: Sequence[AgentFacts], opportunities: Sequence[OpportunityFacts]) -> None:
        """One thing changes."""
        self.now += timedelta(minutes=self.random.choice([0, 0, 1, 15, 61]))
        if self.random.random() < 0.7:
            index, slot = self.index, self.random.randrange(SLOTS)
            self._change(self.agents, slot, people, f"agent in {slot}", index.put_agent, index.drop_agent)
        else:
            index, slot = self.index, self.random.randrange(NEED_SLOTS)
            self._change(self.needs, slot, opportunities, f"o{slot}", index.put_opportunity, index.drop_opportunity)

    def _change(
        self,
        facts: dict[int, F],
        slot: int,
        some: Sequence[F],
        name: str,
        put: Callable[[int, F], None],
        drop: Callable[[int], None],
    ) -> None:
        """Somebody leaves a slot, or one of `some` comes into it under a name of its own."""
        if self.random.random() < 0.1:
            facts.pop(slot, None)
            if self._is_told():
                drop(slot)
            return
        facts[slot] = replace(self.random.choice(some), id=name)
        if self._is_told():
            put(slot, facts[slot])

    def agree(self) -> bool:
        """Whether both give the same answer to one question."""
        settings, top = self.random.choice(SETTINGS_TRIED), self.random.choice(TOPS)
        if self.random.random() < 0.5:
            return self._agree_on_agents(self.random.choice(list(self.needs.values())), settings, top)
        return self._agree_on_needs(self.random.choice(list(self.agents.values())), settings, top)

    def _agree_on_agents(self, need: OpportunityFacts, settings: Settings, top: int | None) -> bool:
        expected = ranking.rank_agents(need, self.agents.values(), self.now, settings, top).ranked
        self.answered += bool(expected)
        return self.index.rank_agents(need, self.now, settings, top) == expected

    def _agree_on_needs(self, agent: AgentFacts, settings: Settings, top: int | None) -> bool:
        expected = ranking.rank_opportunities(agent, self.needs.values(), self.now, settings, top).ranked
        self.answered += bool(expected)
        return self.index.rank_opportunities(agent, self.now, settings, top) == expected


def run(queries: int, seed: int = 1, told: float = 1.0) -> dict[str, Any]:
    """How often index and reference differ, and which question was the first to show it (counted from 1).

    With `told` below 1 the index misses changes, as a control: then they must differ.
    """
    start = time.monotonic()
    made = make(POOL, NEEDS, seed=seed, shifts=True)
    people = [made.facts_of(position) for position in range(POOL)]
    people[::2] = [made_irregular(one, NOW, NEED_SLOTS, seed) for one in people[::2]]
    opportunities = [need for _, need in made.needs()]
    opportunities[::2] = [replace(need, requires=Requirements()) for need in opportunities[::2]]
    sides = _Sides(Random(seed))
    for _ in range(4 * (SLOTS + NEED_SLOTS)):
        sides.change(people, opportunities)
    sides.now = NOW
    differing = []
    sides.told = told
    for number in range(1, queries + 1):
        sides.change(people, opportunities)
        if sides.now > NOW + timedelta(days=20):
            sides.now = NOW
        if not sides.agree():
            differing.append(number)
    return {
        "queries": queries,
        "answered": sides.answered,
        "mismatches": len(differing),
        "first": differing[0] if differing else None,
        "seconds": round(time.monotonic() - start, 1),
        "sound": not differing,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queries", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    figures = run(chosen.queries, chosen.seed)
    print_figures(figures, as_json=True)
    return 0 if figures["sound"] else 1


if __name__ == "__main__":
    sys.exit(main())
