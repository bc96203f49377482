"""One entry of a calendar, before it is written in any format. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from volunteer_match.glossary import MatchState

HOUSE = "volunteer-match"
"""The right-hand side of every UID: part of a name, not a host, so that it outlives a move to another address."""


def is_ours(uid: str) -> bool:
    """Whether we wrote the entry of this UID ourselves, wherever it is read now."""
    return uid.strip().casefold().endswith(f"@{HOUSE}")


class Standing(StrEnum):
    """How firm an entry is; the values are those of STATUS in RFC 5545."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


class Method(StrEnum):
    """What a message asks of a calendar (RFC 5546)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Party:
    """Who asks, or who comes: a name as it is shown and an e-mail address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Span:
    """From an instant to another (aware), written on the clocks of an IANA zone."""

    start: datetime
    end: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Entry:
    """`when` is a span, or a date for what is due on a day and takes no time of it; `stamp` tells when it last changed.

    Whoever reads `summary` and `text` may be anybody who looks at the person's calendar.
    """

    uid: str
    sequence: int
    stamp: datetime
    standing: Standing
    when: Span | date
    summary: str
    text: str
    url: str
    organizer: Party | None = None
    attendee: Party | None = None
    is_busy: bool = True


CONFIRMED = frozenset({MatchState.APPROVED, MatchState.COMPLETED, MatchState.NO_SHOW})


def standing_of(state: MatchState | None) -> Standing | None:
    """How a match stands in its agent's calendar; None where it has no business there (any more, or yet).

    That it was confirmed afterwards whether somebody came changes nothing about an entry.
    """
    if state in CONFIRMED:
        return Standing.CONFIRMED
    return Standing.TENTATIVE if state is MatchState.PENDING else None
