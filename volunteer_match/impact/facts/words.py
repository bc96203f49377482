"""Titles of parts, names of rows, and figures as people read them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from babel.dates import format_skeleton
from babel.numbers import format_currency, format_decimal, format_percent
from flask_babel import gettext, lazy_gettext

from volunteer_match.glossary import Kind
from volunteer_match.impact.facts.shapes import Figure, Money, PartCode, Unit
from volunteer_match.impact.glossary import NOWHERE, Speed, Tenure
from volunteer_match.matches.exposure.words import said
from volunteer_match.web.labels import cause_name, label, language_name
from volunteer_match.web.locale import shown_locale

TITLES: dict[PartCode, Any] = {
    PartCode.MONTHS: lazy_gettext("Month by month"),
    PartCode.PLACES: lazy_gettext("By site or team"),
    PartCode.TENURE: lazy_gettext("By time since joining"),
    PartCode.KINDS: lazy_gettext("By kind of help"),
    PartCode.LANGUAGES: lazy_gettext("By language"),
    PartCode.GOALS: lazy_gettext("By Sustainable Development Goal"),
    PartCode.CAUSES: lazy_gettext("By cause"),
    PartCode.SPEED: lazy_gettext("How fast needs found somebody"),
    PartCode.CHALLENGES: lazy_gettext("Challenges"),
    PartCode.VALUE: lazy_gettext("Value of the time"),
}
"""As they may be chosen, and over each part: only that of places says there which of the two it is."""
GOAL_NAMES: dict[str, Any] = {
    "1": lazy_gettext("No poverty"),
    "3": lazy_gettext("Good health and well-being"),
    "4": lazy_gettext("Quality education"),
    "5": lazy_gettext("Gender equality"),
    "8": lazy_gettext("Decent work and economic growth"),
    "9": lazy_gettext("Industry, innovation and infrastructure"),
    "10": lazy_gettext("Reduced inequalities"),
    "11": lazy_gettext("Sustainable cities and communities"),
    "13": lazy_gettext("Climate action"),
    "15": lazy_gettext("Life on land"),
    "16": lazy_gettext("Peace, justice and strong institutions"),
    "17": lazy_gettext("Partnerships for the goals"),
}
SPEEDS: dict[str, Any] = {
    Speed.DAY: lazy_gettext("Within a day"),
    Speed.THREE_DAYS: lazy_gettext("1 to 3 days"),
    Speed.WEEK: lazy_gettext("3 days to a week"),
    Speed.FORTNIGHT: lazy_gettext("1 to 2 weeks"),
    Speed.LONGER: lazy_gettext("Later"),
}


def goal_name(number: str) -> str:
    if number not in GOAL_NAMES:
        return gettext("No goal named")
    return gettext("%(number)s. %(name)s", number=number, name=GOAL_NAMES[number])


def written_cause(cause: str) -> str:
    return gettext("No cause named") if cause == NOWHERE else cause_name(cause)


def written_languages(tags: str) -> str:
    """ "Polish and English" as "Polish + English"."""
    if tags == NOWHERE:
        return gettext("No language asked")
    return " + ".join(map(language_name, tags.split("+")))


def written_kind(kind: str) -> str:
    return label(Kind(kind))


def written_tenure(band: str) -> str:
    return said(Tenure(band))


def written_speed(speed: str) -> str:
    return str(SPEEDS[speed])


def in_order(codes: type[StrEnum]) -> Callable[[str], int]:
    """Bands stand in their own order, not by size."""
    order = {code.value: place for place, code in enumerate(codes)}
    return lambda code: order[code]


def month_name(month: date) -> str:
    """ "October 2026"."""
    return format_skeleton("yMMMM", month, locale=shown_locale())


def written(figure: Figure, unit: Unit) -> str:
    """A figure as people read it; a dash where it is withheld."""
    if figure is None:
        return "–"
    locale = shown_locale()
    if isinstance(figure, Money):
        return format_currency(figure.amount, figure.currency, locale=locale)
    if unit == Unit.MINUTES:
        return gettext("%(count)s h", count=format_decimal(round(Decimal(figure) / 60, 1), locale=locale))
    if unit == Unit.GRAMS:
        return gettext("%(count)s kg CO₂e", count=format_decimal(round(Decimal(figure) / 1000, 1), locale=locale))
    if unit == Unit.SHARE:
        return format_percent(figure, format="#,##0.#%", locale=locale)
    return format_decimal(figure, locale=locale)
