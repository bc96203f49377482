"""The life of a match: states, moves, cover, absences, returns."""

from enum import StrEnum


class MatchState(StrEnum):
    INVITED = "invited"
    WAITLISTED = "waitlisted"
    PENDING = "pending"
    APPROVED = "approved"
    COMPLETED = "completed"
    NO_SHOW = "no-show"
    RETURNED = "returned"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


HOLDS_PLACE = frozenset({MatchState.PENDING, MatchState.APPROVED})
"""States of a match that still needs its place. Completed and no-show keep theirs: the session is over."""


KEEPS_PLACE = HOLDS_PLACE | {MatchState.COMPLETED, MatchState.NO_SHOW}


class Move(StrEnum):
    """What can happen to a match; docs/matches.md has the table, matches/moves.py the machine."""

    CLAIM = "claim"
    JOIN_WAITLIST = "join-waitlist"
    INVITE = "invite"
    ACCEPT = "accept"
    DECLINE = "decline"
    RESCIND = "rescind"
    PROMOTE = "promote"
    CONFIRM = "confirm"
    ASK_AGAIN = "ask-again"
    LAPSE = "lapse"
    APPROVE = "approve"
    RETURN = "return"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    COMPLETE = "complete"
    MISS = "miss"
    CORRECT = "correct"
    EXPIRE = "expire"
    CANCEL = "cancel"
    HAND_OVER = "hand-over"
    COVER = "cover"


class CoverEnding(StrEnum):
    """How a search for a substitute ended."""

    COVERED = "covered"
    TAKEN_BACK = "taken-back"
    GIVEN_BACK = "given-back"
    OVER = "over"
    """Nobody was found before it began."""
    NOT_NEEDED = "not-needed"
    """The match itself ended or is decided anew."""


class CoverAnswer(StrEnum):
    YES = "yes"
    NO = "no"


class AbsenceReason(StrEnum):
    """Why somebody was not there, as the partner or a coordinator saw it."""

    DID_NOT_COME = "did-not-come"
    PARTLY = "partly"
    TECHNICAL = "technical"
    TOLD_BEFORE = "told-before"


EXCUSED_REASONS = frozenset({AbsenceReason.TECHNICAL, AbsenceReason.TOLD_BEFORE})
"""Nobody's fault, or done as one should: these never count against anybody."""


class ReturnReason(StrEnum):
    DETAILS_MISSING = "details-missing"
    TIMING = "timing"
    ANOTHER_CHOSEN = "another-chosen"
    REQUIREMENT_UNPROVEN = "requirement-unproven"
    NOT_SUITABLE = "not-suitable"
    SAFEGUARDING = "safeguarding"


FINAL_RETURN_REASONS = frozenset({ReturnReason.NOT_SUITABLE, ReturnReason.SAFEGUARDING})
"""Only these bar the agent from the opportunity they were returned from."""
