"""Words for codes, in the reader's language."""

from collections.abc import Iterable
from enum import Enum
from typing import Any

from babel.numbers import format_decimal
from flask import Flask
from flask_babel import gettext, lazy_gettext

from volunteer_match.glossary import (
    ConcernCategory,
    Format,
    HoursAct,
    HoursState,
    Kind,
    MatchState,
    Meeting,
    Move,
    OpportunityState,
    ReturnReason,
    Role,
    TimeOffAct,
    TimeOffState,
    Verdict,
)
from volunteer_match.matching.strengths import Strength
from volunteer_match.people.catalogue.naming import language_name as catalogue_language_name
from volunteer_match.people.catalogue.reader import IMPORTED_GROUP, read_causes, read_credential_kinds, read_groups
from volunteer_match.web.folding import capitalised, folded
from volunteer_match.web.locale import shown_locale

PAIRS: tuple[tuple[Enum, Any], ...] = (
    (Role.AGENT, lazy_gettext("Agent")),
    (Role.PARTNER_MEMBER, lazy_gettext("Partner member")),
    (Role.COORDINATOR, lazy_gettext("Coordinator")),
    (Role.ADMINISTRATOR, lazy_gettext("Administrator")),
    (Kind.TUTORING, lazy_gettext("Tutoring")),
    (Kind.INTERPRETING, lazy_gettext("Interpreting")),
    (Kind.VISUAL_ASSISTANCE, lazy_gettext("Visual assistance")),
    (Kind.MENTORING, lazy_gettext("Mentoring")),
    (Kind.TRANSLATION, lazy_gettext("Translation")),
    (Kind.CAPTIONING, lazy_gettext("Captioning")),
    (Kind.COMPANIONSHIP, lazy_gettext("Companionship")),
    (Kind.DIGITAL_HELP, lazy_gettext("Digital help")),
    (Kind.OTHER, lazy_gettext("Other")),
    (Meeting.DESCRIBED, lazy_gettext("As described above")),
    (Meeting.OWN, lazy_gettext("Our own link")),
    (Meeting.MADE, lazy_gettext("Make a room for us")),
    (Format.SCHEDULED, lazy_gettext("At set times")),
    (Format.FLEXIBLE, lazy_gettext("In your own time")),
    (OpportunityState.DRAFT, lazy_gettext("Draft")),
    (OpportunityState.PUBLISHED, lazy_gettext("Open")),
    (OpportunityState.CLOSED, lazy_gettext("Closed")),
    (OpportunityState.CANCELLED, lazy_gettext("Cancelled")),
    (MatchState.INVITED, lazy_gettext("Invited")),
    (MatchState.WAITLISTED, lazy_gettext("On the waitlist")),
    (MatchState.PENDING, lazy_gettext("Waiting for approval")),
    (MatchState.APPROVED, lazy_gettext("Approved")),
    (MatchState.COMPLETED, lazy_gettext("Done")),
    (MatchState.NO_SHOW, lazy_gettext("Missed")),
    (MatchState.RETURNED, lazy_gettext("Returned")),
    (MatchState.DECLINED, lazy_gettext("Declined")),
    (MatchState.WITHDRAWN, lazy_gettext("Withdrawn")),
    (MatchState.EXPIRED, lazy_gettext("Expired")),
    (MatchState.CANCELLED, lazy_gettext("Cancelled")),
    (Move.CLAIM, lazy_gettext("Claimed")),
    (Move.JOIN_WAITLIST, lazy_gettext("Joined the waitlist")),
    (Move.INVITE, lazy_gettext("Invited")),
    (Move.ACCEPT, lazy_gettext("Accepted the invitation")),
    (Move.DECLINE, lazy_gettext("Declined the invitation")),
    (Move.RESCIND, lazy_gettext("Took the invitation back")),
    (Move.PROMOTE, lazy_gettext("Moved up from the waitlist")),
    (Move.APPROVE, lazy_gettext("Approved")),
    (Move.RETURN, lazy_gettext("Returned")),
    (Move.REOPEN, lazy_gettext("Reopened")),
    (Move.WITHDRAW, lazy_gettext("Withdrew")),
    (Move.RESTORE, lazy_gettext("Took the withdrawal back")),
    (Move.COMPLETE, lazy_gettext("Marked as done")),
    (Move.MISS, lazy_gettext("Marked as missed")),
    (Move.CORRECT, lazy_gettext("Corrected the attendance")),
    (Move.EXPIRE, lazy_gettext("Expired")),
    (Move.CANCEL, lazy_gettext("Cancelled")),
    (ReturnReason.DETAILS_MISSING, lazy_gettext("Something is missing from the claim or the profile")),
    (ReturnReason.TIMING, lazy_gettext("The time does not work")),
    (ReturnReason.ANOTHER_CHOSEN, lazy_gettext("Somebody else was chosen this time")),
    (ReturnReason.REQUIREMENT_UNPROVEN, lazy_gettext("A requirement is not proven yet")),
    (ReturnReason.NOT_SUITABLE, lazy_gettext("Not suitable for this need")),
    (ReturnReason.SAFEGUARDING, lazy_gettext("Safeguarding")),
    (Verdict.VERIFIED, lazy_gettext("Verified")),
    (Verdict.REFUSED, lazy_gettext("Refused")),
    (ConcernCategory.SAFETY, lazy_gettext("Somebody may not be safe")),
    (ConcernCategory.BEHAVIOUR, lazy_gettext("How somebody behaved")),
    (ConcernCategory.PRIVACY, lazy_gettext("Personal information")),
    (ConcernCategory.MISLEADING, lazy_gettext("The need is not what it says")),
    (ConcernCategory.OTHER, lazy_gettext("Something else")),
    (HoursState.REPORTED, lazy_gettext("Waits for the organisation")),
    (HoursState.UNANSWERED, lazy_gettext("Not answered")),
    (HoursState.CONFIRMED, lazy_gettext("Confirmed")),
    (HoursState.DISPUTED, lazy_gettext("With a coordinator")),
    (HoursState.REMOVED, lazy_gettext("Taken back")),
    (HoursAct.REPORT, lazy_gettext("Written down")),
    (HoursAct.NOTE, lazy_gettext("Attendance confirmed")),
    (HoursAct.AMEND, lazy_gettext("Corrected before it was confirmed")),
    (HoursAct.CONFIRM, lazy_gettext("Confirmed")),
    (HoursAct.ADJUST, lazy_gettext("Confirmed with another length")),
    (HoursAct.DISPUTE, lazy_gettext("Brought to a coordinator")),
    (HoursAct.DECIDE, lazy_gettext("Decided")),
    (HoursAct.REMOVE, lazy_gettext("Taken back")),
    (HoursAct.REVERSE, lazy_gettext("Taken back with the attendance")),
    (HoursAct.LAPSE, lazy_gettext("Shown as not answered")),
    (TimeOffState.REQUESTED, lazy_gettext("Waiting for approval")),
    (TimeOffState.APPROVED, lazy_gettext("Approved")),
    (TimeOffState.REFUSED, lazy_gettext("Not approved")),
    (TimeOffState.WITHDRAWN, lazy_gettext("Withdrawn")),
    (TimeOffState.TAKEN, lazy_gettext("Taken")),
    (TimeOffAct.REQUEST, lazy_gettext("Asked for")),
    (TimeOffAct.APPROVE, lazy_gettext("Approved")),
    (TimeOffAct.REFUSE, lazy_gettext("Not approved")),
    (TimeOffAct.WITHDRAW, lazy_gettext("Withdrawn")),
    (TimeOffAct.TAKE, lazy_gettext("Taken")),
    (TimeOffAct.ADJUST, lazy_gettext("Corrected")),
    (TimeOffAct.GRANT, lazy_gettext("Allowance changed")),
    (Strength.OFF, lazy_gettext("Off")),
    (Strength.GENTLE, lazy_gettext("Gentle")),
    (Strength.STANDARD, lazy_gettext("Standard")),
    (Strength.STRONG, lazy_gettext("Strong")),
)
LABELS = {(type(code), code.value): words for code, words in PAIRS}
"""By type too: members of two enumerations may share a value, such as "other" and "cancelled"."""

