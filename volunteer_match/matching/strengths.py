"""How strongly the order makes room for others: named choices for a company, each with its factor."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Strength(StrEnum):
    """From none to most."""

    OFF = "off"
    GENTLE = "gentle"
    STANDARD = "standard"
    STRONG = "strong"


FAIRNESS: Mapping[Strength, float] = MappingProxyType(
    {Strength.OFF: 1.0, Strength.GENTLE: 0.95, Strength.STANDARD: 0.9, Strength.STRONG: 0.8}
)
"""What an agent's fit is multiplied by for every ask in the last 7 days."""

ATTENTION: Mapping[Strength, float] = MappingProxyType(
    {Strength.OFF: 1.0, Strength.GENTLE: 0.975, Strength.STANDARD: 0.95, Strength.STRONG: 0.9}
)
"""What an opportunity's fit is multiplied by for every connection in the last 7 days."""


def find_strength(factors: Mapping[Strength, float], factor: float) -> Strength | None:
    """The choice that has this factor; None for a number of one's own."""
    return next((strength for strength, one in factors.items() if abs(one - factor) < 1e-9), None)
