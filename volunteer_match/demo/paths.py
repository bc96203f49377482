"""The paths that a match of the demo world can take, as moves with their times. Pure.

Times are minutes from now, so that the first move is always in the past; what depends on a session is counted from it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from volunteer_match.demo.story import DemoMoment, DemoMove
from volunteer_match.glossary import MatchState, Move, ReturnReason

HOUR, DAY = 60, 24 * 60


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts on a match: e-mail addresses."""

    agent: str
    partner: str
    coordinator: str


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a path needs to know. `asked` is minutes from now (negative) of the first move; `may_be_over` says that on
    some days the session lies behind us."""

    asked: int
    may_be_over: bool
    is_flexible: bool
    reason: ReturnReason | None
    reply: str
    thanks: str


Path = Callable[[Cast, Circumstances, Random], tuple[DemoMove, ...]]


def _at(minutes: int, anchor: str = "now") -> DemoMoment:
    return DemoMoment(anchor, minutes)


def _claimed(cast: Cast, asked: int) -> DemoMove:
    return DemoMove(Move.CLAIM, MatchState.PENDING, cast.agent, _at(asked))


def _invited(cast: Cast, asked: int) -> DemoMove:
    return DemoMove(Move.INVITE, MatchState.INVITED, cast.coordinator, _at(asked))


def _approved(cast: Cast, asked: int, rng: Random) -> DemoMove:
    """A few hours to a day after it was asked, and never later than half an hour ago."""
    answered = min(asked + rng.randint(3 * HOUR, 26 * HOUR), asked // 2, -30)
    return DemoMove(Move.APPROVE, MatchState.APPROVED, cast.coordinator, _at(answered))


def approved(cast: Cast, now: Circumstances, rng: Random) -> tuple[DemoMove, ...]:
    return _claimed(cast, now.asked), _approved(cast, now.asked, rng)


def accepted(cast: Cast, now: Circumstances, rng: Random) -> tuple[DemoMove, ...]:
    return _invited(cast, now.asked), DemoMove(Move.ACCEPT, MatchState.APPROVED, cast.agent, _at(now.asked * 2 // 3))


def completed(cast: Cast, now: Circumstances, rng: Random) -> tuple[DemoMove, ...]:
    at = _at(now.asked // 4) if now.is_flexible else _at(rng.randint(1 * HOUR, 6 * HOUR), "end")
    done = DemoMove(Move.COMPLETE, MatchState.COMPLETED, cast.partner, at, note=now.thanks)
    return *approved(cast, now, rng), done


def served(cast: Cast, now: Circumstances, rng: Random) -> tuple[DemoMove, ...]:
    return completed(cast, now, rng) if now.may_be_over else approved(cast, now, rng)


def missed(cast: Cast, now: Circumstances, rng: Random) -> tuple[DemoMove, ...]:
    gone = DemoMove(Move.MISS, MatchState.NO_SHOW, cast.partner, _at(rng.randint(1 * HOUR, 6 * HOUR), "end"))
    return *approved(cast, now, rng), gone


def pending(cast: Cast, now: Circumstances, rng: Random) -> tuple[DemoMove, ...]:
    return (_claimed(cast, now.asked),)


def invited(cast: Cast, now: Circumstances, rng: Random) -> tuple[DemoMove, ...]:
    return (_invited(cast, now.asked),)


def waitlisted(cast: Cast, now: Circumstances, rng: Random) -> tuple[DemoMove, ...]:
    return (DemoMove(Move.JOIN_WAITLIST, MatchState.WAITLISTED, cast.agent, _at(now.asked)),)


def moved_up(cast: Cast, now: Circumstances, rng: Random) -> tuple[DemoMove, ...]:
    """A place came free a while ago, and a yes is waited for."""
    return *waitlisted(cast, now, rng), DemoMove(Move.PROMOTE, MatchState.PENDING, None, _at(now.asked // 12))


def returned(cast: Cast, now: Circumstances, rng: Random) -> tuple[DemoMove, ...]:
    answer = DemoMove(
        Move.RETURN, MatchState.RETURNED, cast.coordinator, _at(now.asked // 2), now.reason, note=now.reply
    )
    return _claimed(cast, now.asked), answer


def declined(cast: Cast, now: Circumstances, rng: Random) -> tuple[DemoMove, ...]:
    return _invited(cast, now.asked), DemoMove(Move.DECLINE, MatchState.DECLINED, cast.agent, _at(now.asked // 3))


def withdrawn(cast: Cast, now: Circumstances, rng: Random) -> tuple[DemoMove, ...]:
    left = DemoMove(Move.WITHDRAW, MatchState.WITHDRAWN, cast.agent, _at(now.asked // 5), note=now.reply)
    return *approved(cast, now, rng), left


def expired(cast: Cast, now: Circumstances, rng: Random) -> tuple[DemoMove, ...]:
    return _claimed(cast, now.asked), DemoMove(Move.EXPIRE, MatchState.EXPIRED, None, _at(0, "start"))


def lapsed(cast: Cast, now: Circumstances, rng: Random) -> tuple[DemoMove, ...]:
    return _invited(cast, now.asked), DemoMove(Move.EXPIRE, MatchState.EXPIRED, None, _at(0, "start"))


def cancelled(cast: Cast, now: Circumstances, rng: Random) -> tuple[DemoMove, ...]:
    off = DemoMove(Move.CANCEL, MatchState.CANCELLED, cast.partner, _at(now.asked // 5), note=now.reply)
    return *approved(cast, now, rng), off


PATHS: dict[str, Path] = {
    path.__name__: path
    for path in (
        *(approved, accepted, completed, served, missed, pending, invited, waitlisted, moved_up),
        *(returned, declined, withdrawn, expired, lapsed, cancelled),
    )
}