LEVELS = {
    1: lazy_gettext("Beginner"),
    2: lazy_gettext("Intermediate"),
    3: lazy_gettext("Advanced"),
    4: lazy_gettext("Expert"),
}
PROFICIENCIES = {1: "A1", 2: "A2", 3: "B1", 4: "B2", 5: "C1", 6: "C2", 7: lazy_gettext("native")}


def label(code: Enum | str) -> str:
    """The words for a member of the glossary; a plain string is a state or a verdict."""
    if isinstance(code, Enum):
        return str(LABELS[type(code), code.value])
    return str(next(LABELS[sort, code] for sort in (MatchState, OpportunityState, Verdict) if (sort, code) in LABELS))


def level_name(level: int) -> str:
    """1 to 4 in words."""
    return str(LEVELS[level])


def proficiency_name(level: int) -> str:
    """1 to 7: "A1" … "C2", "native"."""
    return str(PROFICIENCIES[level])


def reading_language() -> str:
    """The language that skills are shown in to the reader: "en" or "es"."""
    return "es" if shown_locale().language == "es" else "en"


def _named(entry: Any) -> str:
    return str(entry.name_es if reading_language() == "es" and entry.name_es else entry.name_en)


def skill_name(skill: Any) -> str:
    """The name of a catalogue row, or of a shipped entry."""
    return _named(skill)


