"""What an action, its inputs and a template are. Pure; the words are in words.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from volunteer_match.challenges.catalogue.formulas import Formula
from volunteer_match.glossary import ChallengeForm, Measure


class Theme(StrEnum):
    ENERGY = "energy"
    TREES = "trees"
    WASTE = "waste"
    COMMUTING = "commuting"
    WATER = "water"
    FOOD = "food"
    THINGS = "things"
    NATURE = "nature"


class Ceiling(StrEnum):
    """Why no more than so much counts a day."""

    PERSON = "person"
    HOUSEHOLD = "household"
    MEALS = "meals"
    DISTANCE = "distance"
    ONCE = "once"
    GROUP = "group"


class InputKind(StrEnum):
    """How a value is typed and kept: a whole number, a number, or a date (kept as the ordinal of its day)."""

    WHOLE = "whole"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Input:
    """One value of the form, in `unit`; `least` and `most` are what can be meant, not what is allowed a day."""

    name: str
    unit: str
    kind: InputKind
    least: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do and log.

    `formulas` give carbon in grams of CO2e, energy in kWh, water in litres and trees as a count; an action without any
    is counted, and that is all. The amount, which the daily ceiling limits, is the first input in its unit.
    """

    code: str
    theme: Theme
    inputs: tuple[Input, ...]
    formulas: Mapping[Measure, Formula]
    asks_evidence: bool
    daily_ceiling: Decimal
    ceiling_reason: Ceiling
    is_metered: bool = False

    @property
    def unit(self) -> str:
        return "times" if self.is_metered else self.inputs[0].unit

    def amount(self, inputs: Mapping[str, Decimal]) -> Decimal:
        """In the action's unit; a pair of meter readings is one."""
        return Decimal(1) if self.is_metered else inputs[self.inputs[0].name]

    def factor_codes(self) -> tuple[str, ...]:
        """The factors it needs, each once."""
        given = {wanted.name for wanted in self.inputs} | METERED
        names = (name for each in self.formulas.values() for name in each.names())
        return tuple(dict.fromkeys(name for name in names if name not in given))


METERED = frozenset({"before", "before-days", "after", "after-days"})
"""What meters.py makes of three readings and their dates."""


@dataclass(frozen=True, slots=True)
class Template:
    """What a coordinator starts a challenge from. No actions: they choose from the whole catalogue."""

    code: str
    theme: Theme | None
    actions: tuple[str, ...]
    measure: Measure
    form: ChallengeForm
    days: int
