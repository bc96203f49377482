"""Who offers which half hour of the week, in UTC, as one bitmap for each of the 336."""

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from volunteer_match.matching.indexing import week
from volunteer_match.matching.indexing.agents import Agents
from volunteer_match.matching.indexing.bitmaps import bitmap_of

Ints = NDArray[np.int64]
HALF_HOURS = 336
_CHUNK = 65_536
_QUARTERS = np.arange(HALF_HOURS) * 2


def half_hours_of(agents: Agents, slots: Ints, offsets: Ints) -> tuple[BitMap, ...]:
    """The bitmaps; `offsets` are minutes ahead of UTC by zone. A half hour counts where it is offered wholly."""
    found = [BitMap() for _ in range(HALF_HOURS)]
    for low in range(0, len(slots), _CHUNK):
        rows = slots[low : low + _CHUNK]
        free = _free(agents, rows, offsets)
        for place, column in enumerate(free):
            found[place] |= bitmap_of(rows[column])
    return tuple(found)


def _free(agents: Agents, rows: Ints, offsets: Ints) -> NDArray[np.bool_]:
    """For each half hour and each of `rows`."""
    free = np.zeros((HALF_HOURS, len(rows)), dtype=np.bool_)
    ahead = offsets.take(agents.columns.zone.take(rows)) // week.QUARTER
    words = agents.weeks.blocks(rows)
    for offset in np.unique(ahead):
        some = np.flatnonzero(ahead == offset)
        bits = np.unpackbits(words[some], axis=1, bitorder="little", count=week.SLOTS).T
        first = (_QUARTERS + offset) % week.SLOTS
        free[:, some] = bits[first] & bits[(first + 1) % week.SLOTS]
    return free


def offering(agents: Agents, slots: Ints, minutes: int) -> BitMap:
    """Who offers at least so many minutes a week."""
    return bitmap_of(slots[agents.columns.offered.take(slots) >= minutes])
