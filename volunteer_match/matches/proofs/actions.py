"""Gives up places that rested on a proof which no longer holds, and takes that back when the decision is undone."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import select

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move, ReturnReason
from volunteer_match.matches.endings import announce_by_agent
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matches.moving import Request, apply_move
from volunteer_match.matches.places import lock_agents
from volunteer_match.matches.proofs.queries import Asked, Proof, is_undecided, resting_on, unproven
from volunteer_match.matches.telling import Moved
from volunteer_match.matches.waitlist import fill_places
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused
from volunteer_match.web.application import settings

BATCH = 200
LAST_CALL = timedelta(hours=24)
"""How long before it begins a match ends whose proof nobody has decided on: the other side can still find somebody."""
REASON = ReturnReason.REQUIREMENT_UNPROVEN


def return_resting_on(proof: Proof, actor: Account, now: datetime) -> int:
    """Returns what the agent was promised on this proof, which was just refused. How many it were."""
    lock_agents([proof.agent_id])
    return _return(resting_on(proof, now), actor, now)


def return_unproven(now: datetime) -> int:
    """Returns matches whose proof has ended or was taken away, and, a day before they begin, those whose proof nobody
    has decided on; a batch a call. How many it were.
    """
    if not (agents := {match.agent_id for match in _due(now)[:BATCH]}):
        return 0
    lock_agents(agents)
    return _return([match for match in _due(now) if match.agent_id in agents], None, now)


def _due(now: datetime) -> list[Match]:
    """Whoever is asked for a new yes has until then: without the proof they can't say it, and the place goes on."""
    return [match for match, asked in unproven(now) if match.confirm_by is None and _is_due(match, asked, now)]


def _is_due(match: Match, asked: Sequence[Asked], now: datetime) -> bool:
    begins = match.starts_at or match.opportunity.deadline
    if begins is not None and begins - now <= LAST_CALL:
        return True
    return not all(is_undecided(match, one) for one in asked)


def _return(matches: Sequence[Match], actor: Account | None, now: datetime) -> int:
    request = Request(Move.RETURN, actor, now, reason=REASON)
    # Their agents are held by now; sessions follow in the order of their numbers, as everywhere.
    moved = [Moved(match, apply_move(match, request)) for match in sorted(matches, key=lambda one: one.session_id)]
    announce_by_agent(moved, now)
    for match in matches:
        if actor is not None:
            record("match.return", actor, now, subject=match, reason=REASON.value)
    fill_places({match.session_id for match in matches}, now)
    return len(moved)


def reopen_resting_on(proof: Proof, actor: Account, now: datetime) -> int:
    """What a refusal that is undone in time has returned waits again, where its place is still free. How many."""
    decided_at = proof.decided_at
    if decided_at is None or now - decided_at > timedelta(seconds=settings().notice_delay_seconds):
        return 0
    lock_agents([proof.agent_id])
    moved = []
    for match in _returned_at(decided_at, proof):
        with suppress(Refused), db.session.begin_nested():
            moved.append(Moved(match, apply_move(match, Request(Move.REOPEN, actor, now))))
    announce_by_agent(moved, now)
    return len(moved)


def _returned_at(moment: datetime, proof: Proof) -> list[Match]:
    """What that very decision has returned, and nobody has moved since."""
    returned = select(Match).where(
        Match.agent_id == proof.agent_id,
        Match.state == MatchState.RETURNED,
        Match.state_since == moment,
        Match.events.any((MatchEvent.at == moment) & (MatchEvent.reason == REASON)),
    )
    return list(db.session.scalars(returned.order_by(Match.session_id).execution_options(populate_existing=True)))
