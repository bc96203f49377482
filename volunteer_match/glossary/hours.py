"""Hours and volunteer time off."""

from enum import StrEnum


class HoursState(StrEnum):
    """Where an entry of hours stands; docs/hours.md has the table, hours/rules.py the machine."""

    REPORTED = "reported"
    UNANSWERED = "unanswered"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    REMOVED = "removed"


class HoursAct(StrEnum):
    """What can happen to an entry of hours."""

    REPORT = "report"
    NOTE = "note"
    AMEND = "amend"
    CONFIRM = "confirm"
    ADJUST = "adjust"
    DISPUTE = "dispute"
    DECIDE = "decide"
    REMOVE = "remove"
    REVERSE = "reverse"
    LAPSE = "lapse"


class TimeOffState(StrEnum):
    """Where a request for volunteer time off stands."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    TAKEN = "taken"


class TimeOffAct(StrEnum):
    """What can happen to a request, and to an allowance (grant)."""

    REQUEST = "request"
    APPROVE = "approve"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    TAKE = "take"
    ADJUST = "adjust"
    GRANT = "grant"
