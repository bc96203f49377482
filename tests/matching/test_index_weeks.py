"""Weeks that are kept as seven numbers of days tell the same as their bits."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from volunteer_match.matching.indexing import week
from volunteer_match.matching.indexing.weeks import Weeks, cut_at

BITS = st.integers(0, (1 << week.SLOTS) - 1)
SOME = st.lists(BITS | st.sampled_from([0, (1 << week.SLOTS) - 1, 1, 1 << 95, 1 << 96]), min_size=1, max_size=5)


def kept(weeks: list[int]) -> Weeks:
    found = Weeks()
    found.make_room(len(weeks))
    for slot, bits in enumerate(weeks):
        found.put(slot, bits)
    return found


@given(SOME, st.lists(st.integers(0, week.SLOTS - 1), min_size=3, max_size=3))
def test_any_64_quarters_are_cut_out(weeks: list[int], positions: list[int]) -> None:
    rows, zone = np.arange(len(weeks)), np.arange(len(weeks)) % 3
    found = kept(weeks).stretches(rows, zone, cut_at(np.array(positions))).tolist()
    twice = [bits | bits << week.SLOTS for bits in weeks]
    assert found == [bits >> positions[row % 3] & (1 << 64) - 1 for row, bits in enumerate(twice)]


@given(SOME, st.integers(0, week.WEEK))
def test_minutes_up_to_any_minute_are_counted(weeks: list[int], minute: int) -> None:
    found = kept(weeks).measure(np.arange(len(weeks)), np.full(len(weeks), minute)).tolist()
    assert found == [week.minutes_between(bits, 0, minute) if minute else 0 for bits in weeks]


def test_more_days_than_two_bytes_tell_apart() -> None:
    count = 12_000
    weeks, slots = Weeks(), np.arange(count)
    weeks.make_room(count)
    blocks = np.random.default_rng(1).integers(0, 256, (count, week.BLOCKS), dtype=np.uint8)
    for half in (slots[: count // 2], slots[count // 2 :]):
        weeks.put_all(half, blocks[half])
    assert np.array_equal(weeks.blocks(slots), blocks)
    assert weeks.blocks_of(count - 1) == blocks[count - 1].tobytes()
    weeks.put(7, 0)
    assert weeks.bits(7) == 0
    assert weeks.bits(8) == int.from_bytes(blocks[8].tobytes(), "little")
