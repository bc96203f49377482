"""How many minutes are free before a deadline, for many agents at once, to the minute."""

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.indexing import week
from volunteer_match.matching.indexing.agents import Agents
from volunteer_match.matching.indexing.clocks import MONDAY, Stretch
from volunteer_match.matching.indexing.cuts import DAY

Ints = NDArray[np.int64]
WEEK = 10080


def free_minutes(agents: Agents, rows: Ints, stretches: list[Stretch]) -> Ints:
    """Minutes of the weekly windows inside all stretches, less what shifts with their rest take of them."""
    zone = agents.columns.zone.take(rows)
    free = np.zeros(len(rows), dtype=np.int64)
    for stretch in stretches:
        free += _offered(agents, rows, stretch.offsets.take(zone), stretch.start, stretch.end)
    return free - _worked(agents, rows, zone, stretches)


def _offered(agents: Agents, rows: Ints, offset: Ints, start: int | Ints, end: int | Ints) -> Ints:
    """Minutes of the weekly windows between two minutes, for clocks that are `offset` ahead."""
    return _since(agents, rows, offset + end) - _since(agents, rows, offset + start)


def _since(agents: Agents, rows: Ints, local: Ints) -> Ints:
    """Minutes offered from the first Monday of the count up to a minute of the local clock."""
    minute = local + MONDAY
    whole = np.bitwise_count(agents.columns.week.take(rows, axis=0)[:, :_FULL]).sum(axis=1, dtype=np.int64)
    whole += np.bitwise_count(agents.columns.week[rows, _FULL] & _HALF)
    return minute // WEEK * whole * week.QUARTER + week.measure(agents.columns.week, rows, minute % WEEK)


_FULL = week.SLOTS // 64
_HALF = np.uint64((1 << week.SLOTS % 64) - 1)


def _worked(agents: Agents, rows: Ints, zone: NDArray[np.uint16], stretches: list[Stretch]) -> Ints:
    """What cuts take: by their cost where they lie whole inside, by the minute where they reach over an edge."""
    start, end = stretches[0].start, stretches[-1].end
    lost = np.zeros(len(rows), dtype=np.int64)
    for number, day in agents.cuts.near(start, end):
        first = day.start.take(rows).astype(np.int64) + number * DAY
        last = first + day.length.take(rows)
        inside = (first >= start) & (last <= end)
        lost += np.where(inside, day.lost.take(rows), 0) * (last > first)
        over = np.flatnonzero(~inside & (last > first) & (first < end) & (last > start))
        if len(over):
            lost[over] += _partly(agents, rows[over], zone[over], stretches, first[over], last[over])
    return lost


def _partly(
    agents: Agents, rows: Ints, zone: NDArray[np.uint16], stretches: list[Stretch], first: Ints, last: Ints
) -> Ints:
    lost = np.zeros(len(rows), dtype=np.int64)
    for stretch in stretches:
        since, until = np.maximum(first, stretch.start), np.minimum(last, stretch.end)
        lost += np.where(until > since, _offered(agents, rows, stretch.offsets.take(zone), since, until), 0)
    return lost
