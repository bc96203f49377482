"""Names of groups and bands, in the reader's language."""

from enum import Enum
from typing import Any

from flask_babel import lazy_gettext

from volunteer_match.matches.exposure.rules import ShiftPattern, Shown, Tenure, Waiting

WORDS: dict[Enum, Any] = {
    ShiftPattern.EARLY: lazy_gettext("Early shifts"),
    ShiftPattern.DAY: lazy_gettext("Day shifts"),
    ShiftPattern.EVENING: lazy_gettext("Evening shifts"),
    ShiftPattern.NIGHT: lazy_gettext("Night shifts"),
    ShiftPattern.NONE: lazy_gettext("No shifts imported"),
    Tenure.MONTH: lazy_gettext("Under 1 month"),
    Tenure.QUARTER: lazy_gettext("1 to 3 months"),
    Tenure.HALF: lazy_gettext("3 to 6 months"),
    Tenure.YEAR: lazy_gettext("6 to 12 months"),
    Tenure.LONGER: lazy_gettext("A year or more"),
    Waiting.NEW: lazy_gettext("Under 3 days"),
    Waiting.WEEK: lazy_gettext("3 to 7 days"),
    Waiting.FORTNIGHT: lazy_gettext("1 to 2 weeks"),
    Waiting.MONTH: lazy_gettext("2 to 4 weeks"),
    Waiting.LONGER: lazy_gettext("4 weeks or more"),
    Shown.SMALL: lazy_gettext("fewer than 5"),
    Shown.HELD: lazy_gettext("held back"),
}


def said(code: Enum) -> str:
    return str(WORDS[code])
