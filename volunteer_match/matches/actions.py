"""All writes of matches. Every action is safe when it is sent twice, raises Refused, and never commits."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move, ReturnReason, Role
from volunteer_match.matches.absences.noting import NOT_THERE, Missed
from volunteer_match.matches.claiming import begin_match, chosen_sessions, claim, join_waitlist
from volunteer_match.matches.endings import LIVE, cancel_matches, end_matches_of, expire_due
from volunteer_match.matches.models import Claim, Match
from volunteer_match.matches.move_rule import Place
from volunteer_match.matches.moves import rules_for
from volunteer_match.matches.moving import Request, apply_move, find_last_event, is_late
from volunteer_match.matches.places import lock_agents
from volunteer_match.matches.rules import MatchRefusal
from volunteer_match.matches.telling import Moved, announce
from volunteer_match.matches.waitlist import fill_due, fill_places
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused

__all__ = [
    "accept",
    "approve_claim",
    "cancel_matches",
    "claim",
    "complete",
    "correct",
    "decline",
    "end_matches_of",
    "expire_due",
    "fill_due",
    "invite",
    "join_waitlist",
    "miss",
    "move_match",
    "move_matches",
    "reopen_claim",
    "rescind",
    "restore",
    "restore_claim",
    "return_claim",
    "withdraw",
    "withdraw_claim",
]

STAFF_DECISIONS = frozenset({Move.APPROVE, Move.RETURN, Move.REOPEN, Move.INVITE, Move.RESCIND, Move.CORRECT})


def move_match(
    match: Match,
    move: Move,
    actor: Account | None,
    now: datetime,
    *,
    reason: ReturnReason | None = None,
    missed: Missed | None = None,
    note: str = "",
) -> Match:
    """Makes one move and tells about it; a move that was already made is left as it is."""
    move_matches([match], move, actor, now, reason=reason, missed=missed, note=note)
    return match


def move_matches(
    matches: Sequence[Match],
    move: Move,
    actor: Account | None,
    now: datetime,
    *,
    reason: ReturnReason | None = None,
    missed: Missed | None = None,
    note: str = "",
) -> list[Moved]:
    """Moves matches of one agent and one need together: one decision, one notice. Sent twice, it does nothing."""
    lock_agents({match.agent_id for match in matches})
    for match in matches:
        db.session.refresh(match)
    if all(_is_made(match, move, actor) for match in matches):
        return []
    moved = []
    freed = set()
    for match in sorted(matches, key=lambda one: one.session_id):
        before = match.state
        event = apply_move(match, Request(move, actor, now, reason=reason, missed=missed, note=note))
        moved.append(Moved(match, event))
        if any(rule.place is Place.RELEASE for rule in rules_for(move, before)):
            freed.add(match.session_id)
    announce(moved, now)
    _record(moved, actor, now)
    fill_places(freed, now)
    return moved


def _is_made(match: Match, move: Move, actor: Account | None) -> bool:
    """Whether exactly this was the last thing that happened, by the same person."""
    last = find_last_event(match)
    return (
        last is not None and last.move is move and last.actor_id == (actor.id if actor else None)
    ) and not rules_for(move, match.state)


def _record(moved: Sequence[Moved], actor: Account | None, now: datetime) -> None:
    """Decisions about other people go into the audit log."""
    for one in moved:
        if actor is not None and one.event.move in STAFF_DECISIONS:
            reason = one.event.reason.value if one.event.reason else None
            record(f"match.{one.event.move.value}", actor, now, subject=one.match, reason=reason)


def withdraw(matches: Sequence[Match], actor: Account, now: datetime) -> None:
    """The agent takes back what they claimed, before the session begins."""
    move_matches(matches, Move.WITHDRAW, actor, now)


def restore(matches: Sequence[Match], actor: Account, now: datetime) -> None:
    """The agent takes a withdrawal back: to approved only while its notices wait, else to where it was."""
    move_matches(matches, Move.RESTORE, actor, now)


def accept(match: Match, actor: Account, now: datetime) -> None:
    """The agent accepts an invitation: a claim that needs no further approval."""
    lock_agents([match.agent_id])
    db.session.refresh(match)
    if match.agent_id != actor.id or match.state not in (MatchState.INVITED, MatchState.APPROVED):
        raise Refused(MatchRefusal.NOT_NOW)
    claim(actor, match.opportunity, [match.session.public_id], "", now)


def decline(match: Match, actor: Account, now: datetime) -> None:
    """The agent declines an invitation; it costs them nothing."""
    move_match(match, Move.DECLINE, actor, now)


def complete(match: Match, actor: Account, now: datetime) -> None:
    """The agent came. A match that was marked as missed is corrected first."""
    _confirm(match, Move.COMPLETE, actor, now)


def miss(match: Match, actor: Account, now: datetime, missed: Missed = NOT_THERE) -> None:
    """The agent did not come, or not as agreed: `missed` says why."""
    _confirm(match, Move.MISS, actor, now, missed)


def _confirm(match: Match, move: Move, actor: Account, now: datetime, missed: Missed | None = None) -> None:
    lock_agents([match.agent_id])
    db.session.refresh(match)
    is_done = {Move.COMPLETE: MatchState.COMPLETED, Move.MISS: MatchState.NO_SHOW}[move] is match.state
    if match.state in (MatchState.COMPLETED, MatchState.NO_SHOW) and not is_done:
        move_match(match, Move.CORRECT, actor, now)
    move_match(match, move, actor, now, missed=missed)


def correct(match: Match, actor: Account, now: datetime) -> None:
    """Takes back what was said about attendance."""
    move_match(match, Move.CORRECT, actor, now)


def _deciding(made: Claim, match: Match | None, now: datetime, *states: MatchState) -> list[Match]:
    """The matches of a claim that a decision is about: the one given, or all in these states that have not begun."""
    matches = [match] if match else _still_ahead([one for one in made.matches if one.state in states], now)
    if not matches:
        raise Refused(MatchRefusal.NOT_NOW)
    return matches


def _still_ahead(matches: Sequence[Match], now: datetime) -> list[Match]:
    """Without those whose time has come, so that they keep nobody from the rest; all where none is left."""
    return [one for one in matches if not is_late(one.opportunity, one.session, now)] or list(matches)


def _moved_last(matches: Sequence[Match]) -> list[Match]:
    """Those that came to their state together, last of all: what an undo is about."""
    newest = max((match.state_since for match in matches), default=None)
    return [match for match in matches if match.state_since == newest]


def withdraw_claim(made: Claim, actor: Account, now: datetime) -> None:
    """Takes back all of a claim that has not begun yet."""
    live = [match for match in made.matches if match.state in LIVE]
    withdraw(_still_ahead(live or made.matches, now), actor, now)


def restore_claim(made: Claim, actor: Account, now: datetime) -> None:
    """Takes the last withdrawal of the claim back; what was withdrawn before stays so."""
    withdrawn = [match for match in made.matches if match.state is MatchState.WITHDRAWN]
    restore(_moved_last(withdrawn) or made.matches, actor, now)


def approve_claim(made: Claim, actor: Account, now: datetime, *, match: Match | None = None) -> None:
    """Approves what is pending in the claim, or the one match of it."""
    states = (MatchState.PENDING,) if _has(made, MatchState.PENDING) else (MatchState.APPROVED,)
    chosen = _deciding(made, match, now, *states)
    # What waits for its agent's yes keeps the rest from nothing.
    move_matches([one for one in chosen if one.confirm_by is None] or chosen, Move.APPROVE, actor, now)


def return_claim(
    made: Claim, reason: ReturnReason, note: str, actor: Account, now: datetime, *, match: Match | None = None
) -> None:
    """Says no, with a reason, to what waits in the claim, or to the one match of it.

    What waits is pending or waitlisted; a partner knows nothing of waitlists, so theirs is a no to what is pending.
    """
    waiting = (MatchState.PENDING, MatchState.WAITLISTED)[: 1 if actor.role is Role.PARTNER_MEMBER else 2]
    states = waiting if _has(made, *waiting) else (MatchState.RETURNED,)
    move_matches(_deciding(made, match, now, *states), Move.RETURN, actor, now, reason=reason, note=note)


def reopen_claim(made: Claim, actor: Account, now: datetime, *, match: Match | None = None) -> None:
    """Takes the last decision on the claim back: it waits again. What was decided before stays decided."""
    decided = (MatchState.APPROVED, MatchState.RETURNED)
    states = decided if _has(made, *decided) else (MatchState.PENDING, MatchState.WAITLISTED)
    move_matches(_moved_last(_deciding(made, match, now, *states)), Move.REOPEN, actor, now)


def _has(made: Claim, *states: MatchState) -> bool:
    return any(match.state in states for match in made.matches)


def invite(
    agent: Account, opportunity: Opportunity, session_id: str, note: str, actor: Account, now: datetime
) -> Match:
    """Asks an agent for one session (empty for a flexible need); raises Refused (GATES, ASKED_ENOUGH, HAS_MATCH …)."""
    session = chosen_sessions(opportunity, [session_id] if session_id else [])[0]
    lock_agents([agent.id])
    old = db.session.scalar(
        select(Match)
        .where(Match.agent_id == agent.id, Match.session_id == session.id)
        .execution_options(populate_existing=True)
    )
    if old is not None and old.state is MatchState.INVITED:
        return old
    if old is not None and not rules_for(Move.INVITE, old.state):
        raise Refused(MatchRefusal.HAS_MATCH)
    match = old or begin_match(agent, session, now)
    event = apply_move(match, Request(Move.INVITE, actor, now, note=note))
    announce([Moved(match, event)], now)
    _record([Moved(match, event)], actor, now)
    return match


def rescind(match: Match, actor: Account, now: datetime) -> None:
    """Takes an invitation back that was not answered yet."""
    move_match(match, Move.RESCIND, actor, now)
