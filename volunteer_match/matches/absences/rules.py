"""Until when an absence may be contested, and who may say something about attendance. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from volunteer_match.glossary import EXCUSED_REASONS, AbsenceReason
from volunteer_match.refusals import Refusal

APPEAL_WITHIN = timedelta(days=14)
"""So long after it was noted the agent may ask a coordinator to look at it again."""


class AbsenceRefusal(Refusal):
    """Why an appeal, or a decision on one, was refused."""

    NOT_MISSED = "This is not marked as missed any more."
    TOO_LATE = "The time to say something to this is over."
    SAID_ALREADY = "You have said something to this already; a coordinator looks at it."
    EXCUSED = "This is excused: it counts against nobody."


@dataclass(frozen=True, slots=True)
class AbsenceFacts:
    """A standing absence at one moment."""

    noted_at: datetime
    is_excused: bool
    is_appealed: bool


def is_excused_by_reason(reason: AbsenceReason) -> bool:
    """Trouble with the technique is nobody's fault, and who tells before has done what one should."""
    return reason in EXCUSED_REASONS


def appeal_ends_at(noted_at: datetime) -> datetime:
    return noted_at + APPEAL_WITHIN


def refusal_of_appeal(absence: AbsenceFacts | None, now: datetime) -> AbsenceRefusal | None:
    """What stands in the way of the agent's word; None when they may say it."""
    if absence is None:
        return AbsenceRefusal.NOT_MISSED
    if absence.is_excused:
        return AbsenceRefusal.EXCUSED
    if absence.is_appealed:
        return AbsenceRefusal.SAID_ALREADY
    return AbsenceRefusal.TOO_LATE if now > appeal_ends_at(absence.noted_at) else None
