"""Makes one move of one match: part, guards, place, state, event. Every change of a match's state goes through here."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import IntegrityError

from volunteer_match.calendars.invitations.actions import raise_sequence
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move
from volunteer_match.hours.actions import note_attendance
from volunteer_match.matches.aftermath import follow
from volunteer_match.matches.changes import note_change
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matches.move_facts import Request, gather, is_late
from volunteer_match.matches.move_rule import Guard, MoveRule, Place, Who
from volunteer_match.matches.moves import rules_for
from volunteer_match.matches.parts import part_of
from volunteer_match.matches.places import read_session_locked, release_place, take_place
from volunteer_match.matches.promises.asking import asked_after
from volunteer_match.matches.reminders.rules import reminder_cause
from volunteer_match.matches.rules import MatchRefusal, MoveFacts, goes_back, refusal_of
from volunteer_match.notifications.actions import stop_notices
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.refusals import Refused

__all__ = ["Request", "apply_move", "find_last_event", "is_late"]

BEGINS = frozenset({Move.CLAIM, Move.JOIN_WAITLIST, Move.INVITE, Move.ACCEPT, Move.COVER})
"""Moves by which a match begins anew, in a claim of its own or, when invited, in none."""


def find_last_event(match: Match) -> MatchEvent | None:
    return db.session.scalar(
        select(MatchEvent).where(MatchEvent.match_id == match.id).order_by(MatchEvent.id.desc()).limit(1)
    )


def apply_move(match: Match, request: Request) -> MatchEvent:
    """Moves `match` (or begins it) and returns the event; raises Refused.

    Of the move itself `telling.announce` tells; whoever was asked to stand in is told here that it is no longer needed.
    """
    is_new = match.id is None
    before = None if is_new else match.state
    last = None if is_new else find_last_event(match)
    rule = _choose_rule(match, before, last, request)
    if request.move in BEGINS and rule.place is Place.KEEP:
        read_session_locked(match.session_id)  # taking a place holds it too, by the statement that takes it
    facts = gather(match, rule, last, request)
    if refusal := refusal_of(rule, facts):
        raise Refused(refusal)
    asked_until = asked_after(match, request)
    if rule.place is Place.TAKE and not take_place(match.session_id):
        raise Refused(MatchRefusal.PLACE_TAKEN)
    if is_new and _was_moved(match):
        raise Refused(MatchRefusal.NOT_NOW)
    if rule.place is Place.RELEASE:
        release_place(match.session_id)
    values = {
        "state": rule.to_state,
        "state_since": _since(match, rule, last, facts, request),
        "confirm_by": asked_until,
        "claim_id": request.claim_id if request.move in BEGINS else match.claim_id,
    }
    _write(match, before, values)
    raise_sequence(match, before)
    event = _write_event(match, before, rule, request)
    if request.move in (Move.COMPLETE, Move.CORRECT):
        _count_attendance(match, before, rule.to_state)
        note_attendance(match, event, request.now)
    follow(match, event, request.missed)
    return event


def _was_moved(match: Match) -> bool:
    """Whether the session has another time than the agent saw. It is held by now, so that it stays as it is."""
    seen = match.starts_at, match.ends_at
    db.session.refresh(match.session)
    return seen != (match.session.starts_at, match.session.ends_at)


def _choose_rule(match: Match, before: MatchState | None, last: MatchEvent | None, request: Request) -> MoveRule:
    possible = rules_for(request.move, before)
    if not possible:
        raise Refused(MatchRefusal.NOT_NOW)
    part = part_of(request.actor, match)
    rules = [rule for rule in possible if part in rule.who]
    if not rules:
        is_own = part is Who.AGENT and Who.COORDINATOR in possible[0].who
        raise Refused(MatchRefusal.OWN_CLAIM if is_own else MatchRefusal.NOT_YOURS)
    had = last.from_state if last else None
    fitting = [rule for rule in rules if Guard.HAD not in rule.guards or goes_back(rule, had)]
    if not fitting:
        raise Refused(MatchRefusal.CHANGED)
    return fitting[0]


def _since(match: Match, rule: MoveRule, last: MatchEvent | None, facts: MoveFacts, request: Request) -> datetime:
    """When the new state counts from: who undoes at once keeps their turn in the waitlist and in the queue.

    A promise that is asked for anew is as old as it was; a claim waits for its decision from the agent's yes on.
    """
    if rule.from_states == {rule.to_state} and not (rule.move is Move.CONFIRM and rule.to_state is MatchState.PENDING):
        return match.state_since
    if Guard.HAD not in rule.guards or not facts.is_in_time or last is None:
        return request.now
    earlier = db.session.scalar(
        select(MatchEvent.at)
        .where(MatchEvent.match_id == last.match_id, MatchEvent.id < last.id)
        .order_by(MatchEvent.id.desc())
        .limit(1)
    )
    return earlier or request.now


def _write(match: Match, before: MatchState | None, values: dict[str, Any]) -> None:
    """Writes the state only where it, and what is asked, still is what was read; the database refuses overlaps."""
    try:
        with db.session.begin_nested():
            if before is None:
                _insert(match, values)
            elif not _is_updated(match, before, values):
                raise Refused(MatchRefusal.NOT_NOW)
    except IntegrityError as error:
        raise Refused(MatchRefusal.CLASH) from error


def _insert(match: Match, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(match, name, value)
    db.session.add(match)
    db.session.flush()


def _is_updated(match: Match, before: MatchState, values: dict[str, Any]) -> bool:
    result = db.session.execute(
        update(Match)
        .where(Match.id == match.id, Match.state == before, Match.confirm_by.is_not_distinct_from(match.confirm_by))
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    assert isinstance(result, CursorResult)
    db.session.refresh(match, list(values))
    return result.rowcount == 1


def _count_attendance(match: Match, before: MatchState | None, after: MatchState) -> None:
    """Adds in the database: what this request has read may be out of date by now."""
    change = (after is MatchState.COMPLETED) - (before is MatchState.COMPLETED)
    db.session.execute(
        update(AgentProfile)
        .where(AgentProfile.account_id == match.agent_id, AgentProfile.attended_total + change >= 0)
        .values(attended_total=AgentProfile.attended_total + change)
        .execution_options(synchronize_session=False)
    )
    db.session.expire(match.agent, ["attended_total"])


def _write_event(match: Match, before: MatchState | None, rule: MoveRule, request: Request) -> MatchEvent:
    event = MatchEvent(
        match_id=match.id,
        at=request.now,
        actor_id=request.actor.id if request.actor else None,
        move=request.move,
        from_state=before,
        to_state=rule.to_state,
        reason=request.reason,
        note=request.note,
    )
    db.session.add(event)
    if before is MatchState.APPROVED and request.move is not Move.CONFIRM:
        stop_notices(reminder_cause(match.public_id), request.now)  # one that waits is true no more
    note_change("agent", match.agent_id, request.now)
    note_change("opportunity", match.opportunity_id, request.now)
    db.session.flush()
    return event
