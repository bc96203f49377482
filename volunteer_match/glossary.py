"""The words of the field as types: one spelling for code, database, addresses and pages. Pure."""

from enum import StrEnum


class Role(StrEnum):
    AGENT = "agent"
    PARTNER_MEMBER = "partner_member"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


class Kind(StrEnum):
    TUTORING = "tutoring"
    INTERPRETING = "interpreting"
    VISUAL_ASSISTANCE = "visual-assistance"
    MENTORING = "mentoring"
    TRANSLATION = "translation"
    CAPTIONING = "captioning"
    COMPANIONSHIP = "companionship"
    DIGITAL_HELP = "digital-help"
    OTHER = "other"


class Format(StrEnum):
    """How time is given. The glossary's third format, on demand, arrives with live requests."""

    SCHEDULED = "scheduled"
    FLEXIBLE = "flexible"


class Meeting(StrEnum):
    """Where people meet: as "how to join" says, at a link of the partner, or in a room made for each session."""

    DESCRIBED = "described"
    OWN = "own"
    MADE = "made"


class OpportunityState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"
    CANCELLED = "cancelled"


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


class Verdict(StrEnum):
    """A coordinator's answer to a partner, a credential or a language level."""

    VERIFIED = "verified"
    REFUSED = "refused"


class ConcernCategory(StrEnum):
    SAFETY = "safety"
    BEHAVIOUR = "behaviour"
    PRIVACY = "privacy"
    MISLEADING = "misleading"
    OTHER = "other"


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


class ChallengeForm(StrEnum):
    """Against each other, or all towards one goal."""

    CONTEST = "contest"
    TOGETHER = "together"


class ChallengeState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Measure(StrEnum):
    """What a challenge counts; its unit is grams of CO2e, watt-hours, millilitres, trees or actions."""

    CARBON = "carbon"
    ENERGY = "energy"
    WATER = "water"
    TREES = "trees"
    ACTIONS = "actions"


class EntryState(StrEnum):
    """Where an entry of a challenge stands; docs/challenges.md has the table, challenges/rules.py the machine."""

    COUNTED = "counted"
    WAITING = "waiting"
    """Its evidence has not been seen yet."""
    QUESTIONED = "questioned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class EntryAct(StrEnum):
    """What can happen to an entry of a challenge."""

    LOG = "log"
    CORRECT = "correct"
    ACCEPT = "accept"
    QUESTION = "question"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    RECOMPUTE = "recompute"


class ConsentKind(StrEnum):
    """What a person may let others see; docs/recognition.md says where each is asked for."""

    PHOTOS = "photos"
    NAME = "name"
    BOARDS = "boards"
    WALL = "wall"
    CARD = "card"


class NameShown(StrEnum):
    """What of a holder's name the page for checking a certificate shows."""

    FULL = "full"
    SHORT = "short"
    NONE = "none"


BACKGROUND_CHECK = "background-check"
"""The credential without which nobody meets a person under 18."""
