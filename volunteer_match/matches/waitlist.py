"""A place that comes free goes to the first in order whose gates still pass."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import exists, func, select

from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move
from volunteer_match.matches.models import Match
from volunteer_match.matches.moving import Request, apply_move
from volunteer_match.matches.places import lock_agents
from volunteer_match.matches.telling import Moved, announce
from volunteer_match.opportunities.models import OpportunitySession
from volunteer_match.refusals import Refused

BATCH = 50
"""Sessions that one sweep looks at; the next sweep takes the rest."""


def fill_places(session_ids: Iterable[int], now: datetime) -> int:
    """Promotes from the waitlists of these sessions while they have free places; returns how many were promoted."""
    return sum(_fill(session_id, now) for session_id in sorted(set(session_ids)))


def _fill(session_id: int, now: datetime) -> int:
    promoted = 0
    for match in _waiting(session_id):
        session = db.session.get_one(OpportunitySession, session_id)
        if session.taken >= session.places or session.cancelled_at is not None:
            break
        promoted += _promote(match, now)
    return promoted


def _waiting(session_id: int) -> list[Match]:
    return list(
        db.session.scalars(
            select(Match)
            .where(Match.session_id == session_id, Match.state == MatchState.WAITLISTED)
            .order_by(Match.state_since, Match.id)
            .execution_options(populate_existing=True)
        )
    )


def _promote(match: Match, now: datetime) -> bool:
    """Moves one agent up. Whoever is being moved elsewhere at this very moment is passed over: waiting for them while
    a session is held could wait for ever, and the next sweep looks again.
    """
    if not lock_agents([match.agent_id], skip_locked=True):
        return False
    try:
        with db.session.begin_nested():  # a refusal must not leave a place taken
            event = apply_move(match, Request(Move.PROMOTE, None, now))
    except Refused:
        return False
    announce([Moved(match, event)], now)
    return True


def fill_due(now: datetime) -> int:
    """Fills free places of sessions that somebody waits for, because gates may pass that did not before.

    Which of very many it looks at is left to chance: those that can't be filled must not keep it from the rest.
    """
    is_waited_for = exists().where(Match.session_id == OpportunitySession.id, Match.state == MatchState.WAITLISTED)
    ids = db.session.scalars(
        select(OpportunitySession.id)
        .where(
            is_waited_for,
            OpportunitySession.taken < OpportunitySession.places,
            OpportunitySession.cancelled_at.is_(None),
            OpportunitySession.starts_at.is_(None) | (OpportunitySession.starts_at > now),
        )
        .order_by(func.random())
        .limit(BATCH)
    )
    return fill_places(list(ids), now)
