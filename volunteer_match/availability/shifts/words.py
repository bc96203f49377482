"""What happens at an import of shifts, in words."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from volunteer_match.availability.shifts.findings import Findings, LeftOut, Trouble
from volunteer_match.availability.shifts.rules import Counts
from volunteer_match.integrations.calendars.events import CalendarFault, CalendarRefused
from volunteer_match.integrations.faults import ImportFault
from volunteer_match.integrations.shift_tables.columns import Part, TableFault, TableRefused
from volunteer_match.integrations.shift_tables.moments import UNSURE, Certainty
from volunteer_match.integrations.shift_tables.words import ORDERS
from volunteer_match.integrations.words import fault_sentence

REFUSALS = (TableRefused, CalendarRefused, ImportFault)
"""Whatever reading a file of shifts raises."""

TABLES: dict[TableFault, Any] = {
    TableFault.NO_WHO: _("No column says whose shift it is. Columns found: %(columns)s"),
    TableFault.NO_START: _("No column says when a shift starts. Columns found: %(columns)s"),
    TableFault.NO_END: _("No column says when a shift ends, or how long it is. Columns found: %(columns)s"),
    TableFault.NO_DAY: _("No column says on which day a shift is. Columns found: %(columns)s"),
    TableFault.NO_COLUMN: _("The mapping names the column “%(column)s”, and the file has none. It has: %(columns)s"),
    TableFault.NOT_A_TABLE: _("This is not a table of shifts."),
}
CALENDARS: dict[CalendarFault, Any] = {
    CalendarFault.NOT_A_CALENDAR: _("This is not an iCalendar file."),
    CalendarFault.TOO_MANY_EVENTS: _("The calendar has too many events in this time."),
}
PARTS: dict[Part, Any] = {
    Part.WHO: _("Whose shift"),
    Part.DAY: _("Date"),
    Part.START: _("Start"),
    Part.END: _("End"),
    Part.END_DAY: _("Date of the end"),
    Part.MINUTES: _("Length in minutes"),
    Part.ACTIVITY: _("Activity"),
    Part.ZONE: _("Time zone"),
}
CERTAINTIES: dict[Certainty, Any] = {
    Certainty.STATED: _("as you said"),
    Certainty.SURE: _("the dates allow nothing else"),
    Certainty.LIKELY: _("likely: read so, the days lie closest together. Please check"),
    Certainty.GUESS: _("a guess: the dates could be read in two ways. Please check"),
    Certainty.NO_MATTER: _("the dates can be read in one way only"),
}
TROUBLES: dict[Trouble, Any] = {
    Trouble.NO_DATE: _("the date can’t be read"),
    Trouble.NO_TIME: _("the time can’t be read"),
    Trouble.EMPTY: _("it has no length"),
    Trouble.BACKWARD: _("it ends before it starts"),
    Trouble.TOO_LONG: _("it is longer than a month"),
    Trouble.SKIPPED_HOUR: _("it lies in the hour that the clocks skip"),
    Trouble.OUTSIDE: _("it lies outside the days that you asked for"),
}
COUNTS: dict[Counts, Any] = {Counts.WORK: _("Work"), Counts.FREE: _("Free")}
STATES: dict[str, Any] = {
    "checked": _("Not imported yet"),
    "running": _("Under way"),
    "done": _("Imported"),
    "dropped": _("Not imported"),
}


def refusal_words(refused: Exception) -> str:
    """Why a file can't be imported; `refused` is one of REFUSALS."""
    if isinstance(refused, TableRefused):
        return str(TABLES[refused.code] % refused.params)
    if isinstance(refused, CalendarRefused):
        return str(CALENDARS[refused.code])
    assert isinstance(refused, ImportFault)
    return fault_sentence(refused)


def taken_words(findings: Findings) -> Iterator[tuple[str, str]]:
    """What was taken for what: pairs of a label and a value."""
    for part, heading in findings.columns.items():
        yield str(PARTS[Part(part)]), gettext("column “%(heading)s”", heading=heading)
    if findings.certainty and findings.certainty != Certainty.NO_MATTER:
        words = f"{ORDERS[findings.date_order]} ({CERTAINTIES[Certainty(findings.certainty)]})"
        yield gettext("Order of dates"), words
    named = ", ".join(f"{zone} ({count})" for zone, count in findings.zones.items())
    yield gettext("Time zone of the times"), named or findings.zone
    if findings.zones and findings.unknown_zones:
        yield gettext("Where a line names none"), findings.zone


def left_out_words(one: LeftOut) -> str:
    """ "Line 4 and 2 more (13/13/2026 09:00): the date can’t be read"."""
    reason = TROUBLES[Trouble(one.trouble)]
    if not one.line:
        return ngettext("%(num)s event: %(reason)s", "%(num)s events: %(reason)s", one.count, reason=reason)
    if one.count == 1:
        return gettext("Line %(line)s (%(text)s): %(reason)s", line=one.line, text=one.text, reason=reason)
    return gettext(
        "Line %(line)s and %(more)s more (%(text)s): %(reason)s",
        line=one.line,
        more=one.count - 1,
        text=one.text,
        reason=reason,
    )


def is_uncertain(findings: Findings) -> bool:
    """Whether somebody should look at the dates before they say yes."""
    return findings.certainty in UNSURE
