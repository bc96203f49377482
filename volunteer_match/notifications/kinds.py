"""Every kind of notice there is, and the group by which people choose their e-mails. Pure.

notifications/words.py has the sentence of each kind, notifications/preferences/words.py the words of each group.
"""

from dataclasses import dataclass
from enum import StrEnum


class NoticeGroup(StrEnum):
    """What a person switches e-mails on or off by. Values are kept in rows and stand in links of sent e-mails."""

    FOR_YOU = "for-you"
    """The weekly digest; it is an e-mail and nothing else, so no kind belongs here."""
    ASKS = "asks"
    COMMITMENTS = "commitments"
    REMINDERS = "reminders"
    MESSAGES = "messages"
    HOURS = "hours"
    CHALLENGES = "challenges"
    PROFILE = "profile"
    COMING = "coming"
    ORGANISATION = "organisation"
    COORDINATION = "coordination"
    RECOGNITION = "recognition"


class Pressure(StrEnum):
    """Whether an e-mail of this kind waits for the end of quiet hours."""

    WAITS = "waits"
    NEAR = "near"
    """Goes out at once when what it is about begins within a day."""
    AT_ONCE = "at-once"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a kind comes by e-mail: with which group it is switched off, and whether it presses."""

    group: NoticeGroup
    pressure: Pressure = Pressure.WAITS
    is_always_mailed: bool = False
    """Can't be switched off: somebody relies on what they promised, or on help."""


class NoticeKind(StrEnum):
    """Values are kept in rows: an old one is never given another meaning. Each has its line in MANNERS below."""

    # Matches. Parameters: title, partner, person (who it is about), count, start and end (ISO 8601, or None).
    MATCH_INVITED = "match-invited"
    MATCH_RESCINDED = "match-rescinded"
    MATCH_ACCEPTED = "match-accepted"
    MATCH_DECLINED = "match-declined"
    MATCH_PROMOTED = "match-promoted"
    MATCH_APPROVED = "match-approved"
    MATCH_RETURNED = "match-returned"
    MATCH_REOPENED = "match-reopened"
    MATCH_COMING = "match-coming"
    MATCH_NOT_COMING = "match-not-coming"
    MATCH_COMPLETED = "match-completed"
    MATCH_MISSED = "match-missed"
    MATCH_EXPIRED = "match-expired"
    MATCH_CANCELLED = "match-cancelled"
    # The same, and confirm_by (ISO 8601): until when a yes is asked.
    MATCH_ASKED_AGAIN = "match-asked-again"
    MATCH_LAPSED = "match-lapsed"
    INVITATION_LAPSED = "invitation-lapsed"
    # Parameters: title, partner, unanswered (by how many people).
    INVITATIONS_UNANSWERED = "invitations-unanswered"
    COVER_ASKED = "cover-asked"
    COVER_CLOSED = "cover-closed"
    COVER_FOUND = "cover-found"
    COVER_COMING = "cover-coming"
    COVER_NOT_FOUND = "cover-not-found"
    COVER_UNCOVERED = "cover-uncovered"
    APPEAL_RAISED = "appeal-raised"
    ABSENCE_EXCUSED = "absence-excused"
    ABSENCE_KEPT = "absence-kept"
    MESSAGE_POSTED = "message-posted"
    CONCERN_RAISED = "concern-raised"

    # Reminders. Parameters as above; `cant_come` is the address of "I can't make it".
    REMINDER_DAY = "reminder-day"
    REMINDER_HOUR = "reminder-hour"
    # For partners: so many `volunteers`, the first of whom are `people` (public id of the match: name).
    SESSION_COMING_UP = "session-coming-up"

    # Needs. Parameters: title, partner, start and end (ISO 8601).
    SESSION_MOVED = "session-moved"
    SESSION_CLASHES = "session-clashes"
    # Parameters: title, partner, topics (of opportunities/changing/terms.py).
    NEED_CHANGED = "need-changed"

    # Calendars. Parameters: title, partner, start and end (ISO 8601). E-mails only, for what no other one carries.
    CALENDAR_INVITATION = "calendar-invitation"
    CALENDAR_CANCELLATION = "calendar-cancellation"

    # Work shifts. Parameters as of matches.
    SHIFT_CLASH = "shift-clash"
    # Parameters: title (the name of the calendar's server).
    CALENDAR_FAILING = "calendar-failing"

    # Partners. Parameters: partner, company, reason (free text of a coordinator, may be empty).
    PARTNER_APPLIED = "partner-applied"
    PARTNER_VERIFIED = "partner-verified"
    PARTNER_REFUSED = "partner-refused"

    # Profiles. Parameters: credential (its kind) or language (its tag), date (ISO 8601), reason (may be empty).
    CREDENTIAL_EXPIRING = "credential-expiring"
    CREDENTIAL_VERIFIED = "credential-verified"
    CREDENTIAL_REFUSED = "credential-refused"
    LANGUAGE_VERIFIED = "language-verified"
    LANGUAGE_REFUSED = "language-refused"

    # Hours. Parameters: title, partner, person, minutes, count (of entries).
    HOURS_WAITING = "hours-waiting"
    HOURS_CONFIRMED = "hours-confirmed"
    HOURS_CORRECTED = "hours-corrected"
    HOURS_DISPUTED = "hours-disputed"
    HOURS_DECIDED = "hours-decided"

    # Certificates. Parameters: title (the code), reason.
    CERTIFICATE_REVOKED = "certificate-revoked"

    # Volunteer time off. Parameters: person, minutes, start and end (ISO 8601), reason (may be empty).
    TIME_OFF_REQUESTED = "time-off-requested"
    TIME_OFF_APPROVED = "time-off-approved"
    TIME_OFF_REFUSED = "time-off-refused"
    TIME_OFF_ADJUSTED = "time-off-adjusted"
    TIME_OFF_NEEDLESS = "time-off-needless"

    # Recognition. Parameters: badge (its code); of thanks none, for names and words stand on the page alone.
    BADGE_GIVEN = "badge-given"
    KUDOS_RECEIVED = "kudos-received"
    KUDOS_RETURNED = "kudos-returned"
    # Challenges. Parameters: title (of the challenge). A coordinator's words stand on the page.
    ENTRY_QUESTIONED = "entry-questioned"
    ENTRY_REFUSED = "entry-refused"
    CHALLENGE_ENDED = "challenge-ended"

    @property
    def group(self) -> NoticeGroup:
        return MANNERS[self].group

    @property
    def pressure(self) -> Pressure:
        return MANNERS[self].pressure

    @property
    def is_always_mailed(self) -> bool:
        return MANNERS[self].is_always_mailed


