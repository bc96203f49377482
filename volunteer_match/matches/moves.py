"""The life of a match as one table: which move leads from where to where, who may make it, and what it needs. Pure.

docs/matches.md shows the same table to people; a test compares the two, row by row.
"""

from volunteer_match.glossary import MatchState, Move
from volunteer_match.matches.move_rule import Audience, Guard, MoveRule, Place, State, Who
from volunteer_match.notifications.kinds import NoticeKind

_S = MatchState


def _rule(
    move: Move,
    from_states: str,
    to_state: MatchState,
    who: str,
    guards: str = "",
    *,
    place: Place = Place.KEEP,
    tells: str = "",
) -> MoveRule:
    """A row as it is read: names apart by blanks, "none" for no match yet, `tells` as "audience:kind of notice"."""
    starts: frozenset[State] = frozenset(None if name == "none" else MatchState(name) for name in from_states.split())
    told = tuple(pair.split(":") for pair in tells.split())
    return MoveRule(
        move=move,
        from_states=starts,
        to_state=to_state,
        who=frozenset(map(Who, who.split())),
        guards=tuple(map(Guard, guards.split())),
        place=place,
        tells=tuple((Audience(audience), NoticeKind(kind)) for audience, kind in told),
    )


ENDED = "none withdrawn expired declined returned cancelled"
"""Where a new beginning is possible. That a final return bars it, the gates say."""

_CHANGERS = "coordinator partner platform"

