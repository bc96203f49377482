"""Sentences for what happens at an import, in the reader's language."""

from typing import Any

from flask_babel import lazy_gettext as _

from volunteer_match.integrations.faults import FaultCode, ImportFault
from volunteer_match.integrations.needs import Flag, FlagCode, Skipped, SkipReason
from volunteer_match.integrations.report import Kept, KeptReason

FAULTS: dict[FaultCode, Any] = {
    FaultCode.MISSING: _("there is no such file"),
    FaultCode.NOT_A_FILE: _("this is not a file"),
    FaultCode.UNREADABLE: _("the file cannot be read"),
    FaultCode.TOO_LARGE: _("the file is larger than IMPORT_MAX_BYTES (%(limit)s bytes)"),
    FaultCode.EMPTY: _("the file is empty"),
    FaultCode.NO_RECORDS: _("the file holds no records"),
    FaultCode.BINARY: _("this is not a text file"),
    FaultCode.WORKBOOK: _("this is a spreadsheet workbook; save it as CSV first"),
    FaultCode.BAD_ENCODING: _("the text is not valid %(encoding)s (at byte %(at)s)"),
    FaultCode.UNKNOWN_ENCODING: _("unknown encoding “%(encoding)s”"),
    FaultCode.BAD_JSON: _("this is not valid JSON (line %(line)s, column %(column)s)"),
    FaultCode.CUT_OFF: _("the file is cut off (it ends too early, line %(line)s, column %(column)s)"),
    FaultCode.TOO_DEEP: _("the data are nested too deeply"),
    FaultCode.NOT_DO_IT: _("this is not a file of Do-it activities"),
    FaultCode.NOT_VOLUNTEERING_DATA: _("this is not a file of the Volunteering Data Standard"),
    FaultCode.NOT_CSV: _("this is not a CSV file"),
    FaultCode.TOO_MANY_COLUMNS: _("a row has more than %(limit)s cells"),
    FaultCode.NO_TITLE_COLUMN: _(
        "no column holds a title; name it in a mapping file (--mapping). Columns found: %(columns)s"
    ),
    FaultCode.NO_PARTNER_COLUMN: _(
        "no column holds the partner; name it in a mapping file, or give --partner. Columns found: %(columns)s"
    ),
    FaultCode.UNKNOWN_FIELD: _("the mapping file has an unknown field “%(field)s”; known ones: %(known)s"),
    FaultCode.UNKNOWN_COLUMN: _("there is no column “%(column)s” for “%(field)s”. Columns found: %(columns)s"),
    FaultCode.BAD_MAPPING: _("this is not a mapping file"),
    FaultCode.BAD_TIME_ZONE: _("“%(name)s” is no IANA time zone, such as Europe/London"),
}
SKIPS: dict[SkipReason, Any] = {
    SkipReason.NOT_A_NEED: _("no need can be read from it"),
    SkipReason.ORGANISATION_ONLY: _("an organisation without needs"),
    SkipReason.DELETED: _("deleted at source"),
    SkipReason.DUPLICATE_ID: _("has the same id as %(detail)s"),
    SkipReason.NO_TITLE: _("lacks a title"),
    SkipReason.NO_PARTNER: _("lacks a partner"),
    SkipReason.NOT_REMOTE: _("not remote"),
    SkipReason.REMOTE_UNREADABLE: _("does not say clearly whether it is remote"),
    SkipReason.PAST: _("past (%(detail)s)"),
    SkipReason.TIMES_UNREADABLE: _("its times cannot be read"),
    SkipReason.END_BEFORE_START: _("ends before it starts"),
}
FLAGS: dict[FlagCode, Any] = {
    FlagCode.REMOTE_MARKS_CONFLICT: _("one mark says remote, another says it is not"),
    FlagCode.IN_PERSON: _("in person"),
    FlagCode.REMOTE_ASSUMED: _("taken for remote: the file does not say"),
    FlagCode.CONTACT_REMOVED: _("contacts removed from its text: %(detail)s"),
    FlagCode.LINK_DROPPED: _("its link is no public web address and was left out"),
    FlagCode.TITLE_CUT: _("its title was shortened"),
    FlagCode.TEXT_CUT: _("its description was shortened"),
    FlagCode.DUPLICATE_TITLE: _("same title and partner as %(detail)s"),
    FlagCode.NO_SOURCE_ID: _("has no id; one was made from its words"),
    FlagCode.NO_DESCRIPTION: _("lacks a description"),
    FlagCode.PARTNER_UNNAMED: _("its partner has no name in the file"),
    FlagCode.NO_DATES: _("has neither dates nor a deadline"),
    FlagCode.USUAL_TIMES: _("usual times: %(detail)s"),
    FlagCode.STARTS_LATER: _("starts only on %(detail)s"),
    FlagCode.PAST_SESSIONS_LEFT_OUT: _("past sessions left out: %(detail)s"),
    FlagCode.BACKWARD_SESSIONS_LEFT_OUT: _("sessions that end before they start left out: %(detail)s"),
    FlagCode.UNREADABLE_SESSIONS_LEFT_OUT: _("sessions with unreadable times left out: %(detail)s"),
    FlagCode.LONG_INTERVALS_LEFT_OUT: _("intervals of more than 24 hours beside its sessions left out: %(detail)s"),
    FlagCode.IN_PERSON_SESSIONS_LEFT_OUT: _("sessions in person left out: %(detail)s"),
    FlagCode.LATE_SESSIONS_LEFT_OUT: _("too many sessions; later ones left out: %(detail)s"),
    FlagCode.LENGTH_ASSUMED: _("has no end; an hour was assumed"),
    FlagCode.ZONE_ASSUMED: _("its times have no zone and were read as %(detail)s"),
    FlagCode.CLOCK_CHANGE: _("starts while clocks change: %(detail)s"),
    FlagCode.PLACES_UNKNOWN: _("does not say how many people it needs; 1 was assumed"),
    FlagCode.MAY_INVOLVE_MINORS: _("may involve people under 18"),
    FlagCode.MAXIMUM_AGE: _("has a maximum age of %(detail)s, which is not applied"),
    FlagCode.REQUIREMENT_NOT_MAPPED: _("asks for something that is not applied: %(detail)s"),
    FlagCode.SKILL_NOT_MAPPED: _("skills that are not in the catalogue: %(detail)s"),
    FlagCode.VALUE_NOT_READ: _("cells that could not be read: %(detail)s"),
    FlagCode.DATE_ORDER_GUESSED: _("dates such as 3/4/2027 were read with the day first"),
    FlagCode.EXTRA_CELLS: _("has cells beyond the last column"),
}
KEEPS: dict[KeptReason, Any] = {
    KeptReason.EDITED_HERE: _("edited here and kept: %(fields)s"),
    KeptReason.ENDED_HERE: _("ended here and kept: %(fields)s"),
    KeptReason.HELD_PLACES: _("kept, because people have matches: %(fields)s"),
}
GONE = _("deleted at source, still here")


def fault_words(fault: ImportFault) -> str:
    """One sentence without its full stop, to stand behind the name of the file."""
    return str(FAULTS[fault.code]) % fault.params


def fault_sentence(fault: ImportFault) -> str:
    """The same, to stand by itself."""
    text = fault_words(fault)
    return f"{text[:1].upper()}{text[1:]}."


def skip_words(skipped: Skipped) -> str:
    """Why a record was left out."""
    return str(SKIPS[skipped.reason]) % {"detail": skipped.detail}


def flag_words(flag: Flag) -> str:
    """What to look at."""
    return str(FLAGS[flag.code]) % {"detail": flag.detail}


def kept_words(kept: Kept) -> str:
    """What was not overwritten, and why."""
    return str(KEEPS[kept.reason]) % {"fields": ", ".join(kept.fields)}
