"""Every kind of notice there is; notifications/words.py has the sentence of each. Pure."""

from enum import StrEnum


class NoticeKind(StrEnum):
    """Values are kept in rows: an old one is never given another meaning."""

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
    MESSAGE_POSTED = "message-posted"
    CONCERN_RAISED = "concern-raised"

    # Needs. Parameters: title, partner, start and end (ISO 8601).
    SESSION_MOVED = "session-moved"

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
