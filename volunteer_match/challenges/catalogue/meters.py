"""Meter readings before and after, corrected for the length of the two periods. Pure.

Three readings of one meter: when the first period began, when it ended and the second began, and when that ended.
Saved = used before / days before * days after - used after. What it can't know: the weather, guests, a holiday. A cold
period against a mild one shows a saving that nobody made, so two periods of the same season are asked for, each of them
a week at least.
"""

from collections.abc import Mapping
from decimal import Decimal

SHORTEST_DAYS = 7


def metered(inputs: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Use and days of both periods, from `first`, `middle`, `last` readings and their days as ordinals."""
    return {
        "before": inputs["middle"] - inputs["first"],
        "after": inputs["last"] - inputs["middle"],
        "before-days": inputs["middle-day"] - inputs["first-day"],
        "after-days": inputs["last-day"] - inputs["middle-day"],
    }
