"""People, their roles, and what they let others see."""

from enum import StrEnum


class Role(StrEnum):
    AGENT = "agent"
    PARTNER_MEMBER = "partner_member"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


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


BACKGROUND_CHECK = "background-check"
"""The credential without which nobody meets a person under 18."""
