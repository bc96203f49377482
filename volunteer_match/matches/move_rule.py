"""What one row of the table of moves is made of. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from volunteer_match.glossary import MatchState, Move
from volunteer_match.notifications.kinds import NoticeKind

State = MatchState | None
"""None is before the first move: there is no match yet."""


class Who(StrEnum):
    """The part somebody has in one match; `policy.part_in` tells it."""

    AGENT = "agent"
    COORDINATOR = "coordinator"
    PARTNER = "partner"
    PLATFORM = "platform"


class Place(StrEnum):
    """What a move does to the place in its session."""

    KEEP = "keep"
    TAKE = "take"
    RELEASE = "release"


class Guard(StrEnum):
    """What must hold besides state and part; `rules.refusal_of` checks them in the order a rule names them."""

    OPEN = "open"
    """The opportunity is published and the session neither cancelled nor begun (flexible: before its deadline)."""
    BEFORE = "before"
    """The session has not begun (flexible: before its deadline)."""
    BEGUN = "begun"
    """The session has begun. A flexible need has no start: its work may be confirmed at any time."""
    ENDED = "ended"
    """The session has ended. Work in one's own time may be said to be done at any moment."""
    OWN = "own"
    """The last move was made by the same person."""
    OVER = "over"
    """The session has begun (flexible: its deadline has passed), so nothing can be decided any more."""
    HAD = "had"
    """The match had the state that it goes back to (its place, where it goes back to one)."""
    IN_TIME = "in-time"
    """The move that is undone is so young that its notices still wait."""
    FULL = "full"
    """The session has no free place."""
    GATES = "gates"
    """Every gate of matching passes for this session, on the facts of this moment."""
    SAFEGUARDS = "safeguards"
    """The gates for credentials, age and standing pass; the others a coordinator may judge differently."""
    ASKS = "asks"
    """The agent was asked less often in the last seven days than the company's cap."""
    CALLED = "called"
    """The agent was asked to stand in, and nobody else has done so yet."""
    ASKED = "asked"
    """The agent is asked for a yes, and it is not given yet."""
    CONFIRMED = "confirmed"
    """No yes of the agent is waited for."""
    UNANSWERED = "unanswered"
    """The time for the agent's answer has passed."""
    WAITED = "waited"
    """The session has begun, or the claim waited for a decision as long as the company lets it."""
    REASON = "reason"
    """A reason code is given."""
    CAUSE = "cause"
    """It is said why somebody was not there."""


class Audience(StrEnum):
    """Who is told. Nobody is told of what they did themselves."""

    AGENT = "agent"
    PARTNER = "partner"
    INVITER = "inviter"


Telling = tuple[Audience, NoticeKind]


@dataclass(frozen=True, slots=True)
class MoveRule:
    """One row of the table. A move and a state may have several rules; they then differ in where they lead."""

    move: Move
    from_states: frozenset[State]
    to_state: MatchState
    who: frozenset[Who]
    guards: tuple[Guard, ...] = ()
    place: Place = Place.KEEP
    tells: tuple[Telling, ...] = ()
