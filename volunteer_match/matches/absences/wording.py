"""Words about absences and about a record, in the reader's language: kind ones."""

from typing import Any

from flask_babel import gettext, lazy_gettext, ngettext

from volunteer_match.matches.absences.rules import AbsenceRefusal
from volunteer_match.matches.facts.record import Record
from volunteer_match.refusals import Refusal

_ = lazy_gettext
REFUSALS: dict[Refusal, Any] = {
    AbsenceRefusal.NOT_MISSED: _("This is not marked as missed any more."),
    AbsenceRefusal.TOO_LATE: _("The time to say something to this is over."),
    AbsenceRefusal.SAID_ALREADY: _("You have said something to this already; a coordinator looks at it."),
    AbsenceRefusal.EXCUSED: _("This is excused: it counts against nobody."),
}


def record_words(record: Record) -> str:
    """How one's own record reads."""
    came, missed = record.sessions_attended, record.sessions_missed
    if not came and not missed:
        return gettext("Everybody starts with trust. Nothing is counted against you.")
    if not missed:
        return ngettext(
            "You were there, once. Thank you!", "You were there every time: %(num)s times. Thank you!", came
        )
    text = ngettext("You were there once.", "You were there %(num)s times.", came) if came else ""
    again = ngettext(
        "Once it did not work out. That fades: after 90 days it counts half, and every time you come makes up for it.",
        "%(num)s times it did not work out. That fades: after 90 days it counts half, and every time you come makes up"
        " for it.",
        missed,
    )
    return f"{text} {again}".strip()
