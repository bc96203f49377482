"""What something that was logged comes to, frozen with the factors it used. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from volunteer_match.challenges.catalogue.shapes import Action, Input, InputKind
from volunteer_match.challenges.catalogue.working import Effect, Step, UsedPart, work_out
from volunteer_match.challenges.factors.sets import FactorSet
from volunteer_match.challenges.totals import Totals

THOUSANDTHS = 1000
Typed = Mapping[str, str]
"""What a person typed, by the name of the input: numbers with a point, dates in ISO 8601."""


@dataclass(frozen=True, slots=True)
class Worth:
    """`amount` in thousandths of the action's unit. `totals` counts no action: whether it does hangs on the day."""

    inputs: dict[str, str]
    amount: int
    totals: Totals
    version: str
    working: dict[str, Any]


def assess(action: Action, typed: Typed, country: str, factors: FactorSet) -> Worth:
    """What it comes to in that country. Raises KeyError or ArithmeticError where an input is missing or no number."""
    values = numbers_in(action, typed)
    effect = work_out(action, values, country, factors)
    return Worth(
        dict(typed),
        in_thousandths(action.amount(values)),
        Totals(effect.grams or 0, effect.watt_hours or 0, effect.millilitres or 0, effect.trees or 0),
        factors.version,
        as_working(effect, country),
    )


def numbers_in(action: Action, typed: Typed) -> dict[str, Decimal]:
    """The value of each input. Raises KeyError or ArithmeticError as `assess` does."""
    return {wanted.name: _as_number(wanted, typed[wanted.name]) for wanted in action.inputs}


def _as_number(wanted: Input, text: str) -> Decimal:
    """A date becomes the ordinal of its day."""
    return Decimal(date.fromisoformat(text).toordinal() if wanted.kind is InputKind.DATE else text)


def in_thousandths(amount: Decimal) -> int:
    return int((amount * THOUSANDTHS).to_integral_value())


def as_working(effect: Effect, country: str) -> dict[str, Any]:
    """The working as plain values, whole in itself: it can be read when the factors' file is long gone."""
    return {
        "country": country,
        "grams": effect.grams,
        "watt_hours": effect.watt_hours,
        "millilitres": effect.millilitres,
        "trees": effect.trees,
        "steps": [_step(step) for step in effect.working],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "measure": step.measure.value,
        "quantity": step.quantity,
        "missing": list(step.missing),
        "is_floored": step.is_floored,
        "terms": [{"sign": term.sign, "parts": [_part(part) for part in term.parts]} for term in step.terms],
    }


def _part(part: UsedPart) -> dict[str, Any]:
    found = part.factor
    plain: dict[str, Any] = {"name": part.name, "value": str(part.value), "divides": part.divides, "factor": None}
    if found is not None:
        plain["factor"] = {
            "code": found.code,
            "place": found.place,
            "measured": found.measured,
            "unit": found.unit,
            "year": found.year,
            "source": found.source,
            "address": found.address,
            "note": found.note,
        }
    return plain


def totals_of(working: Mapping[str, Any]) -> Totals:
    """What a frozen working says, without the action itself; nothing counted is none."""
    return Totals(*(working[name] or 0 for name in ("grams", "watt_hours", "millilitres", "trees")))
