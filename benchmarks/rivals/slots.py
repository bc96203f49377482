"""Free time as UTC slots of half an hour, the way SQL gets it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.tables import AgentTable, Ints
from volunteer_match.matching.zones import get_zone

SLOT = 30
"""Minutes."""
SLOTS = 7 * 24 * 60 // SLOT
"""Of a week, which begins on Monday 00:00 UTC."""
MOST_BEFORE, MOST_AFTER = 4, 8
"""Two hours before a session; two hours of a session and two after it."""
_CHUNK = 20_000
Bytes = NDArray[np.uint8]


def slot_of(moment: datetime) -> int:
    """The slot of the week that begins at `moment`; raises ValueError for a moment off the grid."""
    minutes = (moment.weekday() * 24 + moment.hour) * 60 + moment.minute
    if minutes % SLOT or moment.second or moment.microsecond:
        raise ValueError(f"{moment} is not on a half hour")
    return minutes // SLOT


def offsets(zones: tuple[str, ...], now: datetime, last: datetime) -> Ints:
    """Minutes east of UTC of each zone; raises ValueError for one whose clocks change until `last`."""
    found = []
    for name in zones:
        days = range((last - now).days + 3)
        moved = {(now + timedelta(days=day)).astimezone(get_zone(name)).utcoffset() for day in days}
        if len(moved) > 1:
            raise ValueError(f"{name} changes its clocks before {last}")
        found.append(int((moved.pop() or timedelta()).total_seconds()) // 60)
    return np.array(found, dtype=np.int64)


def free_slots(table: AgentTable, offset: Ints) -> Iterator[tuple[int, Bytes]]:
    """For many agents at a time: the first position, and 0 or 1 for each agent and slot.

    Raises ValueError for hours off the grid.
    """
    part = table.windows
    length = np.where(part.end > part.start, part.end - part.start, part.end - part.start + 1440)
    start = (part.day * 1440 + part.start - offset[table.zone[part.agent]]) % (7 * 1440)
    if (start % SLOT).any() or (length % SLOT).any():
        raise ValueError("hours off the half-hour grid can't be put into slots")
    for first in range(0, len(table.ids), _CHUNK):
        count = min(_CHUNK, len(table.ids) - first)
        chosen = slice(*np.searchsorted(part.agent, [first, first + count]))
        lasts = length[chosen] // SLOT
        agent = np.repeat(part.agent[chosen] - first, lasts)
        within = np.arange(len(agent)) - np.repeat(np.cumsum(lasts) - lasts, lasts)
        slots = (np.repeat(start[chosen] // SLOT, lasts) + within) % SLOTS
        free = np.zeros((count, SLOTS), dtype=np.uint8)
        free[agent, slots] = 1
        yield first, free


def runs(free: Bytes) -> tuple[Bytes, Bytes]:
    """How many slots are free directly before, and directly after, the beginning of each slot (at most 4, and 8)."""
    return _run(np.roll(free, 1, axis=1), 1, MOST_BEFORE), _run(free, -1, MOST_AFTER)


def _run(free: Bytes, step: int, most: int) -> Bytes:
    unbroken, counted = free.copy(), free.copy()
    for _ in range(most - 1):
        free = np.roll(free, step, axis=1)
        unbroken &= free
        counted += unbroken
    return counted
