"""Five whole numbers that are always kept together. Pure."""

from typing import NamedTuple

from volunteer_match.glossary import Measure


class Totals(NamedTuple):
    """Grams of CO2e, watt-hours, millilitres, trees and actions; also the change of each."""

    grams: int = 0
    watt_hours: int = 0
    millilitres: int = 0
    trees: int = 0
    actions: int = 0

    def minus(self, other: "Totals") -> "Totals":
        return Totals(*(mine - theirs for mine, theirs in zip(self, other, strict=True)))


NOTHING = Totals()
KEPT_IN = {
    Measure.CARBON: "grams",
    Measure.ENERGY: "watt_hours",
    Measure.WATER: "millilitres",
    Measure.TREES: "trees",
    Measure.ACTIONS: "actions",
}
"""The name of the number in which each measure is kept."""
PER_UNIT = {Measure.CARBON: 1000, Measure.ENERGY: 1000, Measure.WATER: 1000, Measure.TREES: 1, Measure.ACTIONS: 1}
"""How many of what is kept make one of the unit that people read: kg, kWh, litres, trees, actions."""
