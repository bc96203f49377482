"""How many minutes are free before a deadline, for many agents at once, to the minute."""

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from volunteer_match.matching.indexing import week
from volunteer_match.matching.indexing.agents import Agents
from volunteer_match.matching.indexing.bitmaps import flagged, places_of
from volunteer_match.matching.indexing.clocks import MONDAY, Stretch
from volunteer_match.matching.indexing.costs import lost_to, offered_between

Ints = NDArray[np.int64]
WEEK = 10080


def free_minutes(agents: Agents, rows: Ints, stretches: list[Stretch]) -> Ints:
    """Minutes of the weekly windows inside all stretches, less what shifts with their rest take of them."""
    zone = agents.columns.zone.take(rows)
    free = np.zeros(len(rows), dtype=np.int64)
    for stretch in stretches:
        start, end = (stretch.offsets + minute + MONDAY for minute in (stretch.start, stretch.end))
        weeks = (end // WEEK - start // WEEK).take(zone)
        free += weeks * agents.columns.offered.take(rows)
        free += agents.weeks.measure_by(rows, zone, end % WEEK)
        free -= agents.weeks.measure_by(rows, zone, start % WEEK)
    return free - _worked(agents, rows, zone, stretches)


def _offered(agents: Agents, rows: Ints, offset: Ints, start: Ints, end: Ints) -> Ints:
    """Minutes of the weekly windows between two minutes, for clocks that are `offset` ahead: each row has its own."""
    first, last = offset + start + MONDAY, offset + end + MONDAY
    weeks = (last // WEEK - first // WEEK) * agents.columns.offered.take(rows)
    return weeks + agents.weeks.measure(rows, last % WEEK) - agents.weeks.measure(rows, first % WEEK)


def _worked(agents: Agents, rows: Ints, zone: NDArray[np.uint16], stretches: list[Stretch]) -> Ints:
    """What cuts take: by their cost where they lie whole inside, by the minute where they reach over an edge."""
    start, end = stretches[0].start, stretches[-1].end
    lost = np.zeros(len(rows), dtype=np.int64)
    for day in agents.cuts.near(start, end):
        first, last, cost = day.told(rows)
        inside = (first >= start) & (last <= end)
        lost += np.where(inside, cost, 0)
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


def correct_by_runs(
    agents: Agents, rows: Ints, some: BitMap, free: Ints, stretches: list[Stretch], needed: int
) -> None:
    """Counts the windows off the quarter hour by the minute: the bits, rounded outwards, counted too much.

    Whoever has too little, or has twice what is needed even if every window lost half an hour, is left as they are.
    """
    start, end = stretches[0].start, stretches[-1].end
    weeks = (end - start) // WEEK + 2
    for position in np.flatnonzero(flagged(rows, some) & (free >= needed)).tolist():
        slot = int(rows[position])
        irregular = agents.irregular[slot]
        assert irregular.windows is not None, "off the quarter hour"
        if free[position] - weeks * len(irregular.windows) * 2 * week.QUARTER >= 2 * needed:
            continue
        runs, bits, zone = irregular.runs, agents.weeks.bits(slot), int(agents.columns.zone[slot])
        for one in stretches:
            first, last = (int(one.offsets[zone]) + minute for minute in (one.start, one.end))
            free[position] += offered_between(runs, first, last) - offered_between(bits, first, last)
        for begin, until in agents.cuts.of(slot):
            if begin < start < until or begin < end < until:
                cut, name = (max(begin, start), min(until, end)), agents.zone_of(slot)
                free[position] += lost_to(cut, bits, name) - lost_to(cut, runs, name)


def correct_by_date(agents: Agents, rows: Ints, some: BitMap, free: Ints, start: int, end: int) -> None:
    """Takes off what promises and exceptions cost between two minutes, and adds what exceptions give."""
    for position in places_of(rows, some).tolist():
        slot = int(rows[position])
        irregular = agents.irregular[slot]
        for begin, until, minutes in irregular.takes:
            if start <= begin and until <= end:
                free[position] -= minutes
            elif begin < end and start < until:
                offered = irregular.runs or agents.weeks.bits(slot)
                free[position] -= lost_to((max(begin, start), min(until, end)), offered, agents.zone_of(slot))
        free[position] += sum(minutes for begin, until, minutes in irregular.gains if start <= begin and until <= end)
