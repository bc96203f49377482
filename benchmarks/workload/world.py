"""The workload put together."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.random import Generator

from benchmarks.workload import agents, hours
from benchmarks.workload.facts import facts_of, made_irregular
from benchmarks.workload.names import COMPANIES
from benchmarks.workload.needs import needs
from benchmarks.workload.sites import SITES
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, Settings
from volunteer_match.matching.tables import AgentTable, ShiftTable

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
"""A Thursday; until the last session of the workload no site changes its clocks."""
SETTINGS = Settings()
SEED = 1
_IRREGULAR = 0.02


@dataclass(frozen=True, slots=True)
class Workload:
    """N agents as a table, and M open needs. Slots of both begin at 1, positions at 0."""

    table: AgentTable
    need_count: int
    seed: int = SEED
    plain: bool = False
    """Only what SQL can be compared on: see the package."""

    @property
    def agents(self) -> int:
        return len(self.table.ids)

    def needs(self) -> Iterator[tuple[int, OpportunityFacts]]:
        """Each open need with its slot."""
        return enumerate(needs(self.need_count, self.seed, NOW, grid=_grid(self.plain)), 1)

    def facts_of(self, position: int) -> AgentFacts:
        """The agent at a position, exactly as the table says."""
        return facts_of(self.table, position)

    def irregular(self) -> Iterator[tuple[int, AgentFacts]]:
        """Slot and facts of those who are to be put into an index after the bulk, in place of what the table says."""
        if self.plain:
            return
        for position in np.flatnonzero(_generator("irregular", self.seed).random(self.agents) < _IRREGULAR):
            agent = made_irregular(self.facts_of(position), NOW, self.need_count, self.seed)
            yield int(self.table.slot[position]), agent

    def everybody(self) -> dict[int, AgentFacts]:
        """All agents as they finally are, by slot."""
        regular = {int(slot): self.facts_of(position) for position, slot in enumerate(self.table.slot)}
        return regular | dict(self.irregular())


def make(
    agent_count: int, need_count: int = 20_000, *, seed: int = SEED, plain: bool = False, shifts: bool = False
) -> Workload:
    """A workload of so many agents and open needs; the same for the same arguments."""
    return Workload(make_table(agent_count, seed, plain=plain, shifts=shifts), need_count, seed, plain)


def make_table(count: int, seed: int = SEED, *, plain: bool = False, shifts: bool = False) -> AgentTable:
    """The agents. What is drawn for one part does not depend on whether another is drawn."""
    weights = np.array([here.weight for here in SITES])
    site = _generator("sites", seed).choice(len(SITES), size=count, p=weights / weights.sum())
    pattern = agents.pick(_generator("patterns", seed), hours.PATTERNS, count)
    work = hours.shifts(_generator("shifts", seed), pattern, site, NOW) if shifts else ShiftTable()
    return AgentTable(
        slot=np.arange(1, count + 1),
        ids=tuple(f"a{position}" for position in range(count)),
        zone=site,
        zones=tuple(here.zone for here in SITES),
        companies=tuple(COMPANIES),
        **agents.record(_generator("record", seed), count, NOW),  # type: ignore[arg-type]
        skills=agents.skills(_generator("skills", seed), count),
        languages=agents.languages(_generator("languages", seed), site),
        windows=hours.windows(_generator("hours", seed), pattern, grid=_grid(plain)),
        shifts=work,
        credentials=agents.credentials(_generator("credentials", seed), count, NOW.date()),
        interests=agents.interests(_generator("interests", seed), count),
    )


def _grid(plain: bool) -> int:
    return 30 if plain else 15


def _generator(part: str, seed: int) -> Generator:
    return np.random.default_rng([seed, *part.encode()])
