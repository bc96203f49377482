"""Amounts, inputs and units in words."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from flask_babel import lazy_gettext as _
from flask_babel import ngettext

from volunteer_match.web.locale import shown_locale

SYMBOLS = {"km": "km", "kg": "kg", "kwh": "kWh", "m3": "m³"}
"""Units that are written the same for one and for many, in every language."""

AMOUNTS: dict[str, Callable[[int, str], str]] = {
    "bags": lambda num, number: ngettext("%(number)s bag", "%(number)s bags", num, number=number),
    "baths": lambda num, number: ngettext("%(number)s bath", "%(number)s baths", num, number=number),
    "batteries": lambda num, number: ngettext("%(number)s battery", "%(number)s batteries", num, number=number),
    "beds": lambda num, number: ngettext("%(number)s bed", "%(number)s beds", num, number=number),
    "bottles": lambda num, number: ngettext("%(number)s bottle", "%(number)s bottles", num, number=number),
    "boxes": lambda num, number: ngettext("%(number)s box", "%(number)s boxes", num, number=number),
    "bulbs": lambda num, number: ngettext("%(number)s bulb", "%(number)s bulbs", num, number=number),
    "cups": lambda num, number: ngettext("%(number)s cup", "%(number)s cups", num, number=number),
    "days": lambda num, number: ngettext("%(number)s day", "%(number)s days", num, number=number),
    "devices": lambda num, number: ngettext("%(number)s device", "%(number)s devices", num, number=number),
    "glasses": lambda num, number: ngettext("%(number)s glass", "%(number)s glasses", num, number=number),
    "hours": lambda num, number: ngettext("%(number)s hour", "%(number)s hours", num, number=number),
    "items": lambda num, number: ngettext("%(number)s thing", "%(number)s things", num, number=number),
    "litres": lambda num, number: ngettext("%(number)s litre", "%(number)s litres", num, number=number),
    "loads": lambda num, number: ngettext("%(number)s load", "%(number)s loads", num, number=number),
    "meals": lambda num, number: ngettext("%(number)s meal", "%(number)s meals", num, number=number),
    "minutes": lambda num, number: ngettext("%(number)s minute", "%(number)s minutes", num, number=number),
    "people": lambda num, number: ngettext("%(number)s person", "%(number)s people", num, number=number),
    "places": lambda num, number: ngettext("%(number)s place", "%(number)s places", num, number=number),
    "plants": lambda num, number: ngettext("%(number)s plant", "%(number)s plants", num, number=number),
    "rooms": lambda num, number: ngettext("%(number)s room", "%(number)s rooms", num, number=number),
    "taps": lambda num, number: ngettext("%(number)s tap", "%(number)s taps", num, number=number),
    "trees": lambda num, number: ngettext("%(number)s tree", "%(number)s trees", num, number=number),
    "vehicles": lambda num, number: ngettext("%(number)s vehicle", "%(number)s vehicles", num, number=number),
    "times": lambda num, number: ngettext("once", "%(number)s times", num, number=number),
}

INPUTS: dict[str, Any] = {
    "bags": _("How many bags or boxes?"),
    "baths": _("How many baths?"),
    "batteries": _("How many batteries?"),
    "beds": _("How many beds?"),
    "bottles": _("How many bottles?"),
    "boxes": _("How many?"),
    "bulbs": _("How many bulbs?"),
    "cups": _("How many cups?"),
    "days": _("How many days?"),
    "devices": _("How many devices?"),
    "glasses": _("How many glasses?"),
    "hours": _("How many hours?"),
    "items": _("How many things?"),
    "kg": _("How many kilograms?"),
    "km": _("How many kilometres?"),
    "kwh": _("How many kWh?"),
    "litres": _("How many litres?"),
    "loads": _("How many loads?"),
    "meals": _("How many meals?"),
    "minutes": _("How many minutes?"),
    "people": _("How many people, you included?"),
    "places": _("How many places?"),
    "plants": _("How many plants?"),
    "rooms": _("How many rooms?"),
    "taps": _("How many taps?"),
    "trees": _("How many trees?"),
    "vehicles": _("How many vehicles?"),
    "first": _("First reading"),
    "middle": _("Second reading"),
    "last": _("Third reading"),
    "first-day": _("Day of the first reading"),
    "middle-day": _("Day of the second reading, when the saving began"),
    "last-day": _("Day of the third reading"),
}

VALUES: dict[str, Any] = {
    "km": _("Kilometres"),
    "kg": _("Kilograms"),
    "kwh": _("kWh"),
    "litres": _("Litres"),
    "minutes": _("Minutes"),
    "hours": _("Hours"),
    "people": _("People in the car"),
    "loads": _("Loads"),
    "bulbs": _("Bulbs"),
    "trees": _("Trees"),
    "taps": _("Taps"),
    "baths": _("Baths"),
    "meals": _("Meals"),
    "days": _("Days"),
    "before": _("Used before"),
    "after": _("Used after"),
    "before-days": _("Days before"),
    "after-days": _("Days after"),
}

FACTOR_UNITS: dict[str, Any] = {
    "g/kWh": _("g CO₂e a kWh"),
    "g/m3": _("g CO₂e a cubic metre"),
    "g/litre": _("g CO₂e a litre"),
    "g/kg": _("g CO₂e a kg"),
    "g/km": _("g CO₂e a km"),
    "g/hour": _("g CO₂e an hour"),
    "g/day": _("g CO₂e a day"),
    "g/tree": _("g CO₂ a tree"),
    "kWh/bulb": _("kWh a bulb"),
    "kWh/load": _("kWh a load"),
    "kWh/km": _("kWh a km"),
    "kWh/litre": _("kWh a litre"),
    "litre/minute": _("litres a minute"),
    "litre/bath": _("litres a bath"),
    "litre/tap": _("litres a tap"),
    "litre/m3": _("litres a cubic metre"),
    "kg/meal": _("kg a meal"),
}


def plain_number(value: Decimal) -> str:
    """As the reader writes numbers, with every digit that the value has."""
    return format_decimal(value.normalize() + 0, format="#,##0.##########", locale=shown_locale())


def amount_in(unit: str, value: Decimal) -> str:
    """ "3 meals", "2.5 km"."""
    number = plain_number(value)
    if unit in SYMBOLS:
        return f"{number} {SYMBOLS[unit]}"
    return AMOUNTS[unit](1 if value == 1 else 2, number)
