"""Words for what an import noticed about a record."""

from typing import Any

from flask_babel import lazy_gettext as _

from volunteer_match.integrations.needs import FlagCode

WORDS: dict[str, Any] = {
    FlagCode.REMOTE_MARKS_CONFLICT: _("One mark says remote, the other does not"),
    FlagCode.IN_PERSON: _("In person"),
    FlagCode.REMOTE_ASSUMED: _("The source does not say that it is remote"),
    FlagCode.CONTACT_REMOVED: _("Contact details were taken out of the text"),
    FlagCode.LINK_DROPPED: _("A link could not be kept"),
    FlagCode.TITLE_CUT: _("The title was shortened"),
    FlagCode.TEXT_CUT: _("The text was shortened"),
    FlagCode.DUPLICATE_TITLE: _("Another need has the same title"),
    FlagCode.NO_SOURCE_ID: _("The source gives no id"),
    FlagCode.NO_DESCRIPTION: _("No description"),
    FlagCode.PARTNER_UNNAMED: _("The organisation has no name"),
    FlagCode.NO_DATES: _("No dates"),
    FlagCode.USUAL_TIMES: _("Only usual times, no dates"),
    FlagCode.STARTS_LATER: _("Starts later"),
    FlagCode.PAST_SESSIONS_LEFT_OUT: _("Past sessions were left out"),
    FlagCode.BACKWARD_SESSIONS_LEFT_OUT: _("Sessions that end before they start were left out"),
    FlagCode.UNREADABLE_SESSIONS_LEFT_OUT: _("Sessions with unreadable times were left out"),
    FlagCode.LONG_INTERVALS_LEFT_OUT: _("Sessions of more than a day were left out"),
    FlagCode.IN_PERSON_SESSIONS_LEFT_OUT: _("Sessions in person were left out"),
    FlagCode.LATE_SESSIONS_LEFT_OUT: _("Sessions too far ahead were left out"),
    FlagCode.LENGTH_ASSUMED: _("The length is assumed"),
    FlagCode.ZONE_ASSUMED: _("The time zone is assumed"),
    FlagCode.CLOCK_CHANGE: _("A time falls into a change of the clocks"),
    FlagCode.PLACES_UNKNOWN: _("The number of places is not known"),
    FlagCode.MAY_INVOLVE_MINORS: _("May involve people under 18"),
    FlagCode.MAXIMUM_AGE: _("The source sets a maximum age, which is not kept"),
    FlagCode.REQUIREMENT_NOT_MAPPED: _("A requirement has no counterpart here"),
    FlagCode.SKILL_NOT_MAPPED: _("A skill has no counterpart here"),
    FlagCode.VALUE_NOT_READ: _("A value could not be read"),
    FlagCode.DATE_ORDER_GUESSED: _("The order of day and month is a guess"),
    FlagCode.EXTRA_CELLS: _("The row has more cells than the table"),
}


def flag_words(flags: list[Any]) -> list[str]:
    """A sentence for each flag of an imported record, with its detail where it has one."""
    lines = []
    for flag in flags:
        words = str(WORDS.get(flag["code"], flag["code"]))
        lines.append(f"{words}: {flag['detail']}" if flag.get("detail") else words)
    return lines
