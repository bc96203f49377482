"""Factors and differences ready to be shown."""

from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext

from volunteer_match.challenges.factors.comparing import Difference
from volunteer_match.challenges.factors.places import REGIONS, WORLD
from volunteer_match.challenges.factors.sets import Factor
from volunteer_match.challenges.wording import factor_title, unit_words
from volunteer_match.challenges.wording.places import place_name
from volunteer_match.challenges.wording.units import plain_number
from volunteer_match.web.labels import decimal

NONE = "–"


@dataclass(frozen=True, slots=True)
class ShownFactor:
    """`applies` says where it holds, `measured` is empty unless it was measured elsewhere."""

    title: str
    value: str
    applies: str
    measured: str
    year: str
    source: str
    address: str
    note: str


def shown_factor(factor: Factor) -> ShownFactor:
    is_own = factor.measured == factor.place or factor.measured in REGIONS | {WORLD}
    return ShownFactor(
        factor_title(factor.code),
        figure(factor.value, factor.unit),
        place_name(factor.place),
        "" if is_own else place_name(factor.measured),
        str(factor.year) if factor.year else gettext("undated"),
        factor.source,
        factor.address,
        factor.note,
    )


def figure(value: Decimal, unit: str) -> str:
    """ "215.79 g CO2e a kWh"."""
    return gettext("%(value)s %(unit)s", value=plain_number(value), unit=unit_words(unit))


def _figure(factor: Factor | None) -> str:
    return figure(factor.value, factor.unit) if factor else NONE


@dataclass(frozen=True, slots=True)
class ShownDifference:
    title: str
    place: str
    before: str
    after: str
    change: str


def shown_difference(difference: Difference) -> ShownDifference:
    return ShownDifference(
        factor_title(difference.code),
        place_name(difference.place),
        _figure(difference.before),
        _figure(difference.after),
        _change(difference),
    )


def _change(difference: Difference) -> str:
    if difference.before is None:
        return gettext("new")
    if difference.after is None:
        return gettext("gone: such actions count without it")
    percent = difference.percent or 0.0
    if not percent:
        return gettext("same figure, other year or source")
    return gettext("%(sign)s%(percent)s %%", sign="+" if percent > 0 else "−", percent=decimal(abs(percent)))