MOVES: tuple[MoveRule, ...] = (
    # The agent comes by themselves.
    _rule(Move.CLAIM, f"{ENDED} waitlisted", _S.PENDING, "agent", "open gates", place=Place.TAKE),
    _rule(Move.JOIN_WAITLIST, f"{ENDED} invited", _S.WAITLISTED, "agent", "open full gates"),
    _rule(
        Move.PROMOTE,
        "waitlisted",
        _S.PENDING,
        "platform",
        "open gates",
        place=Place.TAKE,
        tells="agent:match-promoted",
    ),
    # A coordinator asks. The invitation is the approval: who accepts is approved.
    _rule(Move.INVITE, ENDED, _S.INVITED, "coordinator", "open gates asks", tells="agent:match-invited"),
    _rule(
        Move.ACCEPT,
        "invited",
        _S.APPROVED,
        "agent",
        "open gates",
        place=Place.TAKE,
        tells="partner:match-coming inviter:match-accepted",
    ),
    _rule(Move.DECLINE, "invited", _S.DECLINED, "agent", "before", tells="inviter:match-declined"),
    _rule(Move.RESCIND, "invited", _S.CANCELLED, "coordinator platform", tells="agent:match-rescinded"),
    # A coordinator decides; a partner may say no to who comes to them.
    _rule(
        Move.APPROVE,
        "pending",
        _S.APPROVED,
        "coordinator",
        "before confirmed safeguards",
        tells="agent:match-approved partner:match-coming",
    ),
    _rule(
        Move.RETURN,
        "pending",
        _S.RETURNED,
        "coordinator partner platform",
        "before reason",
        place=Place.RELEASE,
        tells="agent:match-returned",
    ),
    _rule(
        Move.RETURN,
        "approved",
        _S.RETURNED,
        "coordinator partner platform",
        "before reason",
        place=Place.RELEASE,
        tells="agent:match-returned partner:match-not-coming",
    ),
    _rule(Move.RETURN, "waitlisted", _S.RETURNED, "coordinator partner", "before reason", tells="agent:match-returned"),
    _rule(
        Move.REOPEN,
        "approved",
        _S.PENDING,
        "coordinator",
        "before",
        tells="agent:match-reopened partner:match-not-coming",
    ),
    _rule(
        Move.REOPEN,
        "returned",
        _S.PENDING,
        "coordinator",
        "open had",
        place=Place.TAKE,
        tells="agent:match-reopened",
    ),
    _rule(Move.REOPEN, "returned", _S.WAITLISTED, "coordinator", "open had", tells="agent:match-reopened"),
    # The agent changes their mind, and changes it back.
    _rule(Move.WITHDRAW, "pending", _S.WITHDRAWN, "agent platform", "before", place=Place.RELEASE),
    _rule(
        Move.WITHDRAW,
        "approved",
        _S.WITHDRAWN,
        "agent platform",
        "before",
        place=Place.RELEASE,
        tells="partner:match-not-coming",
    ),
    _rule(Move.WITHDRAW, "waitlisted", _S.WITHDRAWN, "agent platform", "before"),
    _rule(Move.RESTORE, "withdrawn", _S.PENDING, "agent", "open had gates", place=Place.TAKE),
    _rule(
        Move.RESTORE,
        "withdrawn",
        _S.APPROVED,
        "agent",
        "open had in-time gates",
        place=Place.TAKE,
        tells="partner:match-coming",
    ),
    _rule(Move.RESTORE, "withdrawn", _S.WAITLISTED, "agent", "open had gates"),
    # The agent is asked for a yes: when they move up, and when what they promised has changed.
    _rule(Move.CONFIRM, "pending", _S.PENDING, "agent", "before asked gates"),
    _rule(Move.CONFIRM, "approved", _S.APPROVED, "agent", "before asked gates"),
    _rule(Move.ASK_AGAIN, "pending", _S.PENDING, _CHANGERS, "before", tells="agent:match-asked-again"),
    _rule(Move.ASK_AGAIN, "approved", _S.APPROVED, _CHANGERS, "before", tells="agent:match-asked-again"),
    _rule(Move.LAPSE, "invited", _S.EXPIRED, "platform", "unanswered", tells="agent:invitation-lapsed"),
    _rule(
        Move.LAPSE,
        "pending",
        _S.EXPIRED,
        "platform",
        "before unanswered",
        place=Place.RELEASE,
        tells="agent:match-lapsed",
    ),
    _rule(
        Move.LAPSE,
        "approved",
        _S.EXPIRED,
        "platform",
        "before unanswered",
        place=Place.RELEASE,
        tells="agent:match-lapsed partner:match-not-coming",
    ),
    # Somebody stands in: both moves in one transaction, the place passes from one to the other.
    _rule(
        Move.HAND_OVER,
        "approved",
        _S.WITHDRAWN,
        "platform",
        "before",
        place=Place.RELEASE,
        tells="agent:cover-found",
    ),
    _rule(
        Move.COVER,
        f"{ENDED} invited waitlisted",
        _S.APPROVED,
        "agent",
        "open called gates",
        place=Place.TAKE,
        tells="partner:cover-coming",
    ),
    # What happened is confirmed.
    _rule(Move.COMPLETE, "approved", _S.COMPLETED, "coordinator partner", "begun", tells="agent:match-completed"),
    _rule(Move.COMPLETE, "approved", _S.COMPLETED, "agent", "ended"),
    _rule(Move.MISS, "approved", _S.NO_SHOW, "coordinator partner", "begun cause", tells="agent:match-missed"),
    _rule(Move.CORRECT, "completed no-show", _S.APPROVED, "coordinator partner"),
    _rule(Move.CORRECT, "completed", _S.APPROVED, "agent", "own"),
    # Time passes, or the session is no more.
    _rule(Move.EXPIRE, "invited waitlisted", _S.EXPIRED, "platform", "over"),
    _rule(Move.EXPIRE, "pending", _S.EXPIRED, "platform", "waited", place=Place.RELEASE, tells="agent:match-expired"),
    _rule(
        Move.CANCEL,
        "invited waitlisted",
        _S.CANCELLED,
        "coordinator partner platform",
        tells="agent:match-cancelled",
    ),
    _rule(
        Move.CANCEL,
        "pending approved",
        _S.CANCELLED,
        "coordinator partner platform",
        place=Place.RELEASE,
        tells="agent:match-cancelled",
    ),
)

UNDOES = frozenset({Move.REOPEN, Move.RESTORE, Move.RESCIND, Move.CORRECT})
"""Moves that take the last one back: they stop its notices, and only where these have gone out tell people anew."""


def rules_for(move: Move, state: State, who: Who | None = None) -> tuple[MoveRule, ...]:
    """The rules of `move` that start in `state`, of `who` where that is given; empty where it is not possible."""
    return tuple(
        rule for rule in MOVES if rule.move is move and state in rule.from_states and (who is None or who in rule.who)
    )


def moves_from(state: State, who: Who) -> frozenset[Move]:
    """What somebody with this part could do now, as far as the state decides."""
    return frozenset(rule.move for rule in MOVES if state in rule.from_states and who in rule.who)
