"""Weekly windows and shifts of many agents at once, into bits and columns."""

from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.facts import Window
from volunteer_match.matching.indexing import week
from volunteer_match.matching.indexing.clocks import MONDAY
from volunteer_match.matching.indexing.costs import lost_to
from volunteer_match.matching.indexing.cuts import DAY
from volunteer_match.matching.indexing.dated import joined, put_dated
from volunteer_match.matching.indexing.irregular import cuts_of_shifts
from volunteer_match.matching.indexing.tabled import Tabled, among, distinct
from volunteer_match.matching.intervals import Interval
from volunteer_match.matching.tables import Ints

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MINUTE = 60_000_000
_CHUNK = 16_384
"""Agents whose weeks are painted at once: 12 million cells of one byte."""
_CELLS = week.SLOTS + DAY // week.QUARTER + 1
"""Quarters of a week, of the day after it, and one in which the last ends."""
Flags = NDArray[np.bool_]


def put_windows(tabled: Tabled) -> None:
    """Paints every window into its agent's week; agents with a window off the quarter hour keep theirs as well."""
    table = tabled.table.windows
    found = tabled.rows(table.agent)
    day, start, end = table.day[found.places], table.start[found.places], table.end[found.places]
    first = day * DAY + start
    last = day * DAY + np.where(end > start, end, end + DAY)
    begin, finish = first // week.QUARTER, -(-last // week.QUARTER)
    slots, agents = distinct(found.slots), tabled.agents
    for low in range(0, len(slots), _CHUNK):
        some = slots[low : low + _CHUNK]
        part = slice(*np.searchsorted(found.slots, [some[0], some[-1] + 1]))
        rows = np.searchsorted(some, found.slots[part])
        painted = _painted(len(some), rows, begin[part], finish[part])
        agents.weeks.put_all(some, painted)
        agents.columns.offered[some] = np.bitwise_count(painted).sum(axis=1, dtype=np.int64) * week.QUARTER
    off = (first % week.QUARTER != 0) | (last % week.QUARTER != 0)
    for slot in distinct(found.slots[off]).tolist():
        own = slice(*np.searchsorted(found.slots, [slot, slot + 1]))
        windows = zip(day[own].tolist(), start[own].tolist(), end[own].tolist(), strict=True)
        irregular = tabled.irregular(slot)
        irregular.windows = tuple(Window(*one) for one in windows)
        irregular.runs = joined(irregular.windows)


def _painted(count: int, rows: Ints, begin: Ints, finish: Ints) -> NDArray[np.uint8]:
    """Weeks of `count` agents as 84 bytes, with all quarters from `begin` to `finish` set."""
    cells = np.bincount(rows * _CELLS + begin, minlength=count * _CELLS).astype(np.int8)
    cells -= np.bincount(rows * _CELLS + finish, minlength=count * _CELLS).astype(np.int8)
    offered = np.cumsum(cells.reshape(count, _CELLS)[:, :-1], axis=1, dtype=np.int8) > 0
    tail = _CELLS - 1 - week.SLOTS
    offered[:, :tail] |= offered[:, week.SLOTS :]
    return np.packbits(offered[:, : week.SLOTS], axis=1, bitorder="little")


def put_shifts(tabled: Tabled) -> None:
    """Shifts widened by the rest gap. Agents whose cuts meet, or do not fit the columns, are put one by one."""
    table, agents = tabled.table.shifts, tabled.agents
    if not len(table.agent):
        return
    order = np.argsort(table.start, kind="stable")
    found = tabled.rows(table.agent[order])
    places = order[found.places]
    gap = tabled.table.rest_gap_minutes[table.agent[places]] * _MINUTE
    start, end = table.start[places] - gap, table.end[places] + gap
    odd = _odd(found.slots, start, end)
    singly = among(found.slots, found.slots[odd])
    for slot in distinct(found.slots[singly]).tolist():
        own = slice(*np.searchsorted(found.slots, [slot, slot + 1]))
        spans = zip(start[own].tolist(), end[own].tolist(), strict=True)
        cuts = [Interval(_EPOCH + since * _MICROSECOND, _EPOCH + until * _MICROSECOND) for since, until in spans]
        bits = agents.weeks.bits(slot)
        irregular = tabled.irregular(slot)
        agents.put_cuts(slot, cuts_of_shifts(cuts, timedelta(0)), irregular, bits)
        if irregular.cuts:
            put_dated(irregular, tabled.time_facts(slot, irregular), agents.cuts.of(slot), bits)
    _put_columns(tabled, found.slots[~singly], start[~singly] // _MINUTE, end[~singly] // _MINUTE)


def _odd(slots: Ints, start: Ints, end: Ints) -> Flags:
    """Cuts that meet the one before, begin on its day, are longer than a day, or are not whole minutes."""
    same = np.concatenate([[False], slots[1:] == slots[:-1]])
    before_end, before_start = np.concatenate([[0], end[:-1]]), np.concatenate([[0], start[:-1]])
    day = DAY * _MINUTE
    meets = same & ((start <= before_end) | (start // day == before_start // day))
    return np.asarray(meets | (end - start > day) | (start % _MINUTE != 0) | (end % _MINUTE != 0))


def _put_columns(tabled: Tabled, slots: Ints, start: Ints, end: Ints) -> None:
    if not len(slots):
        return
    agents = tabled.agents
    agents.clocks.cover(_EPOCH + timedelta(minutes=int(start.min())))
    days = start // DAY
    for number in distinct(np.sort(days)).tolist():
        own = days == number
        rows, first, last = slots[own], start[own], end[own]
        agents.cuts.day(number).put(rows, first, last, _lost(tabled, rows, first, last))


def _lost(tabled: Tabled, rows: Ints, first: Ints, last: Ints) -> Ints:
    """Minutes of the weekly windows inside each cut."""
    agents = tabled.agents
    zone = agents.columns.zone.take(rows)
    low, high = int(first.min()), int(last.max())
    if not (agents.clocks.reaches(low) and agents.clocks.reaches(high)) or agents.clocks.some_change(low, high):
        return np.array(
            [_lost_to_one(tabled, *one) for one in zip(rows.tolist(), first.tolist(), last.tolist(), strict=True)]
        )
    offset = agents.clocks.offsets(np.array([low], dtype=np.int64))[0].take(zone) + MONDAY
    since = (first + offset) % (7 * DAY)
    until = since + last - first
    over = np.maximum(until - 7 * DAY, 0)
    measure = agents.weeks.measure
    lost = measure(rows, until - over) - measure(rows, since) + measure(rows, over)
    for place in np.flatnonzero(among(rows, tabled.off_grid)):
        lost[place] = _lost_to_one(tabled, int(rows[place]), int(first[place]), int(last[place]))
    return lost


def _lost_to_one(tabled: Tabled, slot: int, first: int, last: int) -> int:
    agents = tabled.agents
    runs = tabled.irregular_runs(slot)
    return lost_to((first, last), runs or agents.weeks.bits(slot), agents.zone_of(slot))
