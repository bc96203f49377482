"""Opportunities: kinds, formats, states."""

from enum import StrEnum


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
