"""What somebody could do with a match now, and under which heading it stands. Pure."""

from dataclasses import dataclass

from volunteer_match.glossary import HOLDS_PLACE, MatchState, Move
from volunteer_match.matches.move_rule import Who
from volunteer_match.matches.moves import moves_from

BEFORE_ONLY = frozenset(
    {Move.WITHDRAW, Move.CONFIRM, Move.APPROVE, Move.RETURN, Move.REOPEN, Move.ACCEPT, Move.DECLINE, Move.RESCIND}
)
AFTER_ONLY = frozenset({Move.COMPLETE, Move.MISS})
NOT_BUTTONS = frozenset(
    {
        Move.CANCEL,
        Move.CLAIM,
        Move.JOIN_WAITLIST,
        Move.INVITE,
        Move.PROMOTE,
        Move.EXPIRE,
        Move.LAPSE,
        Move.ASK_AGAIN,
        Move.HAND_OVER,
        Move.COVER,
    }
)
"""Moves that belong to other pages: those of the need, of its session, or of nobody."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A match at one moment, as seen by somebody with a part in it."""

    state: MatchState
    part: Who
    is_late: bool
    has_started: bool
    is_undo_open: bool
    was_approved: bool
    """Whether it was approved when it was withdrawn."""
    has_ended: bool = False
    is_own: bool = False
    """Whether the reader made the last move."""
    is_asked: bool = False
    """Whether a yes of its agent is waited for."""
    is_handed_over: bool = False
    """Whether somebody else has the place now."""


def offered_moves(now: Situation) -> frozenset[Move]:
    """The moves that make sense to offer as buttons; the action checks everything again."""
    moves = moves_from(now.state, now.part) - NOT_BUTTONS
    moves -= {Move.APPROVE} if now.is_asked else {Move.CONFIRM}
    if now.is_late:
        moves -= BEFORE_ONLY | {Move.RESTORE}
    if not (now.has_ended if now.part is Who.AGENT else now.has_started):
        moves -= AFTER_ONLY
    if now.part is Who.AGENT and not now.is_own:
        moves -= {Move.CORRECT}
    if now.is_handed_over or (now.was_approved and not now.is_undo_open):
        moves -= {Move.RESTORE}
    return moves


def may_enter(state: MatchState, part: Who) -> bool:
    """Who gets the link to the meeting: who is approved, and the partner; not those who only look on."""
    return state is MatchState.APPROVED and part in (Who.AGENT, Who.PARTNER)


def heading_of(state: MatchState, *, is_over: bool, is_asked: bool = False) -> str:
    """`asked` (a yes is waited for), `coming`, `invited`, `pending`, `waitlisted` or `past`."""
    if is_over:
        return "past"
    if is_asked and state in HOLDS_PLACE:
        return "asked"
    return {
        MatchState.APPROVED: "coming",
        MatchState.INVITED: "invited",
        MatchState.PENDING: "pending",
        MatchState.WAITLISTED: "waitlisted",
    }.get(state, "past")
