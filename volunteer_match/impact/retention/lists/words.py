"""What a list was taken for, and what is wrong with its lines, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from volunteer_match.impact.retention.lists.rules import LineFault, Part, TableFault, TableRefused
from volunteer_match.integrations.faults import ImportFault
from volunteer_match.integrations.shift_tables.moments import UNSURE, Certainty
from volunteer_match.integrations.shift_tables.words import ORDERS
from volunteer_match.integrations.words import fault_sentence

REFUSALS = (ImportFault, TableRefused)
"""Whatever reading a list raises."""

PARTS: dict[Part, Any] = {
    Part.PERSON: _("Employee number or e-mail address"),
    Part.SITE: _("Site"),
    Part.ROLE: _("Role"),
    Part.JOINED: _("Joined on"),
    Part.LEFT: _("Left on"),
}
TABLES: dict[TableFault, Any] = {
    TableFault.NO_COLUMN: _(
        "No column is called anything like “%(part)s”. Say below which one it is. Found: %(columns)s"
    ),
    TableFault.NOT_THERE: _("There is no column “%(column)s” for “%(part)s”. Found: %(columns)s"),
    TableFault.NO_LINES: _("There is nobody below the headings."),
    TableFault.TOO_MANY: _("A list may have %(most)s lines at most."),
}
LINES: dict[LineFault, Any] = {
    LineFault.NO_PERSON: _("it has no employee number or e-mail address"),
    LineFault.NO_SITE: _("it has no site"),
    LineFault.NO_ROLE: _("it has no role"),
    LineFault.TOO_LONG: _("a cell is too long"),
    LineFault.NO_JOINED: _("it has no day of joining"),
    LineFault.BAD_JOINED: _("the day of joining can’t be read"),
    LineFault.BAD_LEFT: _("the day of leaving can’t be read"),
    LineFault.BACKWARD: _("the person left before they joined"),
    LineFault.LATER: _("the person joined after the day of the list"),
    LineFault.TWICE: _("the person stands on an earlier line already"),
}


def refusal_words(refused: Exception) -> str:
    """Why a file can't be used; `refused` is one of REFUSALS."""
    if isinstance(refused, TableRefused):
        part = str(PARTS[refused.part]) if refused.part else ""
        return str(TABLES[refused.fault] % {"part": part, **refused.params})
    assert isinstance(refused, ImportFault)
    return fault_sentence(refused)


def taken_words(findings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What was taken for what: pairs of a label and a value."""
    for part, heading in findings["headings"].items():
        yield str(PARTS[Part(part)]), gettext("column “%(heading)s”", heading=heading)
    if findings["certainty"] != Certainty.NO_MATTER:
        yield gettext("Order of dates"), str(ORDERS[findings["order"]])


def left_out_words(findings: Mapping[str, Any]) -> Iterator[tuple[int, str, str]]:
    """Line, reason, and what stands there."""
    for line, fault, text in findings["left_out"]:
        yield line, str(LINES[LineFault(fault)]), text


def is_uncertain(findings: Mapping[str, Any]) -> bool:
    """Whether the dates could be read in two ways."""
    return findings["certainty"] in UNSURE
