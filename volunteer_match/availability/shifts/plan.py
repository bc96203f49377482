"""All shifts of one import as arrays: a million of them take some 25 MB. Pure.

Agents come in the order of their row numbers, the shifts of each together, so that an import is written agent by agent.
"""

import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
NO_NAME = -1


@dataclass(frozen=True, slots=True)
class Plan:
    """Times are whole seconds since 1970. Shifts of agent number n are from `offset[n]` to before `offset[n + 1]`.

    What the source said of an agent from `since[n]` to before `until[n]` (by the start of a shift) is replaced.
    """

    agent: Ints
    since: Ints
    until: Ints
    offset: Ints
    start: Ints
    end: Ints
    name: Ints
    """Position in `names`, NO_NAME where a shift has none."""
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.agent)

    @property
    def shifts(self) -> int:
        return len(self.start)

    def steps(self, first: int, size: int) -> Iterator[int]:
        """Positions of agents, the last of which is the number of agents: from `first` to the first of them, and from
        each to before the next, there are at most `size` agents and shifts, or one agent with more.
        """
        weight = self.offset + np.arange(len(self.offset))
        while True:
            reached = int(np.searchsorted(weight, weight[first] + size, side="right")) - 1
            first = min(max(reached, first + 1), len(self))
            yield first
            if first == len(self):
                return

    def rows(self, first: int, beyond: int) -> list[tuple[int, int, int, int]]:
        """Agent, start, end and name of each shift of the agents from position `first` to before `beyond`."""
        low, high = int(self.offset[first]), int(self.offset[beyond])
        agents = np.repeat(self.agent[first:beyond], np.diff(self.offset[first : beyond + 1]))
        columns = (agents, self.start[low:high], self.end[low:high], self.name[low:high])
        return list(zip(*(column.tolist() for column in columns), strict=True))

    def packed(self) -> bytes:
        """The arrays, compressed; the names are kept beside them."""
        buffer = io.BytesIO()
        arrays: dict[str, Any] = {name: getattr(self, name) for name in _ARRAYS}
        np.savez(buffer, **arrays)
        return zlib.compress(buffer.getvalue(), level=1)


_ARRAYS = ("agent", "since", "until", "offset", "start", "end", "name")


def unpacked(data: bytes, names: Sequence[str]) -> Plan:
    """The plan that `packed` made."""
    with np.load(io.BytesIO(zlib.decompress(data)), allow_pickle=False) as arrays:
        return Plan(**{name: arrays[name] for name in _ARRAYS}, names=tuple(names))


def make_plan(shifts: tuple[Ints, Ints, Ints, Ints], spans: dict[int, tuple[int, int]], names: Sequence[str]) -> Plan:
    """`shifts` are agent, start, end and name of each, in any order; one that is there twice is one.

    `spans` has every agent of whom the source said anything, with what is replaced.
    """
    agents = np.array(sorted(spans), dtype=np.int64)
    since, until = (np.array([spans[int(key)][side] for key in agents], dtype=np.int64) for side in (0, 1))
    columns = np.stack(shifts)
    order = np.lexsort((columns[3], columns[2], columns[1], columns[0]))
    columns = columns[:, order]
    if columns.shape[1]:
        differs = np.concatenate([[True], np.any(columns[:, 1:] != columns[:, :-1], axis=0)])
        columns = columns[:, differs]
    offset = np.searchsorted(columns[0], np.append(agents, np.iinfo(np.int64).max))
    return Plan(agents, since, until, offset.astype(np.int64), columns[1], columns[2], columns[3], tuple(names))
