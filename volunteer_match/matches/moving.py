"""Makes one move of one match: part, guards, place, state, event. Every change of a match's state goes through here."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import IntegrityError

from volunteer_match.calendars.invitations.actions import raise_sequence
from volunteer_match.extensions import db
from volunteer_match.glossary import Format, MatchState, Move, OpportunityState, ReturnReason
from volunteer_match.hours.actions import note_attendance
from volunteer_match.matches.absences.noting import Missed
from volunteer_match.matches.aftermath import follow
from volunteer_match.matches.asks import asks_left
from volunteer_match.matches.changes import note_change
from volunteer_match.matches.eligibility import Standing, read_standing, safeguards_hold
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matches.move_rule import Guard, MoveRule, Place, Who
from volunteer_match.matches.moves import rules_for
from volunteer_match.matches.parts import part_of
from volunteer_match.matches.places import read_session_locked, release_place, take_place
from volunteer_match.matches.reminders.rules import reminder_cause
from volunteer_match.matches.rules import MatchRefusal, MoveFacts, goes_back, refusal_of
from volunteer_match.notifications.actions import stop_notices
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.refusals import Refused
from volunteer_match.web.application import settings

BEGINS = frozenset({Move.CLAIM, Move.JOIN_WAITLIST, Move.INVITE, Move.ACCEPT, Move.COVER})
"""Moves by which a match begins anew, in a claim of its own or, when invited, in none."""


@dataclass(frozen=True, slots=True)
class Request:
    """One move that somebody (None: the platform) asks for.

    `claim_id` is the claim that a new beginning belongs to; `standing` spares reading the same facts twice.
    """

    move: Move
    actor: Account | None
    now: datetime
    reason: ReturnReason | None = None
    note: str = ""
    standing: Standing | None = None
    claim_id: int | None = None
    missed: Missed | None = None
    is_asked: bool = False
    """Whether the agent was asked to stand in here, and nobody else did yet."""


def is_late(opportunity: Opportunity, session: OpportunitySession, now: datetime) -> bool:
    """Whether the session has begun, or the deadline of a flexible need has passed."""
    limit = session.starts_at if opportunity.format is Format.SCHEDULED else opportunity.deadline
    return limit is not None and now >= limit


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
    facts = _gather(match, rule, last, request)
    if refusal := refusal_of(rule, facts):
        raise Refused(refusal)
    if rule.place is Place.TAKE and not take_place(match.session_id):
        raise Refused(MatchRefusal.PLACE_TAKEN)
    if is_new and _was_moved(match):
        raise Refused(MatchRefusal.NOT_NOW)
    if rule.place is Place.RELEASE:
        release_place(match.session_id)
    values = {
        "state": rule.to_state,
        "state_since": _since(rule, last, facts, request),
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


def _gather(match: Match, rule: MoveRule, last: MatchEvent | None, request: Request) -> MoveFacts:
    """The facts that the guards of `rule` look at; dear ones only where they are asked for."""
    opportunity, session, now = match.opportunity, match.session, request.now
    asks = set(rule.guards)
    late = is_late(opportunity, session, now)
    return MoveFacts(
        is_open=opportunity.state is OpportunityState.PUBLISHED and session.cancelled_at is None,
        is_late=late,
        has_started=late or opportunity.format is Format.FLEXIBLE,
        is_full=Guard.FULL in asks and _is_full(session),
        gates_pass=Guard.GATES in asks and not late and _pass_gates(match, rule, request),
        safeguards_hold=Guard.SAFEGUARDS in asks and _hold_safeguards(match, now),
        asks_left=asks_left(match.agent, now) if Guard.ASKS in asks else 0,
        has_reason=request.reason is not None,
        has_ended=opportunity.format is Format.FLEXIBLE or (session.ends_at is not None and now >= session.ends_at),
        is_own=last is not None and request.actor is not None and last.actor_id == request.actor.id,
        is_asked=request.is_asked,
        has_cause=request.missed is not None,
        is_in_time=last is not None and now - last.at <= timedelta(seconds=settings().notice_delay_seconds),
        had=last.from_state if last else None,
    )


def _is_full(session: OpportunitySession) -> bool:
    locked = read_session_locked(session.id)
    return locked.taken >= locked.places


def _pass_gates(match: Match, rule: MoveRule, request: Request) -> bool:
    standing = request.standing or read_standing(match.agent.account, match.opportunity, request.now)
    return (standing if rule.to_state is MatchState.PENDING else standing.without_cap()).passes(match.session)


def _hold_safeguards(match: Match, now: datetime) -> bool:
    standing = read_standing(match.agent.account, match.opportunity, now, besides=[match])
    return safeguards_hold(standing.report([match.session]))


def _since(rule: MoveRule, last: MatchEvent | None, facts: MoveFacts, request: Request) -> datetime:
    """When the new state counts from: who undoes at once keeps their turn in the waitlist and in the queue."""
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
    """Writes the state only where it still is what was read; the database refuses overlaps of one agent."""
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
        .where(Match.id == match.id, Match.state == before)
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
    if before is MatchState.APPROVED:
        stop_notices(reminder_cause(match.public_id), request.now)  # one that waits is true no more
    note_change("agent", match.agent_id, request.now)
    note_change("opportunity", match.opportunity_id, request.now)
    db.session.flush()
    return event
