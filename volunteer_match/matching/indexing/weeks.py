"""The weeks of all agents: seven days each, and every day that some agents offer alike is kept once.

A day has 96 quarters of an hour, in two words that overlap: the quarters 0 to 63, and 32 to 95. So any 64 quarters in
a row lie in two words: of one day, or of a day and the next.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.indexing import week
from volunteer_match.matching.indexing.columns import grown
from volunteer_match.matching.indexing.distinct import Distinct, Numbers, widened
from volunteer_match.matching.indexing.week import QUARTER

Words = NDArray[np.uint64]
Ints = NDArray[np.int64]
DAYS, A_DAY, HALF = 7, week.SLOTS // 7, 32
_BYTES = A_DAY // 8
_ONE = np.uint64(1)


class Cut(NamedTuple):
    """Where 64 quarters of a week stand, by zone: from a bit of one word on, and on in another."""

    day: Ints
    later: Ints
    """1 where they begin in the second word of the day and go on in the next day; 0 where one day has them."""
    right: Words
    """Bits of the first word that lie before."""
    left: Words
    """Bits that the first word gives, less one."""


def cut_at(position: Ints) -> Cut:
    """`position` is the first quarter, 0 to 671."""
    day, bit = np.divmod(position, A_DAY)
    later = (bit >= HALF).astype(np.int64)
    right = bit - HALF * later
    return Cut(day, later, right.astype(np.uint64), (HALF - 1 + HALF * later - right).astype(np.uint64))


class Weeks:
    """By slot. Nothing is offered by whom nothing was put."""

    def __init__(self) -> None:
        self._days: Numbers = np.zeros((0, DAYS + 1), dtype=np.uint16)
        """Numbers of patterns, Monday first and once more behind Sunday."""
        self._patterns = Distinct(2)
        self._blocks, self._quarters = np.zeros((1, _BYTES), dtype=np.uint8), np.zeros(1, dtype=np.uint8)
        """Of each pattern the bytes, and how many quarters it offers."""

    def make_room(self, rows: int) -> None:
        self._days = grown(self._days, rows)

    def put(self, slot: int, bits: int) -> None:
        """Keeps a week, given as `week.bits_of` has it."""
        told = bits.to_bytes(week.BLOCKS, "little")
        if self.blocks_of(slot) != told:
            self.put_all(np.array([slot]), np.frombuffer(told, dtype=np.uint8))

    def put_all(self, slots: Ints, blocks: NDArray[np.uint8]) -> None:
        """Keeps the weeks of many, each given as 84 bytes."""
        days = blocks.reshape(-1, _BYTES)
        halves = (np.ascontiguousarray(days[:, since : since + 8]).view(np.uint64).ravel() for since in (0, HALF // 8))
        numbers = self._patterns.numbers(np.array([*halves])).reshape(-1, DAYS)
        self._days = widened(self._days, len(self._patterns))
        self._days[slots, :DAYS], self._days[slots, DAYS] = numbers, numbers[:, 0]
        if len(self._blocks) < len(self._patterns):
            early, late = (half[: len(self._patterns), None].view(np.uint8) for half in self._patterns.values)
            self._blocks = np.concatenate([early, late[:, 8 - _BYTES :]], axis=1)
            self._quarters = np.bitwise_count(self._blocks).sum(axis=1, dtype=np.uint8)

    def blocks_of(self, slot: int) -> bytes:
        """A week as 84 bytes, the earliest quarter in the lowest bit of the first."""
        return self._blocks.take(self._days[slot, :DAYS], axis=0).tobytes()

    def bits(self, slot: int) -> int:
        """A week as `week.bits_of` has it."""
        return int.from_bytes(self.blocks_of(slot), "little")

    def blocks(self, rows: Ints) -> NDArray[np.uint8]:
        """The weeks of many as 84 bytes each."""
        return self._blocks.take(self._days[rows, :DAYS], axis=0).reshape(-1, week.BLOCKS)

    def touching(self, slots: Ints, block: int) -> Ints:
        """Those of some slots who offer something in a block of the week."""
        day, place = divmod(block, _BYTES)
        return np.asarray(slots[(self._blocks[:, place] > 0).take(self._days[slots, day])])

    def stretches(self, rows: Ints, zone: NDArray[np.integer], cut: Cut) -> Words:
        """64 quarters of each row's week; `zone` tells for each which of the cuts."""
        zone, room = zone.astype(np.intp), self._patterns.values.shape[1]
        place, later = rows * (DAYS + 1) + cut.day.take(zone), cut.later.take(zone)
        bits = self._patterns.values.take(self._days.take(place) + later * room)
        bits >>= cut.right.take(zone)
        more = self._patterns.values.take(self._days.take(place + later) + (1 - later) * room)
        more <<= _ONE
        more <<= cut.left.take(zone)
        bits |= more
        return bits

    def measure(self, rows: Ints, minute: Ints) -> Ints:
        """Minutes offered from Monday 00:00 up to `minute` (0 to 10080) of the week, for each row."""
        return self.measure_by(rows, np.arange(len(rows)), minute)

    def measure_by(self, rows: Ints, sort: NDArray[np.integer], minute: Ints) -> Ints:
        """The same where rows of one sort (a time zone) share their minute: `minute` is by sort."""
        slot, rest = np.divmod(minute, QUARTER)
        day, bit = np.divmod(slot, A_DAY)
        days = self._days.take(rows, axis=0)
        before = (np.arange(DAYS + 1) < day[:, None]).astype(np.uint8).take(sort, axis=0)
        full = (self._quarters.take(days) * before).sum(axis=1, dtype=np.int64)
        early, late = self._patterns.values.take(days[np.arange(len(rows)), day.take(sort)], axis=1)
        full += np.bitwise_count(early & _below(np.minimum(bit, HALF)).take(sort))
        full += np.bitwise_count(late & _below(np.maximum(bit - HALF, 0)).take(sort))
        full *= QUARTER
        if rest.any():
            at = np.where(bit < HALF, bit, bit - HALF).astype(np.uint64).take(sort)
            own = np.where((bit < HALF).take(sort), early, late) >> at & _ONE
            full += own.astype(np.int64) * rest.take(sort)
        return np.asarray(full)


def _below(count: Ints) -> Words:
    """Masks of so many bits, at most 63."""
    return (_ONE << count.astype(np.uint64)) - _ONE
