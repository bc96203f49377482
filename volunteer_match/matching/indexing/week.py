"""A week of availability as bits: one for each quarter of an hour of the agent's own clock, Monday 00:00 first.

Whoever offers whole quarters only is told exactly by them; others are told too much, never too little.
"""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.facts import Window

QUARTER = 15
DAY, WEEK = 1440, 10080
SLOTS = WEEK // QUARTER
AROUND = 8
"""Quarters in the two hours before, and in the two hours after a session."""
BLOCK, BLOCKS = 8 * QUARTER, SLOTS // 8
"""A byte of the week: its minutes, and how many there are."""
_ALL = (1 << SLOTS) - 1
_HOURS = WEEK // 60


def bits_of(windows: Iterable[Window]) -> tuple[int, bool]:
    """The week as 672 bits of a whole number, and whether all windows keep to quarters of hours."""
    bits, keeps = 0, True
    for window in windows:
        start = window.day * DAY + window.start
        end = window.day * DAY + (window.end if window.end > window.start else window.end + DAY)
        keeps = keeps and start % QUARTER == 0 and end % QUARTER == 0
        first, last = start // QUARTER, -(-end // QUARTER)
        bits |= ((1 << (last - first)) - 1) << first
    return (bits & _ALL) | (bits >> SLOTS), keeps


def hours_of(spans: Iterable[tuple[int, int]]) -> set[int]:
    """The hours of a week, 0 to 167, that any of these touches: from minute to minute, 0 is a Monday 00:00."""
    return {hour % _HOURS for start, end in spans for hour in range(start // 60, -(-end // 60))}


def windows_from(bits: int) -> Iterator[Window]:
    """Windows that offer the same time as the bits, none longer than to midnight."""
    slots_a_day = DAY // QUARTER
    for day in range(7):
        today = (bits >> day * slots_a_day) & ((1 << slots_a_day) - 1)
        while today:
            first = (today & -today).bit_length() - 1
            length = ((~(today >> first)) & ((today >> first) + 1)).bit_length() - 1
            yield Window(day, first * QUARTER, (first + length) * QUARTER)
            today &= ~(((1 << length) - 1) << first)


def _runs() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For 8 bits: how many in a row are set from the highest down, and from the lowest up."""
    texts = [f"{bits:08b}" for bits in range(256)]
    down = [len(text) - len(text.lstrip("1")) for text in texts]
    up = [len(text) - len(text.rstrip("1")) for text in texts]
    return np.array(down, dtype=np.int64), np.array(up, dtype=np.int64)


RUN_DOWN, RUN_UP = _runs()


def minutes_between(bits: int, start: int, end: int) -> int:
    """Minutes offered between two minutes that lie at most a week apart; 0 is a Monday 00:00."""
    first, last = start // QUARTER, -(-end // QUARTER)
    offered = (bits | bits << SLOTS) >> first % SLOTS & ((1 << (last - first)) - 1)
    count = offered.bit_count() * QUARTER
    count -= (offered & 1) * (start % QUARTER)
    count -= (offered >> (last - first - 1) & 1) * (-end % QUARTER)
    return count
