"""The catalogue in words. A code that no catalogue knows any more is shown as it is: old entries keep theirs."""

from decimal import Decimal

from volunteer_match.challenges.catalogue import ACTIONS
from volunteer_match.challenges.effects import THOUSANDTHS
from volunteer_match.challenges.wording import themes, units
from volunteer_match.challenges.wording.factors import FACTORS
from volunteer_match.challenges.wording.hints import HINTS
from volunteer_match.challenges.wording.titles import TITLES


def action_title(code: str) -> str:
    return str(TITLES.get(code, code))


def action_hint(code: str) -> str:
    return str(HINTS.get(code, ""))


def theme_title(code: str) -> str:
    return str(themes.THEMES.get(code, code))


def template_title(code: str) -> str:
    return str(themes.TEMPLATES.get(code, code))


def template_hint(code: str) -> str:
    return str(themes.TEMPLATE_HINTS.get(code, ""))


def ceiling_reason(action: str) -> str:
    """Why no more than the daily ceiling counts."""
    return str(themes.CEILINGS[ACTIONS[action].ceiling_reason])


def input_title(action: str, name: str) -> str:
    """The question that a field of the form asks."""
    return str(units.INPUTS.get(name, name))


def value_name(action: str, name: str) -> str:
    """What a value of a working is called: a factor, or what was typed."""
    return str(FACTORS.get(name) or units.VALUES.get(name) or units.INPUTS.get(name, name))


def factor_title(code: str) -> str:
    return str(FACTORS.get(code, code))


def amount_words(action: str, thousandths: int) -> str:
    """How much of an action: "5 km", "3 meals"."""
    unit = ACTIONS[action].unit if action in ACTIONS else "times"
    return units.amount_in(unit, Decimal(thousandths) / THOUSANDTHS)


def unit_words(unit: str) -> str:
    """The unit of a factor: "g CO2e a kWh"."""
    return str(units.FACTOR_UNITS.get(unit, unit))
