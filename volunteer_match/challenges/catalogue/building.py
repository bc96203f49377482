"""Short ways to write the catalogue down. Pure."""

from decimal import Decimal

from volunteer_match.challenges.catalogue.formulas import formula
from volunteer_match.challenges.catalogue.shapes import Action, Input, InputKind, Theme
from volunteer_match.glossary import Measure

MOST = {"km": 2000, "kg": 1000, "kwh": 2000, "litres": 10000, "hours": 24, "minutes": 600, "degrees": 10, "people": 9}
"""The largest value that can be meant; another unit counts things, and at most this many."""
MOST_THINGS = 1000
FRACTIONAL = frozenset({"km", "kg", "kwh", "litres", "hours", "minutes"})


def given(name: str, unit: str = "", *, least: str = "") -> Input:
    """An input that takes its kind and its limits from its unit, which is called like it unless said."""
    unit = unit or name
    is_fractional = unit in FRACTIONAL
    smallest = Decimal(least) if least else Decimal("0.1") if is_fractional else Decimal(1)
    kind = InputKind.NUMBER if is_fractional else InputKind.WHOLE
    return Input(name, unit, kind, smallest, Decimal(MOST.get(unit, MOST_THINGS)))


def action(
    theme: Theme,
    code: str,
    *inputs: Input,
    ceiling: str,
    carbon: str = "",
    energy: str = "",
    water: str = "",
    trees: str = "",
    evidence: bool = False,
) -> Action:
    """An action from its formulas as text; `ceiling` is how much of it may count a day, in the unit of the first input."""
    texts = {Measure.CARBON: carbon, Measure.ENERGY: energy, Measure.WATER: water, Measure.TREES: trees}
    formulas = {measure: formula(text) for measure, text in texts.items() if text}
    return Action(code, theme, inputs, formulas, evidence, Decimal(ceiling))


def meter(code: str, unit: str, saved: str, *, carbon: str, energy: str) -> Action:
    """Three readings of a meter with their days. `saved` stands in both formulas as SAVED."""
    highest, first_day, last_day = Decimal("9999999"), Decimal(730000), Decimal(800000)
    readings = tuple(Input(name, unit, InputKind.NUMBER, Decimal(0), highest) for name in ("first", "middle", "last"))
    days = tuple(
        Input(f"{name}-day", "day", InputKind.DATE, first_day, last_day) for name in ("first", "middle", "last")
    )
    texts = {Measure.CARBON: _spread(saved, carbon), Measure.ENERGY: _spread(saved, energy)}
    formulas = {measure: formula(text) for measure, text in texts.items()}
    return Action(code, Theme.ENERGY, (*readings, *days), formulas, True, Decimal(1), is_metered=True)


def _spread(saved: str, factors: str) -> str:
    """Each product of the sum `saved` times `factors`, as the formulas know no brackets."""
    products = saved.split(" - ")
    return " - ".join(f"{product} {factors}".rstrip() for product in products)
