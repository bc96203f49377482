"""How complete a profile is, and when a credential runs out. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=30)
"""How long before its end a credential is said to expire soon, and the agent is told."""


class Part(StrEnum):
    """The parts of a profile, in the order of what helps matching most."""

    SKILLS = "skills"
    LANGUAGES = "languages"
    HOURS = "hours"
    AGE = "age"
    INTERESTS = "interests"
    CREDENTIALS = "credentials"
    LIMITS = "limits"


class Expiry(StrEnum):
    """Where a credential stands in its time."""

    OPEN_ENDED = "open-ended"
    HOLDS = "holds"
    SOON = "soon"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a profile holds, as counts; `is_adult` None is not said."""

    skills: int
    languages: int
    windows: int
    interests: int
    is_adult: bool | None


def missing_parts(held: Contents) -> list[Part]:
    """The parts without which little or nothing fits, the most important first."""
    answered = {
        Part.SKILLS: held.skills > 0,
        Part.LANGUAGES: held.languages > 0,
        Part.HOURS: held.windows > 0,
        Part.AGE: held.is_adult is not None,
        Part.INTERESTS: held.interests > 0,
    }
    return [part for part, is_answered in answered.items() if not is_answered]


def expiry_of(expires_on: date | None, today: date) -> Expiry:
    """`today` is the agent's local date. A credential holds through its last day."""
    if expires_on is None:
        return Expiry.OPEN_ENDED
    if expires_on < today:
        return Expiry.EXPIRED
    return Expiry.SOON if expires_on <= today + SOON else Expiry.HOLDS
