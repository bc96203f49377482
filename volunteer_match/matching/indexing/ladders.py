"""How high an agent stands whatever is asked: a bitmap for each step of a ladder, of all who are above it."""

from bisect import bisect_left
from collections.abc import Hashable, Iterable
from typing import Any

from volunteer_match.matching.indexing.columns import MILLION, Columns

RECORD: tuple[float, ...] = (0.8, 0.84, 0.88, 0.92)
"""Reliability, as `worth.reliability` has it."""
OFFERS = tuple(range(0, 32 * 60, 2 * 60))
"""Minutes of the weekly windows."""
ASKED = (0, 1, 2)
"""Asks in the last seven days."""
LADDERS: dict[str, tuple[float, ...]] = {"record": RECORD, "offers": OFFERS, "asked": ASKED}
_KEYS = {ladder: [(ladder, step) for step in steps] for ladder, steps in LADDERS.items()}


def heights(columns: Columns, slots: Any) -> dict[str, Any]:
    """Where these slots (an array of them, or one) stand on each ladder."""
    attended, missed = columns.attended[slots] / MILLION, columns.missed[slots] / MILLION
    reliability = (8 + attended) / (10 + attended + missed)
    return {"record": reliability, "offers": columns.offered[slots], "asked": columns.asked[slots]}


def steps_of(columns: Columns, slot: int) -> Iterable[Hashable]:
    """The keys of all steps that one agent is above."""
    for ladder, height in heights(columns, slot).items():
        yield from _KEYS[ladder][: bisect_left(LADDERS[ladder], float(height))]
