"""Boards in words."""

from decimal import Decimal

from babel.numbers import format_decimal
from flask_babel import gettext, lazy_gettext, ngettext

from volunteer_match.challenges.boards.queries import Board, Line, View
from volunteer_match.challenges.boards.rules import THOUSAND
from volunteer_match.challenges.boards.streaks.rules import Streak
from volunteer_match.challenges.totals import PER_UNIT
from volunteer_match.glossary import BoardKind, Measure
from volunteer_match.web.locale import shown_locale


def unit_words(measure: Measure) -> str:
    """The unit that people read."""
    return {
        Measure.CARBON: gettext("kg CO₂e"),
        Measure.ENERGY: gettext("kWh"),
        Measure.WATER: gettext("litres"),
        Measure.TREES: gettext("trees"),
        Measure.ACTIONS: gettext("actions"),
    }[measure]


def figure_words(measure: Measure, thousandths: int) -> str:
    """ "12.40", in the unit that people read: from thousandths of what is kept. All of a column have as many digits."""
    value = Decimal(thousandths) / THOUSAND / PER_UNIT[measure]
    return format_decimal(value, format="#,##0.00", locale=shown_locale())


def kept_words(measure: Measure, amount: int) -> str:
    """ "12.4 kg CO₂e", from what is kept."""
    value = Decimal(amount) / PER_UNIT[measure]
    shown = format_decimal(value, format="#,##0.##" if value < THOUSAND else "#,##0", locale=shown_locale())
    return f"{shown} {unit_words(measure)}"


def column_words(measure: Measure, view: View) -> str:
    """What stands above the figures."""
    unit = unit_words(measure)
    return gettext("%(unit)s per head", unit=unit) if view.has_heads else unit


BOARD_WORDS = {
    BoardKind.TEAMS: lazy_gettext("Teams"),
    BoardKind.SITES: lazy_gettext("Sites"),
    BoardKind.PEOPLE: lazy_gettext("People"),
}


def own_words(measure: Measure, board: Board) -> str:
    """Where the reader stands; empty where that is nowhere."""
    if board.is_own_in_rest:
        if board.view.board is BoardKind.SITES:
            return gettext("Your site counts among those that have no place of their own.")
        return gettext("You count among those that have no place of their own.")
    line = next((line for run in board.runs for line in run if line.is_own), None)
    return _place_words(measure, line, board.view.board) if line and line.place else ""


def _place_words(measure: Measure, line: Line, board: BoardKind) -> str:
    place = line.place
    if board is BoardKind.PEOPLE:
        own = kept_words(measure, line.figure or 0)
        shared = gettext("You share place %(place)s, with %(amount)s.", place=place, amount=own)
        alone = gettext("You are at place %(place)s, with %(amount)s.", place=place, amount=own)
    elif board is BoardKind.SITES:
        shared = gettext("Your site shares place %(place)s.", place=place)
        alone = gettext("Your site is at place %(place)s.", place=place)
    else:
        shared = gettext("Your team shares place %(place)s.", place=place)
        alone = gettext("Your team is at place %(place)s.", place=place)
    return shared if line.is_shared else alone


def streak_words(streak: Streak) -> tuple[str, str]:
    """The row of weeks, and what it needs next."""
    weeks = ngettext("%(num)s week in a row", "%(num)s weeks in a row", streak.weeks)
    if streak.is_safe:
        return weeks, gettext("This week counts already.")
    if streak.weeks:
        return weeks, gettext("Log one thing this week and it goes on.")
    return gettext("No week yet"), gettext("Log one thing this week, and a row of weeks begins.")


def frozen_words(streak: Streak) -> str:
    """How many weeks were skipped; empty where none was."""
    if not streak.frozen:
        return ""
    return ngettext(
        "%(num)s week left you no time and breaks nothing.",
        "%(num)s weeks left you no time and break nothing.",
        streak.frozen,
    )
