"""What an action comes to: its formulas with the inputs and the factors of one place. Pure and exact.

Decimals throughout; rounded once, half to even, to whole grams, watt-hours, millilitres and trees.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

from volunteer_match.challenges.catalogue.formulas import Formula, Sign
from volunteer_match.challenges.catalogue.meters import metered
from volunteer_match.challenges.catalogue.shapes import Action
from volunteer_match.challenges.factors.sets import Factor, FactorSet
from volunteer_match.glossary import Measure

KEPT_AS = {Measure.CARBON: 1, Measure.ENERGY: 1000, Measure.WATER: 1000, Measure.TREES: 1}
"""How many of the unit that is kept make one of the formula's: kWh become watt-hours, litres millilitres."""
PRECISION = 50


@dataclass(frozen=True, slots=True)
class UsedPart:
    """A value of the product, with the factor it is or None for an input."""

    name: str
    value: Decimal
    divides: bool
    factor: Factor | None


@dataclass(frozen=True, slots=True)
class UsedTerm:
    sign: Sign
    parts: tuple[UsedPart, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """How one measure came about. `quantity` None: `missing` names the factors that no source gives for the place.

    `is_floored`: the sum was below nothing, and nothing is what counts.
    """

    measure: Measure
    quantity: int | None
    terms: tuple[UsedTerm, ...] = ()
    missing: tuple[str, ...] = ()
    is_floored: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """Grams of CO2e, watt-hours, millilitres and trees; None where nothing is counted or a factor is missing."""

    grams: int | None
    watt_hours: int | None
    millilitres: int | None
    trees: int | None
    working: tuple[Step, ...]
    factor_version: str


def work_out(action: Action, inputs: Mapping[str, Decimal], country: str, factors: FactorSet) -> Effect:
    """`country` is an ISO 3166-1 alpha-2 code. Raises KeyError where an input is missing."""
    with localcontext(prec=PRECISION):
        values = metered(inputs) if action.is_metered else inputs
        steps = {measure: _step(measure, each, values, country, factors) for measure, each in action.formulas.items()}
    found = {measure: step.quantity for measure, step in steps.items()}
    return Effect(
        found.get(Measure.CARBON),
        found.get(Measure.ENERGY),
        found.get(Measure.WATER),
        found.get(Measure.TREES),
        tuple(steps.values()),
        factors.version,
    )


def _step(measure: Measure, each: Formula, values: Mapping[str, Decimal], country: str, factors: FactorSet) -> Step:
    found = {name: factors.find(name, country) for name in each.names() if name not in values}
    if missing := tuple(name for name, factor in found.items() if factor is None):
        return Step(measure, None, missing=missing)
    terms = tuple(
        UsedTerm(
            term.sign,
            tuple(_part(part.name, part.divides, found.get(part.name), values) for part in term.parts),
        )
        for term in each.terms
    )
    exact = sum((_product(term) for term in terms), Decimal()) * KEPT_AS[measure]
    rounded = int(exact.to_integral_value(ROUND_HALF_EVEN))
    return Step(measure, max(0, rounded), terms, is_floored=rounded < 0)


def _part(name: str, divides: bool, factor: Factor | None, values: Mapping[str, Decimal]) -> UsedPart:
    return UsedPart(name, factor.value if factor else values[name], divides, factor)


def _product(term: UsedTerm) -> Decimal:
    product = Decimal(term.sign)
    for part in term.parts:
        product = product / part.value if part.divides else product * part.value
    return product
