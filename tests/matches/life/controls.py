"""Faults by hand, each with a short story in which it does harm: the checks must see it, and nothing without it."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.matches.life.machine import Life
from volunteer_match.calendars.invitations import actions as invitations
from volunteer_match.glossary import Move
from volunteer_match.matches import endings, moving, telling, waitlist
from volunteer_match.matches.cover import actions as cover
from volunteer_match.matches.models import MatchEvent
from volunteer_match.matches.promises import actions as promises
from volunteer_match.matches.promises import asking
from volunteer_match.matches.rules import MatchRefusal, refusal_of
from volunteer_match.matches.telling import Moved, announce
from volunteer_match.opportunities.posting import actions as posting
from volunteer_match.opportunities.sessions import changing
from volunteer_match.opportunities.sessions.series import Scope

Came = tuple[str, tuple[str, int]]
FIRST, WEEKLY, NEXT_WEEKLY = ("first", 0), ("weekly", 0), ("weekly", 1)
ALONE: tuple[Came, ...] = (("agent", FIRST),)
"""The agent holds the only place."""
QUEUE: tuple[Came, ...] = (*ALONE, ("colleague", FIRST), ("third", FIRST))
"""And two wait."""


@dataclass(frozen=True, slots=True)
class Control:
    """`name` in `where` becomes `instead`; `story` goes on after `came` have come and the first is approved."""

    fault: str
    where: object
    name: str
    instead: Any
    came: tuple[Came, ...]
    story: Callable[[Life], object]
    approved: int = 1


def nothing(*_args: object, **_named: object) -> list[object]:
    """Instead of what should be done."""
    return []


def none_at_all(*_args: object, **_named: object) -> int:
    """Instead of a sweep."""
    return 0


def _twice(moved: list[Moved], now: datetime) -> None:
    announce(moved, now)
    announce(moved, now)


def _without_a_yes(*facts: Any) -> MatchRefusal | None:
    refusal = refusal_of(*facts)
    return None if refusal is MatchRefusal.UNCONFIRMED else refusal


def _by_itself(event: MatchEvent) -> Set[int]:
    return {event.id}


def _at(index: int) -> int:
    """Names the match with this index in `Stage.find`."""
    return 5 * index


def _withdraw(life: Life) -> None:
    life.answer(_at(0), Move.WITHDRAW)
    life.all_is_true()


def _lend(life: Life) -> None:
    life.look_for_substitute(_at(0), is_needed=True)
    life.stand_in("colleague", is_yes=True)
    life.all_is_true()


def _approve_who_moved_up(life: Life) -> None:
    _withdraw(life)
    life.decide(_at(1), Move.APPROVE, is_whole=False)
    life.all_is_true()


def _let_time_pass(life: Life) -> None:
    _withdraw(life)
    life.time_passes(50, is_swept=True)


def _move_by_a_day(life: Life) -> None:
    life.move_sessions(FIRST, Scope.ONE, 24, 0)
    life.all_is_true()


def _ask_for_more(life: Life) -> None:
    life.ask_for_level("first", 3)
    life.all_is_true()


def _invite_in_vain(life: Life) -> None:
    life.invite("agent", FIRST)
    life.time_passes(50, is_swept=True)
    life.time_passes(30, is_swept=True)


def _ask_of_both_and_of_one(life: Life) -> None:
    life.ask_for_level("weekly", 3)
    life.all_is_true()
    life.move_sessions(WEEKLY, Scope.ONE, -0.5, 0)
    life.all_is_true()


def _look_again_at_who_is_asked(life: Life) -> None:
    life.decide(_at(0), Move.APPROVE, is_whole=False)
    _ask_for_more(life)
    life.decide(_at(0), Move.REOPEN, is_whole=False)
    life.all_is_true()


def _return_who_was_in_and_take_back(life: Life) -> None:
    for verb in (Move.RETURN, Move.REOPEN):
        life.decide(_at(0), verb, is_whole=False)
        life.all_is_true()


def _return_and_take_back(life: Life) -> None:
    _withdraw(life)
    for verb in (Move.RETURN, Move.REOPEN):
        life.move_sessions(FIRST, Scope.ONE, 0, 1)  # so that there still is a place
        life.decide(_at(1), verb, is_whole=False)
        life.all_is_true()


def _leave_and_get_mail(life: Life) -> None:
    _withdraw(life)
    life.time_passes(0.05, is_swept=True)


def _move_and_change_mind(life: Life) -> None:
    life.move_sessions(FIRST, Scope.ONE, 24, 0)
    _withdraw(life)
    life.answer(_at(0), Move.RESTORE)
    life.all_is_true()


CONTROLS = (
    Control("a place that is given up stays taken", moving, "release_place", lambda _id: True, ALONE, _withdraw),
    Control("the last comes first", waitlist, "_waiting", lambda key: _WAITING(key)[::-1], QUEUE, _withdraw),
    Control("told twice", endings, "announce", _twice, ALONE, lambda life: life.cancel("first", is_sure=True)),
    Control("nobody hears of a substitute", cover, "announce", nothing, QUEUE, _lend),
    Control("approved without a yes", moving, "refusal_of", _without_a_yes, QUEUE, _approve_who_moved_up),
    Control("nothing lapses", promises, "lapse_due", none_at_all, QUEUE, _let_time_pass),
    Control("nothing expires", endings, "expire_due", none_at_all, ALONE, lambda life: _days(life), approved=0),
    Control("a new time asks nobody", changing, "ask_again", nothing, ALONE, _move_by_a_day),
    Control("who waits hears of no new time", changing, "_tell_others", nothing, QUEUE, _move_by_a_day),
    Control("a clash is not told", changing, "notify", nothing, (*ALONE, ("agent", NEXT_WEEKLY)), _move_by_a_day, 2),
    Control("more is asked of nobody", posting, "spread_changes", nothing, ALONE, _ask_for_more),
    Control("inviters hear nothing", promises, "_tell_inviters", nothing, (), _invite_in_vain),
    Control(
        "a question is lost with the one before",
        telling,
        "_decided_together",
        _by_itself,
        (("agent", WEEKLY), ("agent", NEXT_WEEKLY)),
        _ask_of_both_and_of_one,
        2,
    ),
    Control(
        "an undo takes the question back",
        telling,
        "_undone_by",
        telling._event_before,
        ALONE,
        _look_again_at_who_is_asked,
        0,
    ),
    Control("a return forgets the question", asking, "_was_asked", nothing, QUEUE, _return_and_take_back),
    Control(
        "who is in no more hears nothing",
        telling,
        "_tells_after_undo",
        lambda _one: (),
        ALONE,
        _return_who_was_in_and_take_back,
    ),
    Control("a version stays the same", moving, "raise_sequence", nothing, ALONE, _leave_and_get_mail),
    Control("who left stays in calendars", telling, "follow_move", nothing, ALONE, _withdraw),
    Control("an old time stays", invitations, "_is_right", lambda _match: True, ALONE, _move_and_change_mind),
    Control("two mails to one calendar", invitations, "_supersede", nothing, ALONE, _move_and_change_mind),
)
_WAITING = waitlist._waiting


def _days(life: Life) -> None:
    for _ in range(2):
        life.time_passes(50, is_swept=True)
