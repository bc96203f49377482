"""The comparison as the page shows it: points of a chart, a table, and numbers that tell of nobody."""

from dataclasses import dataclass

from babel.numbers import format_decimal, format_percent
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from volunteer_match.impact.retention.study.comparison import Comparison, Curve, TooFew
from volunteer_match.web.locale import shown_locale

SHOWN_MONTHS = (0, 3, 6, 9, 12)
ROUNDED_TO = 5

REASONS = {
    TooFew.NOBODY_LEFT: (
        _("The list has nobody who left"),
        _("Who stays is told beside those who left. Ask for a list that has leavers too, with their last day."),
    ),
    TooFew.NO_YEAR: (
        _("No year to look at yet"),
        _(
            "Nobody on the list first took part at least twelve months before the day of the list, after its first "
            "leaver. It takes a year after a first participation to see who is still there."
        ),
    ),
    TooFew.PARTICIPANTS: (
        _("Too few people who took part"),
        _(
            "At least 50 people must have taken part more than a year ago and have colleagues to be compared with. "
            "With fewer, chance would speak louder than the figure."
        ),
    ),
    TooFew.CONTROLS: (
        _("Too few colleagues to compare with"),
        _("At least 50 people of the same sites, roles and time of joining must not have taken part."),
    ),
}
"""A heading and what it takes, by why there is no comparison."""


@dataclass(frozen=True, slots=True)
class Line:
    """A curve as the chart draws it, in shares of 1."""

    stays: list[float]
    low: list[float]
    high: list[float]


def line_of(curve: Curve) -> Line:
    return Line(curve.stays.tolist(), curve.low.tolist(), curve.high.tolist())


def floor_of(found: Comparison) -> float:
    """Where the scale begins: at a half while everything lies above it, so that the curves can be told apart."""
    return 0.5 if min(found.participants.low.min(), found.controls.low.min()) >= 0.5 else 0.0


def number(people: int) -> str:
    """ "1,405", as the reader writes it."""
    return format_decimal(people, locale=shown_locale())


def about(people: int) -> str:
    """To the nearest five: a total never tells of one person who joined it or left it."""
    return number(ROUNDED_TO * round(people / ROUNDED_TO))


def percent(share: float) -> str:
    """ "78 %", as the reader writes it."""
    return format_percent(round(share, 2), locale=shown_locale())


def _points(share: float) -> str:
    return format_decimal(round(100 * abs(share), 1), locale=shown_locale())


def points(share: float) -> str:
    """ "3.9 more" or "1.2 fewer", in percentage points."""
    if round(share, 3) == 0:
        return gettext("0 more")
    return (
        gettext("%(points)s more", points=_points(share))
        if share > 0
        else gettext("%(points)s fewer", points=_points(share))
    )


def table_of(found: Comparison) -> list[list[object]]:
    """Month, then for each group the share with its band and how many were at risk."""
    rows: list[list[object]] = []
    for month in SHOWN_MONTHS:
        cells: list[object] = []
        for curve in (found.participants, found.controls):
            band = gettext("%(low)s to %(high)s", low=percent(curve.low[month]), high=percent(curve.high[month]))
            cells += [percent(curve.stays[month]), band if month else "–", about(int(curve.at_risk[month]))]
        rows.append([ngettext("%(num)s month", "%(num)s months", month), *cells])
    return rows


def is_beyond_chance(found: Comparison) -> bool:
    """Whether the interval leaves out zero."""
    return found.low > 0 or found.high < 0
