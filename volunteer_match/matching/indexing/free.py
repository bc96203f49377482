"""Who is free for which session, and how much free time lies around it: many agents at once, to the minute.

What the weekly windows and the shifts in their columns tell is exact here. Whoever has something irregular on the day,
or lives where clocks change around it, is marked unsure and left to the exact functions; the free time told for them
is then the most it may be.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from volunteer_match.matching.indexing import week
from volunteer_match.matching.indexing.agents import Agents
from volunteer_match.matching.indexing.bitmaps import places_of
from volunteer_match.matching.indexing.cuts import Span
from volunteer_match.matching.indexing.irregular import Cost
from volunteer_match.matching.indexing.times import AROUND, Hour, SessionTime, Times
from volunteer_match.matching.indexing.week import QUARTER, WEEK

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(slots=True)
class Free:
    """For each session (first axis) and each of `rows`: is it free, and minutes free directly before and after."""

    rows: Ints
    zone: NDArray[np.uint16]
    free: Flags
    before: Ints
    after: Ints

    def spare(self) -> Ints:
        """Free minutes around each session, at most two hours together."""
        return np.asarray(np.minimum(self.before + self.after, AROUND))


def free_for(agents: Agents, rows: Ints, times: Times, unsure: Flags | None, irregular: BitMap) -> Free:
    """Those of `rows` who are free by their weekly windows for some session, or are unsure; less their shifts.

    `irregular` are those of them of whom not only columns tell.
    """
    zone = agents.columns.zone.take(rows)
    cut = [agents.weeks.stretches(rows, zone, hour.cut) for hour in times.hours]
    free = [(bits & hour.needed) == hour.needed for bits, hour in zip(cut, times.hours, strict=True)]
    some = free[0] if len(free) == 1 else np.logical_or.reduce(free)
    places = (some if unsure is None else some | unsure).nonzero()[0]
    if len(places) < len(rows):
        rows, zone = rows[places], zone[places]
        cut, free = [bits[places] for bits in cut], [flags[places] for flags in free]
    around = np.array([_around(bits, hour) for bits, hour in zip(cut, times.hours, strict=True)])
    order = [session.hour for session in times.sessions]
    found = Free(rows, zone, np.array(free)[order], around[order, 0], around[order, 1])
    _windows_off_grid(agents, found, times, irregular & agents.off_grid)
    for place, session in enumerate(times.sessions if agents.cuts.days else ()):
        _work(agents, found, place, session)
    takes = agents.postings.among(irregular, (("takes", day) for day in times.days_near)) if irregular else irregular
    for position in places_of(rows, takes).tolist():
        for place, session in enumerate(times.sessions):
            _promises(found, place, position, session, agents.irregular[int(rows[position])].takes)
    return found


def _around(bits: NDArray[np.uint64], hour: Hour) -> tuple[Ints, Ints]:
    """Minutes free directly before and after, by the weekly windows alone."""
    below = (bits & np.uint64(255)).astype(np.intp)
    above = (bits >> np.uint64(week.AROUND + hour.quarters) & np.uint64(255)).astype(np.intp)
    before, after = week.RUN_DOWN.take(below) * QUARTER, week.RUN_UP.take(above) * QUARTER
    if hour.lead:
        first = bits >> np.uint64(week.AROUND) & np.uint64(1)
        before = np.where(first, before + hour.lead, 0)
    if hour.trail:
        last = bits >> np.uint64(week.AROUND + hour.quarters - 1) & np.uint64(1)
        after = np.where(last, after + hour.trail, 0)
    return np.minimum(before, AROUND), np.minimum(after, AROUND)


def _work(agents: Agents, found: Free, place: int, session: SessionTime) -> None:
    """Takes shifts with their rest out of one session's free time."""
    for day in agents.cuts.near(session.start - AROUND, session.end + AROUND):
        start, end, _ = day.told(found.rows)
        working = end > start
        found.free[place] &= ~(working & (start < session.end) & (session.start < end))
        ahead = working & (start < session.start)
        found.before[place] = np.where(
            ahead, np.minimum(found.before[place], np.maximum(session.start - end, 0)), found.before[place]
        )
        behind = working & (end > session.end)
        found.after[place] = np.where(
            behind, np.minimum(found.after[place], np.maximum(start - session.end, 0)), found.after[place]
        )


def _windows_off_grid(agents: Agents, found: Free, times: Times, off_grid: BitMap) -> None:
    """Tells by the minute what the bits, rounded outwards, tell too well."""
    for position in places_of(found.rows, off_grid).tolist():
        runs, starts = agents.irregular[int(found.rows[position])].runs, times.local[:, found.zone[position]]
        for place, (start, minutes) in enumerate(zip(starts.tolist(), times.minutes.tolist(), strict=True)):
            told = _in_runs(runs, start, minutes)
            found.free[place, position], found.before[place, position], found.after[place, position] = told


def _in_runs(runs: tuple[Span, ...], start: int, minutes: int) -> tuple[bool, int, int]:
    """Whether a stretch lies in one run (see `dated.joined`), and minutes directly before and after it."""
    since, until = start + WEEK, start + WEEK + minutes
    (first, last), (_, later) = _run_at(runs, since), _run_at(runs, until)
    before, after = since - first if since <= last else 0, max(later - until, 0)
    return until <= last, min(before, AROUND), min(after, AROUND)


def _run_at(runs: tuple[Span, ...], minute: int) -> Span:
    """The last run that has begun by a minute; one has, after the first of the three weeks that runs tell of."""
    return runs[bisect_right(runs, (minute, 4 * WEEK)) - 1]


def _promises(found: Free, place: int, position: int, session: SessionTime, takes: Iterable[Cost]) -> None:
    """Takes promises and exceptions of one agent out of one session's free time."""
    for start, end, _ in takes:
        if start < session.end and session.start < end:
            found.free[place, position] = False
        if start < session.start:
            found.before[place, position] = min(found.before[place, position], max(session.start - end, 0))
        if end > session.end:
            found.after[place, position] = min(found.after[place, position], max(start - session.end, 0))