def language_word(tag: str) -> str:
    """ "Polish" for pl, as within a sentence: "polaco" in Spanish; the tag itself where nobody named it."""
    return catalogue_language_name(tag, shown_locale().language)


def language_name(tag: str) -> str:
    """The same as it stands alone, or at the start of a line: "Polaco"."""
    return capitalised(language_word(tag))


def named_languages(tags: Iterable[str]) -> list[tuple[str, str]]:
    """Tags with their names, in the order of the names."""
    return sorted(((tag, language_name(tag)) for tag in tags), key=lambda pair: folded(pair[1]))


def credential_name(kind: str) -> str:
    return next((_named(entry) for entry in read_credential_kinds() if entry.id == kind), kind)


def credential_help(kind: str) -> str:
    """What a credential of this kind is, in a sentence or two."""
    found = next(entry for entry in read_credential_kinds() if entry.id == kind)
    return found.help_es if reading_language() == "es" else found.help_en


def cause_name(cause: str) -> str:
    return next((_named(entry) for entry in read_causes() if entry.id == cause), cause)


def group_name(group: str) -> str:
    if group == IMPORTED_GROUP:
        return gettext("Imported skills")
    return next((_named(entry) for entry in read_groups() if entry.id == group), group)


def country_name(code: str) -> str:
    """The country of an ISO 3166 code."""
    return str(shown_locale().territories.get(code, code))


def decimal(number: float, digits: int = 1) -> str:
    """ "82.5" or "82,5": with so many digits behind the point, or the comma, of the reader."""
    return format_decimal(number, format="#,##0." + "0" * digits, locale=shown_locale())


def factor_words(factor: float) -> str:
    """ "× 0.9", as a person would write it."""
    return gettext("× %(factor)s", factor=format_decimal(float(f"{factor:.3g}"), locale=shown_locale()))


def fit_words(tenths: int) -> str:
    """A fit in words: the number alone says little to somebody who sees it first."""
    if tenths >= 900:
        return gettext("excellent fit")
    if tenths >= 750:
        return gettext("strong fit")
    return gettext("good fit") if tenths >= 600 else gettext("possible fit")


def init_app(app: Flask) -> None:
    app.jinja_env.filters["capitalised"] = capitalised
    app.jinja_env.globals.update(
        cause_name=cause_name,
        country_name=country_name,
        credential_help=credential_help,
        credential_name=credential_name,
        decimal=decimal,
        fit_words=fit_words,
        group_name=group_name,
        label=label,
        language_name=language_name,
        level_name=level_name,
        proficiency_name=proficiency_name,
        skill_name=skill_name,
    )
