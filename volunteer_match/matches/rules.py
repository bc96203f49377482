"""What stands in the way of a move, decided on facts alone. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from volunteer_match.glossary import HOLDS_PLACE, MatchState
from volunteer_match.matches.move_rule import Guard, MoveRule
from volunteer_match.refusals import Refusal


class MatchRefusal(Refusal):
    """Why a move was refused. The English sentence is translated where it is shown."""

    NOT_NOW = "That is no longer possible: it has changed since you looked."
    NOT_YOURS = "This is not yours to decide."
    OWN_CLAIM = "Nobody decides on their own claim. Another coordinator has to."
    CLOSED = "This need is no longer open."
    OVER = "It is too late: the time has come."
    TOO_EARLY = "This can be said once the session has begun."
    NOT_ENDED = "This can be said once the session has ended."
    CHANGED = "It can't go back to that: it was something else before."
    UNDO_OVER = "The time for undo is over. You can claim the place again."
    NOT_FULL = "There is a free place. Claim it instead of waiting."
    PLACE_TAKEN = "The last place was just taken."
    GATES = "Something that this need asks for is not met."
    SAFEGUARDS = "A safeguard is not met: a credential, the age, or a block stands against it."
    ASKED_ENOUGH = "This person was asked as often as the company allows in one week."
    NO_REASON = "Choose a reason."
    NOT_ASKED = "Nothing waits for an answer here."
    UNCONFIRMED = "The volunteer is asked first, and has not said yes yet."
    CLASH = "At that time the volunteer is already promised elsewhere."
    NO_SESSION = "Choose at least one session."
    NO_SUCH_SESSION = "That session is not part of this need."
    NOT_CALLED = "Nobody asks for a substitute here any more."
    HAS_MATCH = "There is a match for this session already."


CONFLICTS = frozenset(
    {MatchRefusal.PLACE_TAKEN, MatchRefusal.NOT_NOW, MatchRefusal.CLASH, MatchRefusal.CLOSED, MatchRefusal.OVER}
)
"""Refusals because the world changed meanwhile, not because of what was asked."""


@dataclass(frozen=True, slots=True)
class MoveFacts:
    """What guards look at. A fact that the rule at hand does not ask for stays at its default."""

    is_open: bool = False
    is_late: bool = False
    """The session has begun, or the deadline of a flexible need has passed."""
    has_started: bool = False
    """The session has begun; always so for a flexible need."""
    is_full: bool = False
    gates_pass: bool = False
    safeguards_hold: bool = False
    asks_left: int = 0
    has_ended: bool = False
    """The session has ended; always so for a flexible need."""
    is_own: bool = False
    """Whoever asks made the last move, too."""
    is_called: bool = False
    has_cause: bool = False
    has_reason: bool = False
    is_asked: bool = False
    is_unanswered: bool = False
    has_waited: bool = False
    is_in_time: bool = False
    had: MatchState | None = None
    """The state before the last move."""


def goes_back(rule: MoveRule, had: MatchState | None) -> bool:
    """Whether `rule` leads back to what the match was: approved exactly, and to pending from whatever held a place."""
    if had is rule.to_state:
        return True
    return rule.to_state is MatchState.PENDING and rule.from_states == {MatchState.RETURNED} and had in HOLDS_PLACE


_CHECKS: Mapping[Guard, tuple[Callable[[MoveFacts, MoveRule], bool], MatchRefusal]] = MappingProxyType(
    {
        Guard.BEFORE: (lambda facts, _: not facts.is_late, MatchRefusal.OVER),
        Guard.BEGUN: (lambda facts, _: facts.has_started, MatchRefusal.TOO_EARLY),
        Guard.ENDED: (lambda facts, _: facts.has_ended, MatchRefusal.NOT_ENDED),
        Guard.OWN: (lambda facts, _: facts.is_own, MatchRefusal.CHANGED),
        Guard.CAUSE: (lambda facts, _: facts.has_cause, MatchRefusal.NO_REASON),
        Guard.OVER: (lambda facts, _: facts.is_late, MatchRefusal.TOO_EARLY),
        Guard.HAD: (lambda facts, rule: goes_back(rule, facts.had), MatchRefusal.CHANGED),
        Guard.IN_TIME: (lambda facts, _: facts.is_in_time, MatchRefusal.UNDO_OVER),
        Guard.FULL: (lambda facts, _: facts.is_full, MatchRefusal.NOT_FULL),
        Guard.GATES: (lambda facts, _: facts.gates_pass, MatchRefusal.GATES),
        Guard.SAFEGUARDS: (lambda facts, _: facts.safeguards_hold, MatchRefusal.SAFEGUARDS),
        Guard.ASKS: (lambda facts, _: facts.asks_left > 0, MatchRefusal.ASKED_ENOUGH),
        Guard.CALLED: (lambda facts, _: facts.is_called, MatchRefusal.NOT_CALLED),
        Guard.ASKED: (lambda facts, _: facts.is_asked, MatchRefusal.NOT_ASKED),
        Guard.CONFIRMED: (lambda facts, _: not facts.is_asked, MatchRefusal.UNCONFIRMED),
        Guard.UNANSWERED: (lambda facts, _: facts.is_unanswered, MatchRefusal.TOO_EARLY),
        Guard.WAITED: (lambda facts, _: facts.has_waited, MatchRefusal.TOO_EARLY),
        Guard.REASON: (lambda facts, _: facts.has_reason, MatchRefusal.NO_REASON),
    }
)


def refusal_of(rule: MoveRule, facts: MoveFacts) -> MatchRefusal | None:
    """The first guard of `rule` that does not hold, as its refusal; None when all hold."""
    for guard in rule.guards:
        if guard is Guard.OPEN:
            if facts.is_late:
                return MatchRefusal.OVER
            if not facts.is_open:
                return MatchRefusal.CLOSED
            continue
        holds, refusal = _CHECKS[guard]
        if not holds(facts, rule):
            return refusal
    return None
