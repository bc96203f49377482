"""Meter readings before and after, corrected for the length of the two periods. Pure.

Three readings of one meter: when the first period began, when it ended and the second began, and when that ended.
Saved = used before / days before * days after - used after. What it can't know: the weather, guests, a holiday. A cold
period against a mild one shows a saving that nobody made, so two periods of the same season are asked for, each of them
a week at least.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

SHORTEST_DAYS = 7


def metered(inputs: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Use and days of both periods, from `first`, `middle`, `last` readings and their days as ordinals."""
    return {
        "before": inputs["middle"] - inputs["first"],
        "after": inputs["last"] - inputs["middle"],
        "before-days": inputs["middle-day"] - inputs["first-day"],
        "after-days": inputs["last-day"] - inputs["middle-day"],
    }


class MeterFault(StrEnum):
    """Why three readings say nothing. The sentences are in wording/meters.py."""

    DAYS = "days"
    SHORT = "short"
    FALLS = "falls"
    AHEAD = "ahead"


def fault_in(inputs: Mapping[str, Decimal], today: Decimal) -> MeterFault | None:
    """Whether the days come one after the other, far enough apart and not ahead, and the meter never runs backwards.

    `today` as an ordinal.
    """
    made = metered(inputs)
    if inputs["last-day"] > today:
        return MeterFault.AHEAD
    if made["before-days"] <= 0 or made["after-days"] <= 0:
        return MeterFault.DAYS
    if made["before-days"] < SHORTEST_DAYS or made["after-days"] < SHORTEST_DAYS:
        return MeterFault.SHORT
    return MeterFault.FALLS if made["before"] < 0 or made["after"] < 0 else None
