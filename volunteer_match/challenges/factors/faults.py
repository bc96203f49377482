"""Faults of a file of factors, and what a version is refused for, in words."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from volunteer_match.challenges.factors.reading import LONGEST, MOST_LINES, Fault, Problem
from volunteer_match.challenges.factors.rules import VersionRefusal
from volunteer_match.refusals import Refusal

SENTENCES: dict[Problem, Any] = {
    Problem.NOT_TEXT: _("This is no CSV file in UTF-8."),
    Problem.NO_LINES: _("The file has no factors."),
    Problem.TOO_LARGE: _("The file is too large: %(lines)s lines and one megabyte are the most."),
    Problem.COLUMNS: _("The first line must name these columns: %(value)s."),
    Problem.CELLS: _("This line has %(value)s cells, not as many as there are columns."),
    Problem.CODE: _("No action uses a factor called “%(value)s”."),
    Problem.PLACE: _("“%(value)s” is no place: two letters of a country, a region, or World."),
    Problem.MEASURED: _("“%(value)s” is no place where it was measured: two letters of a country, or empty."),
    Problem.VALUE: _("“%(value)s” is no figure above 0 with a point and at most ten digits behind it."),
    Problem.UNIT: _("The unit must be %(value)s: the formulas count on it."),
    Problem.YEAR: _("“%(value)s” is no year."),
    Problem.SOURCE: _("The source is missing."),
    Problem.ADDRESS: _("“%(value)s” is no address that begins with https://."),
    Problem.LONG: _("The column “%(value)s” is longer than %(longest)s signs."),
    Problem.TWICE: _("%(value)s: this factor is there twice."),
}

REFUSALS: dict[Refusal, Any] = {
    VersionRefusal.NAME: _("A name is letters, digits, points and dashes, 40 at most, such as 2027.1."),
    VersionRefusal.TAKEN: _("There is a version of this name. Give this one another."),
    VersionRefusal.IN_USE: _(
        "This version is in use already: it stays as it is, so that what was logged can be worked out anew."
    ),
}


def fault_words(fault: Fault) -> str:
    """ "Line 12: The source is missing." """
    words = str(SENTENCES[fault.problem]) % {
        "value": fault.value[:200],
        "lines": MOST_LINES,
        "longest": LONGEST,
    }
    return gettext("Line %(line)s: %(fault)s", line=fault.line, fault=words) if fault.line else words
