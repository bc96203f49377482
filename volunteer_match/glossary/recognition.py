"""Thanks, and what of it others may see. Pure."""

from enum import StrEnum


class ConsentKind(StrEnum):
    """What a person may let others see; docs/recognition.md says where each is asked for."""

    PHOTOS = "photos"
    NAME = "name"
    BOARDS = "boards"
    WALL = "wall"
    CARD = "card"


class KudosState(StrEnum):
    """Where words of thanks stand; nobody but a coordinator reads them before they are shown."""

    WAITING = "waiting"
    SHOWN = "shown"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class KudosReason(StrEnum):
    """Why words of thanks went back to who wrote them."""

    PRIVATE = "private"
    CLIENT = "client"
    HURTFUL = "hurtful"
    NO_THANKS = "no-thanks"


class CardName(StrEnum):
    """How a person is named on their card."""

    NONE = "none"
    GIVEN = "given"
    SHORT = "short"
    FULL = "full"


class NameShown(StrEnum):
    """What of a holder's name the page for checking a certificate shows."""

    FULL = "full"
    SHORT = "short"
    NONE = "none"


class SignedThing(StrEnum):
    """What a signed file (an open badge) is about."""

    CERTIFICATE = "certificate"
    BADGE = "badge"
