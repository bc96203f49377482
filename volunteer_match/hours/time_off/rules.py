"""What may be asked for and decided, and the line that each act writes into the ledger. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from volunteer_match.glossary import TimeOffAct, TimeOffState
from volunteer_match.refusals import Refusal

SHORTEST, LONGEST = timedelta(minutes=15), timedelta(hours=12)
"""Of one request: a longer absence is asked for day by day, as it is worked."""
FURTHEST = timedelta(days=366)
"""How far ahead somebody may ask."""


class TimeOffRefusal(Refusal):
    """Why something was refused. The English sentence is translated where it is shown."""

    NO_TERMS = "Your site gives no volunteer time off yet. A coordinator can tell you more."
    PAST = "That time has begun already. A coordinator can still write it down."
    TOO_FAR = "That is more than a year ahead."
    LENGTH = "Ask for 15 minutes to 12 hours at a time."
    OVERLAP = "You have asked for some of that time already."
    NOT_AT_WORK = "You do not work then, by the shifts that we know, so you need no time off."
    NOT_ENOUGH = "That is more than is left of the allowance."
    NOT_NOW = "That is no longer possible: it has changed since you looked."
    OWN_REQUEST = "Nobody decides on their own time off. Another coordinator has to."
    NO_REASON = "Write a sentence that says why."


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What somebody asks for, and what stands there. `is_at_work` None: no shifts are known."""

    starts_at: datetime
    ends_at: datetime
    now: datetime
    has_terms: bool
    overlaps: bool
    is_at_work: bool | None
    is_enough: bool


def judge_request(facts: RequestFacts) -> TimeOffRefusal | None:
    """What stands in the way of asking; None where nothing does."""
    if not facts.has_terms:
        return TimeOffRefusal.NO_TERMS
    if facts.starts_at <= facts.now:
        return TimeOffRefusal.PAST
    if facts.starts_at - facts.now > FURTHEST:
        return TimeOffRefusal.TOO_FAR
    if not SHORTEST <= facts.ends_at - facts.starts_at <= LONGEST:
        return TimeOffRefusal.LENGTH
    if facts.overlaps:
        return TimeOffRefusal.OVERLAP
    if facts.is_at_work is False:
        return TimeOffRefusal.NOT_AT_WORK
    return None if facts.is_enough else TimeOffRefusal.NOT_ENOUGH


_S, _A = TimeOffState, TimeOffAct
HOLDS = frozenset({_S.REQUESTED, _S.APPROVED, _S.TAKEN})
"""A second request for the same time makes no sense beside these."""

FROM: Mapping[TimeOffAct, frozenset[TimeOffState]] = {
    _A.APPROVE: frozenset({_S.REQUESTED, _S.REFUSED}),
    _A.REFUSE: frozenset({_S.REQUESTED, _S.APPROVED}),
    _A.WITHDRAW: frozenset({_S.REQUESTED, _S.APPROVED}),
    _A.TAKE: frozenset({_S.APPROVED}),
    _A.ADJUST: frozenset({_S.TAKEN}),
}
LEADS_TO: Mapping[TimeOffAct, TimeOffState] = {
    _A.REQUEST: _S.REQUESTED,
    _A.APPROVE: _S.APPROVED,
    _A.REFUSE: _S.REFUSED,
    _A.WITHDRAW: _S.WITHDRAWN,
    _A.TAKE: _S.TAKEN,
    _A.ADJUST: _S.TAKEN,
}
BY_STAFF = frozenset({_A.APPROVE, _A.REFUSE, _A.ADJUST, _A.GRANT})
NEEDS_REASON = frozenset({_A.REFUSE, _A.ADJUST, _A.GRANT})


@dataclass(frozen=True, slots=True)
class ActFacts:
    """An act on a request. `is_own`: whoever acts asked for it; `left_after`: minutes, the least of all years."""

    state: TimeOffState
    is_own: bool = False
    has_begun: bool = False
    is_over: bool = False
    has_reason: bool = True
    overlaps: bool = False
    """Some of that time was asked for anew meanwhile."""
    left_after: int = 0


def judge_act(act: TimeOffAct, facts: ActFacts) -> TimeOffRefusal | None:
    """What stands in the way of an act; None where nothing does."""
    if act in BY_STAFF and facts.is_own:
        return TimeOffRefusal.OWN_REQUEST
    if facts.state not in FROM[act] or (act is _A.TAKE and not facts.is_over):
        return TimeOffRefusal.NOT_NOW
    if facts.state is _S.APPROVED and facts.has_begun and act in (_A.WITHDRAW, _A.REFUSE):
        return TimeOffRefusal.NOT_NOW
    if act in NEEDS_REASON and not facts.has_reason:
        return TimeOffRefusal.NO_REASON
    if facts.overlaps:
        return TimeOffRefusal.OVERLAP
    if act in (_A.APPROVE, _A.ADJUST) and facts.left_after < 0:
        return TimeOffRefusal.NOT_ENOUGH
    return None


def is_automatic(minutes: int, automatic_minutes: int) -> bool:
    """Whether a request of this length needs nobody's decision at a site with these terms."""
    return minutes <= automatic_minutes


@dataclass(frozen=True, slots=True)
class Change:
    """Minutes that a line adds to what is approved and to what is taken."""

    approved: int = 0
    taken: int = 0


def change_of(act: TimeOffAct, state: TimeOffState, minutes: int, then: int) -> Change:
    """The line that `act` writes for a request of `minutes` in `state`; `then` are its minutes afterwards."""
    before = Change(minutes if state is _S.APPROVED else 0, minutes if state is _S.TAKEN else 0)
    state = LEADS_TO[act]
    after = Change(then if state is _S.APPROVED else 0, then if state is _S.TAKEN else 0)
    return Change(after.approved - before.approved, after.taken - before.taken)