_G = NoticeGroup
MANNERS: dict[NoticeKind, Manner] = {
    NoticeKind.MATCH_INVITED: Manner(_G.ASKS),
    NoticeKind.MATCH_RESCINDED: Manner(_G.ASKS),
    NoticeKind.MATCH_ACCEPTED: Manner(_G.COORDINATION),
    NoticeKind.MATCH_DECLINED: Manner(_G.COORDINATION),
    NoticeKind.MATCH_PROMOTED: Manner(_G.COMMITMENTS, Pressure.NEAR, is_always_mailed=True),
    NoticeKind.MATCH_ASKED_AGAIN: Manner(_G.COMMITMENTS, Pressure.NEAR, is_always_mailed=True),
    NoticeKind.MATCH_LAPSED: Manner(_G.COMMITMENTS, Pressure.NEAR, is_always_mailed=True),
    NoticeKind.INVITATION_LAPSED: Manner(_G.ASKS),
    NoticeKind.INVITATIONS_UNANSWERED: Manner(_G.COORDINATION),
    NoticeKind.MATCH_APPROVED: Manner(_G.COMMITMENTS),
    NoticeKind.MATCH_RETURNED: Manner(_G.COMMITMENTS),
    NoticeKind.MATCH_REOPENED: Manner(_G.COMMITMENTS),
    NoticeKind.MATCH_COMING: Manner(_G.COMING),
    NoticeKind.MATCH_NOT_COMING: Manner(_G.COMING, Pressure.NEAR),
    NoticeKind.MATCH_COMPLETED: Manner(_G.HOURS),
    NoticeKind.MATCH_MISSED: Manner(_G.HOURS),
    NoticeKind.MATCH_EXPIRED: Manner(_G.COMMITMENTS),
    NoticeKind.MATCH_CANCELLED: Manner(_G.COMMITMENTS, Pressure.NEAR, is_always_mailed=True),
    NoticeKind.COVER_ASKED: Manner(_G.ASKS, Pressure.NEAR),
    NoticeKind.COVER_CLOSED: Manner(_G.ASKS, Pressure.NEAR),
    NoticeKind.COVER_FOUND: Manner(_G.COMMITMENTS, Pressure.NEAR, is_always_mailed=True),
    NoticeKind.COVER_COMING: Manner(_G.COMING, Pressure.NEAR),
    NoticeKind.COVER_NOT_FOUND: Manner(_G.COMMITMENTS, Pressure.NEAR, is_always_mailed=True),
    NoticeKind.COVER_UNCOVERED: Manner(_G.COORDINATION, Pressure.NEAR),
    NoticeKind.APPEAL_RAISED: Manner(_G.COORDINATION),
    NoticeKind.ABSENCE_EXCUSED: Manner(_G.COMMITMENTS),
    NoticeKind.ABSENCE_KEPT: Manner(_G.COMMITMENTS),
    NoticeKind.MESSAGE_POSTED: Manner(_G.MESSAGES),
    NoticeKind.CONCERN_RAISED: Manner(_G.COORDINATION, Pressure.AT_ONCE, is_always_mailed=True),
    NoticeKind.REMINDER_DAY: Manner(_G.REMINDERS),
    NoticeKind.REMINDER_HOUR: Manner(_G.REMINDERS, Pressure.AT_ONCE),
    NoticeKind.SESSION_COMING_UP: Manner(_G.REMINDERS),
    NoticeKind.SESSION_MOVED: Manner(_G.COMMITMENTS, Pressure.NEAR, is_always_mailed=True),
    NoticeKind.CALENDAR_INVITATION: Manner(_G.COMMITMENTS),
    NoticeKind.CALENDAR_CANCELLATION: Manner(_G.COMMITMENTS, Pressure.NEAR),
    NoticeKind.SESSION_CLASHES: Manner(_G.COMMITMENTS, Pressure.NEAR, is_always_mailed=True),
    NoticeKind.NEED_CHANGED: Manner(_G.COMMITMENTS, Pressure.NEAR),
    NoticeKind.PARTNER_APPLIED: Manner(_G.COORDINATION),
    NoticeKind.PARTNER_VERIFIED: Manner(_G.ORGANISATION),
    NoticeKind.PARTNER_REFUSED: Manner(_G.ORGANISATION),
    NoticeKind.CREDENTIAL_EXPIRING: Manner(_G.PROFILE),
    NoticeKind.CREDENTIAL_VERIFIED: Manner(_G.PROFILE),
    NoticeKind.CREDENTIAL_REFUSED: Manner(_G.PROFILE),
    NoticeKind.LANGUAGE_VERIFIED: Manner(_G.PROFILE),
    NoticeKind.LANGUAGE_REFUSED: Manner(_G.PROFILE),
    NoticeKind.SHIFT_CLASH: Manner(_G.COMMITMENTS, Pressure.NEAR, is_always_mailed=True),
    NoticeKind.CALENDAR_FAILING: Manner(_G.PROFILE),
    NoticeKind.HOURS_WAITING: Manner(_G.HOURS),
    NoticeKind.HOURS_CONFIRMED: Manner(_G.HOURS),
    NoticeKind.HOURS_CORRECTED: Manner(_G.HOURS),
    NoticeKind.HOURS_DISPUTED: Manner(_G.COORDINATION),
    NoticeKind.HOURS_DECIDED: Manner(_G.HOURS),
    NoticeKind.CERTIFICATE_REVOKED: Manner(_G.HOURS),
    NoticeKind.TIME_OFF_REQUESTED: Manner(_G.COORDINATION),
    NoticeKind.TIME_OFF_APPROVED: Manner(_G.HOURS),
    NoticeKind.TIME_OFF_REFUSED: Manner(_G.HOURS),
    NoticeKind.TIME_OFF_ADJUSTED: Manner(_G.HOURS),
    NoticeKind.TIME_OFF_NEEDLESS: Manner(_G.COMMITMENTS, Pressure.NEAR, is_always_mailed=True),
    NoticeKind.BADGE_GIVEN: Manner(_G.RECOGNITION),
    NoticeKind.KUDOS_RECEIVED: Manner(_G.RECOGNITION),
    NoticeKind.KUDOS_RETURNED: Manner(_G.RECOGNITION),
    NoticeKind.ENTRY_QUESTIONED: Manner(_G.CHALLENGES),
    NoticeKind.ENTRY_REFUSED: Manner(_G.CHALLENGES),
    NoticeKind.CHALLENGE_ENDED: Manner(_G.CHALLENGES),
}
