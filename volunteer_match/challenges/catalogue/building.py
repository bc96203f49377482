"""Short ways to write the catalogue down. Pure."""

from decimal import Decimal

from volunteer_match.challenges.catalogue.formulas import formula
from volunteer_match.challenges.catalogue.shapes import Action, Ceiling, Input, InputKind, Theme
from volunteer_match.glossary import Measure

MOST = {"km": 5000, "kg": 1000, "kwh": 1000, "litres": 5000, "hours": 24, "minutes": 600, "days": 1, "people": 9}
"""The largest value that can be meant; another unit counts things, and at most MOST_THINGS of them."""
MOST_THINGS = 1000
FRACTIONAL = frozenset({"km", "kg", "kwh", "litres", "hours", "minutes"})
HIGHEST_READING = Decimal("9999999")
FIRST_DAY, LAST_DAY = Decimal(719163), Decimal(803533)
"""As ordinals: 1970 to 2200."""


def given(name: str, *, least: str = "") -> Input:
    """An input called like its unit, from which its kind and its limits follow."""
    is_fractional = name in FRACTIONAL
    smallest = Decimal(least) if least else Decimal("0.1") if is_fractional else Decimal(1)
    kind = InputKind.NUMBER if is_fractional else InputKind.WHOLE
    return Input(name, name, kind, smallest, Decimal(MOST.get(name, MOST_THINGS)))


def action(
    theme: Theme,
    code: str,
    *inputs: Input,
    ceiling: str,
    why: Ceiling = Ceiling.PERSON,
    carbon: str = "",
    energy: str = "",
    water: str = "",
    trees: str = "",
    evidence: bool = False,
) -> Action:
    """An action from its formulas as text; `ceiling` is how much may count a day, in the unit of the first input."""
    texts = {Measure.CARBON: carbon, Measure.ENERGY: energy, Measure.WATER: water, Measure.TREES: trees}
    formulas = {measure: formula(text) for measure, text in texts.items() if text}
    return Action(code, theme, inputs, formulas, evidence, Decimal(ceiling), why)


def meter(code: str, theme: Theme, unit: str, saved: str, **measures: str) -> Action:
    """Three readings of a meter with their days. Each measure is the sum `saved` times the factors given for it."""
    names = ("first", "middle", "last")
    readings = tuple(Input(name, unit, InputKind.NUMBER, Decimal(0), HIGHEST_READING) for name in names)
    days = tuple(Input(f"{name}-day", "day", InputKind.DATE, FIRST_DAY, LAST_DAY) for name in names)
    formulas = {Measure(measure): formula(_spread(saved, factors)) for measure, factors in measures.items()}
    return Action(code, theme, (*readings, *days), formulas, True, Decimal(1), Ceiling.ONCE, is_metered=True)


def _spread(saved: str, factors: str) -> str:
    """Each product of the sum `saved` times `factors`, as the formulas know no brackets."""
    return " - ".join(f"{product} {factors}".rstrip() for product in saved.split(" - "))
