"""How an entry was worked out, in words: every value with its name, and every factor with its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext

from volunteer_match.challenges.catalogue import ACTIONS
from volunteer_match.challenges.factors.showing import figure
from volunteer_match.challenges.models import EntryStep
from volunteer_match.challenges.wording import value_name
from volunteer_match.challenges.wording.measures import quantity_words
from volunteer_match.challenges.wording.places import place_name
from volunteer_match.challenges.wording.sums import product_words, sum_words
from volunteer_match.challenges.wording.units import amount_in, plain_number
from volunteer_match.glossary import Measure
from volunteer_match.web.labels import label


@dataclass(frozen=True, slots=True)
class Source:
    """Where a factor comes from; `address` may be empty."""

    name: str
    value: str
    place: str
    year: int | None
    source: str
    address: str
    note: str


@dataclass(frozen=True, slots=True)
class WorkingLine:
    """One measure. `result` is empty where factors are `missing`; `sum` is products such as "5 km × 170 g"."""

    measure: str
    result: str
    sum: str
    sources: list[Source]
    missing: list[str]
    is_floored: bool


def working_lines(action: str, frozen: EntryStep) -> list[WorkingLine]:
    """From the plain values that effects.py froze."""
    working = frozen.working or {}
    return [_line(action, step) for step in working["steps"]]


def _line(action: str, step: Mapping[str, Any]) -> WorkingLine:
    measure, quantity = Measure(step["measure"]), step["quantity"]
    parts = [part for term in step["terms"] for part in term["parts"]]
    return WorkingLine(
        label(measure),
        "" if quantity is None else quantity_words(measure, quantity),
        sum_words((term["sign"], _product(action, term)) for term in step["terms"]),
        [_source(action, part) for part in _each_once(parts) if part["factor"]],
        [value_name(action, name) for name in step["missing"]],
        step["is_floored"],
    )


def _each_once(parts: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return list({part["name"]: part for part in parts}.values())


def _product(action: str, term: Mapping[str, Any]) -> str:
    """ "5 km × 0.17 kg": names stand beside values, for a bare number says nothing."""
    return product_words((part["divides"], _value(action, part)) for part in term["parts"])


def _value(action: str, part: Mapping[str, Any]) -> str:
    """ "5 km" for what was typed, "613.38 (Electricity from the grid)" for everything else."""
    value, inputs = Decimal(part["value"]), ACTIONS[action].inputs if action in ACTIONS else ()
    unit = next((wanted.unit for wanted in inputs if wanted.name == part["name"]), None)
    if unit is not None:
        return amount_in(unit, value)
    return gettext("%(value)s (%(name)s)", value=plain_number(value), name=value_name(action, part["name"]))


def _source(action: str, part: Mapping[str, Any]) -> Source:
    factor = part["factor"]
    return Source(
        value_name(action, part["name"]),
        figure(Decimal(part["value"]), factor["unit"]),
        place_name(factor["measured"]),
        factor["year"],
        factor["source"],
        factor["address"],
        factor["note"],
    )
