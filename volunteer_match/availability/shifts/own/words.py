"""Calendars and their faults in words."""

from typing import Any

from flask_babel import lazy_gettext as _

from volunteer_match.availability.shifts.calendars.rules import FetchFault

FAULTS: dict[FetchFault, Any] = {
    FetchFault.UNREACHABLE: _("The other side does not answer."),
    FetchFault.PRIVATE: _("The address leads into a private network, where we don’t look."),
    FetchFault.NOT_SECURE: _("The connection is not secure."),
    FetchFault.TOO_LARGE: _("The calendar is too large."),
    FetchFault.REFUSED: _("The other side wants a password. Take the secret address of the calendar instead."),
    FetchFault.GONE: _("There is no calendar at this address any more."),
    FetchFault.MOVED: _("The calendar has moved to another address. Remove it here, and add the new address."),
    FetchFault.NOT_A_CALENDAR: _("What is there is no iCalendar file."),
}


def fault_words(code: str) -> str:
    """What is wrong, and what to do about it."""
    return str(FAULTS[FetchFault(code)]) if code in set(FetchFault) else ""
