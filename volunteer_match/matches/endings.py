"""Matches that end without anybody's choice: time passed, a session was cancelled, an account was closed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import ColumnElement, Select, false, or_, select, update

from volunteer_match.extensions import db
from volunteer_match.glossary import Format, MatchState, Move
from volunteer_match.matches.models import Match
from volunteer_match.matches.move_rule import Who
from volunteer_match.matches.moving import Request, apply_move, is_late
from volunteer_match.matches.parts import part_of
from volunteer_match.matches.places import lock_agents
from volunteer_match.matches.telling import Moved, announce
from volunteer_match.matches.waitlist import fill_places
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.organisations.models import Company
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused

LIVE = (MatchState.INVITED, MatchState.WAITLISTED, MatchState.PENDING, MatchState.APPROVED)
EXPIRES = (MatchState.INVITED, MatchState.WAITLISTED, MatchState.PENDING)
BATCH = 200
"""Matches that one sweep expires, so that its transaction stays short."""


def read_ordered(statement: Select[Match]) -> list[Match]:
    """Matches in the order in which their sessions are locked, as they are now."""
    ordered = statement.order_by(Match.session_id, Match.agent_id).execution_options(populate_existing=True)
    return list(db.session.scalars(ordered))


def cancel_matches(
    what: Opportunity | Sequence[OpportunitySession], actor: Account | None, now: datetime, reason: str = ""
) -> int:
    """Ends every live match of a need or of some sessions of it, tells their agents once, and returns how many it were.

    The sessions are marked as cancelled here: from then on no claim can take a place in them.
    """
    sessions = what.sessions if isinstance(what, Opportunity) else what
    ids = sorted(session.id for session in sessions)
    live = select(Match).where(Match.session_id.in_(ids), Match.state.in_(LIVE))
    lock_agents(match.agent_id for match in read_ordered(live))
    db.session.execute(
        update(OpportunitySession)
        .where(OpportunitySession.id.in_(ids), OpportunitySession.cancelled_at.is_(None))
        .values(cancelled_at=now)
    )
    moved = [
        Moved(match, apply_move(match, Request(Move.CANCEL, changer(match, actor), now, note=reason)))
        for match in read_ordered(live)
    ]
    announce_by_agent(moved, now)
    return len(moved)


def cancel_barred(which: ColumnElement[bool], actor: Account, now: datetime) -> int:
    """Ends live matches of the actor's company, still ahead, that a block or a lost trust now stands against.

    Their agents are told, and their places go to whoever waits. Returns how many it were.
    """
    ahead = (
        select(Match)
        .join(Opportunity, Match.opportunity_id == Opportunity.id)
        .where(which, Match.company_id == actor.company_id, Match.state.in_(LIVE), ~is_over(now))
    )
    lock_agents(match.agent_id for match in read_ordered(ahead))
    moved = [Moved(match, apply_move(match, Request(Move.CANCEL, actor, now))) for match in read_ordered(ahead)]
    announce_by_agent(moved, now)
    fill_places({one.match.session_id for one in moved}, now)
    return len(moved)


def changer(match: Match, actor: Account | None) -> Account | None:
    """Who changes a match because its need has changed: the platform, where the person has no say in the match."""
    part = part_of(actor, match)
    return None if part is None or part is Who.AGENT else actor


def announce_by_agent(moved: Sequence[Moved], now: datetime) -> None:
    """One notice for everything of one agent and one need that was moved by one decision."""
    for group in by_agent_and_need(moved):
        announce(group, now)


def by_agent_and_need(moved: Sequence[Moved]) -> list[list[Moved]]:
    """Moves of one decision as they are told."""

    def whose(one: Moved) -> tuple[int, int]:
        return one.match.agent_id, one.match.opportunity_id

    return [list(group) for _, group in groupby(sorted(moved, key=whose), key=whose)]


def is_over(now: datetime) -> ColumnElement[bool]:
    """Whether the session of a match has begun, or the deadline of its flexible need has passed."""
    return or_(
        (Opportunity.format == Format.SCHEDULED) & (Match.starts_at <= now),
        (Opportunity.format == Format.FLEXIBLE) & Opportunity.deadline.is_not(None) & (Opportunity.deadline <= now),
    )


def _waited_out(now: datetime) -> ColumnElement[bool]:
    """Whether a claim waited for a decision as long as its company lets it."""
    days = db.session.execute(select(Company.id, Company.pending_days)).all()
    too_long = [(Match.company_id == key) & (Match.state_since <= now - timedelta(days=most)) for key, most in days]
    return (Match.state == MatchState.PENDING) & Match.confirm_by.is_(None) & or_(false(), *too_long)


def expire_due(now: datetime) -> int:
    """Expires what nobody decided on before the session began, or for too long; a batch a call. Returns how many."""
    due = (
        select(Match)
        .join(Opportunity, Match.opportunity_id == Opportunity.id)
        .where(Match.state.in_(EXPIRES), is_over(now) | _waited_out(now))
        .limit(BATCH)
    )
    free = lock_agents((match.agent_id for match in read_ordered(due)), skip_locked=True)
    moved = [
        Moved(match, apply_move(match, Request(Move.EXPIRE, None, now)))
        for match in read_ordered(due)
        if match.agent_id in free
    ]
    announce_by_agent(moved, now)
    fill_places(
        {
            one.match.session_id
            for one in moved
            if one.event.from_state is MatchState.PENDING and not is_late(one.match.opportunity, one.match.session, now)
        },
        now,
    )
    return len(moved)


def end_matches_of(account: Account, now: datetime) -> int:
    """Frees every place that a person who leaves would still take, and tells the partners. Returns how many.

    What has begun stays as it is: whether they came is still to be said.
    """
    lock_agents([account.id])
    freed, ended = set(), 0
    for match in read_ordered(select(Match).where(Match.agent_id == account.id, Match.state.in_(LIVE))):
        move = Move.RESCIND if match.state is MatchState.INVITED else Move.WITHDRAW
        try:
            event = apply_move(match, Request(move, None, now))
        except Refused:
            continue
        announce([Moved(match, event)], now)
        freed.add(match.session_id)
        ended += 1
    fill_places(freed, now)
    return ended
