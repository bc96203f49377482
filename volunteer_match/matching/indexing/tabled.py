"""A table on its way into the index: where its agents go, and what of them is irregular."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from volunteer_match.matching.facts import AgentFacts
from volunteer_match.matching.indexing import week
from volunteer_match.matching.indexing.agents import Agents
from volunteer_match.matching.indexing.bitmaps import bitmap_of
from volunteer_match.matching.indexing.cuts import Span
from volunteer_match.matching.indexing.irregular import Irregular
from volunteer_match.matching.indexing.vocabulary import Vocabulary
from volunteer_match.matching.tables import NONE, AgentTable, Ints


class Found(NamedTuple):
    """Entries of a table whose agents are kept, ordered by slot: their places in the table, and their slots."""

    places: Ints
    slots: Ints


class Tabled:
    """The agents of a table that are kept: those who are active."""

    def __init__(self, agents: Agents, table: AgentTable) -> None:
        self.agents, self.table = agents, table
        self.kept = np.flatnonzero(table.active)
        self.slots = table.slot[self.kept]
        self.ids = [table.ids[place].encode() for place in self.kept.tolist()]
        self._slot_of = np.where(table.active, table.slot, NONE)
        self._irregular: dict[int, Irregular] = {}

    def rows(self, agent: Ints) -> Found:
        slots = self._slot_of[agent]
        order = np.argsort(slots, kind="stable")
        order = order[np.searchsorted(slots[order], 0) :]
        return Found(order, slots[order])

    def numbers(self, vocabulary: Vocabulary, names: Sequence[str]) -> Ints:
        return np.array(vocabulary.numbers(names), dtype=np.int64)

    def irregular(self, slot: int) -> Irregular:
        return self._irregular.setdefault(slot, Irregular())

    def irregular_runs(self, slot: int) -> tuple[Span, ...]:
        return self._irregular[slot].runs if slot in self._irregular else ()

    @property
    def off_grid(self) -> Ints:
        """Slots of those with windows off the quarter hour, ascending."""
        return np.array(sorted(slot for slot, one in self._irregular.items() if one.runs), dtype=np.int64)

    def time_facts(self, slot: int, irregular: Irregular) -> AgentFacts:
        """Zone and windows of an agent; what a cost is worked out from."""
        windows = irregular.windows or tuple(week.windows_from(self.agents.weeks.bits(slot)))
        return AgentFacts("", self.agents.zone_of(slot), availability=windows)

    def keep_irregular(self) -> None:
        for slot, irregular in self._irregular.items():
            self.agents.keep(slot, irregular)


def distinct(ascending: Ints) -> Ints:
    """Each number once. (Much quicker than `np.unique`, which sorts or hashes what is sorted already.)"""
    return ascending[np.concatenate([[True], ascending[1:] != ascending[:-1]])] if len(ascending) else ascending


def among(ascending: Ints, some: Ints) -> NDArray[np.bool_]:
    """Which of the numbers are among some others; both ascending."""
    flags = np.zeros(len(ascending) + 1, dtype=np.int64)
    wanted = distinct(some)
    np.add.at(flags, np.searchsorted(ascending, wanted, "left"), 1)
    np.add.at(flags, np.searchsorted(ascending, wanted, "right"), -1)
    return np.asarray(np.cumsum(flags[:-1]) > 0)


def positions(slots: Ints) -> Ints:
    """How many entries of the same slot stand before each; `slots` are ascending."""
    if not len(slots):
        return slots
    starts = np.flatnonzero(np.concatenate([[True], slots[1:] != slots[:-1]]))
    counts = np.diff(np.concatenate([starts, [len(slots)]]))
    return np.arange(len(slots), dtype=np.int64) - np.repeat(starts, counts)


def slots_by(number: Ints, slots: Ints) -> list[tuple[int, BitMap]]:
    """The slots of each number, numbers ascending; NONE is left out."""
    order = np.argsort(number, kind="stable")
    order = order[np.searchsorted(number[order], 0) :]
    if not len(order):
        return []
    sorted_numbers, sorted_slots = number[order], slots[order]
    edges = np.flatnonzero(np.concatenate([[True], sorted_numbers[1:] != sorted_numbers[:-1], [True]]))
    return [
        (int(sorted_numbers[first]), bitmap_of(sorted_slots[first:last]))
        for first, last in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
    ]
