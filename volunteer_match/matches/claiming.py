"""An agent claims sessions of one need: all of them or none, unless they take those that are still free."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.glossary import HOLDS_PLACE, Format, MatchState, Move
from volunteer_match.matches.eligibility import Standing, read_standing
from volunteer_match.matches.models import Claim, Match
from volunteer_match.matches.moving import Request, apply_move
from volunteer_match.matches.places import lock_agents
from volunteer_match.matches.rules import MatchRefusal
from volunteer_match.matches.telling import Moved, announce
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused


@dataclass(frozen=True, slots=True)
class Wish:
    """What an agent asks for: some sessions of one need, and a note for whoever decides."""

    agent: Account
    opportunity: Opportunity
    sessions: tuple[OpportunitySession, ...]
    note: str
    now: datetime


def claim(
    agent: Account,
    opportunity: Opportunity,
    session_ids: Sequence[str],
    note: str,
    now: datetime,
    *,
    take_free_only: bool = False,
) -> Claim:
    """Claims the sessions with these public ids (none for a flexible need) and returns the claim.

    Raises Refused: PLACE_TAKEN (param `free`: ids still free), GATES, CLOSED, OVER, CLASH … Nothing is then kept. What
    the agent holds already is left as it is, so a form that is sent twice has one effect.
    """
    wish = Wish(agent, opportunity, chosen_sessions(opportunity, session_ids), note, now)
    lock_agents([agent.id])
    held = _own_matches(wish)
    wanted = [session for session in wish.sessions if not _is_held(held.get(session.id))]
    if not wanted:
        return _claim_of(held[wish.sessions[0].id])
    standing = read_standing(agent, opportunity, now)
    made = begin_claim(wish)
    taken = _take(replace(wish, sessions=tuple(wanted)), made, held, standing, take_free_only)
    if not taken:
        raise Refused(MatchRefusal.PLACE_TAKEN, free=())
    announce([one for one in taken if one.event.move is Move.ACCEPT], now)
    return made


def join_waitlist(
    agent: Account, opportunity: Opportunity, session_ids: Sequence[str], note: str, now: datetime
) -> Claim:
    """Puts the agent on the waitlist of full sessions; raises Refused (NOT_FULL, GATES, CLOSED, OVER …)."""
    wish = Wish(agent, opportunity, chosen_sessions(opportunity, session_ids), note, now)
    lock_agents([agent.id])
    held = _own_matches(wish)
    waiting = HOLDS_PLACE | {MatchState.WAITLISTED}
    wanted = [s for s in wish.sessions if s.id not in held or held[s.id].state not in waiting]
    if not wanted:
        return _claim_of(held[wish.sessions[0].id])
    standing = read_standing(agent, opportunity, now)
    made = begin_claim(wish)
    for session in wanted:
        match = held.get(session.id) or begin_match(agent, session, now)
        apply_move(match, Request(Move.JOIN_WAITLIST, agent, now, note=note, standing=standing, claim_id=made.id))
    db.session.expire(made, ["matches"])
    return made


def chosen_sessions(opportunity: Opportunity, session_ids: Sequence[str]) -> tuple[OpportunitySession, ...]:
    """The sessions of these public ids in the order of locks; of a flexible need its only one. Raises Refused."""
    if opportunity.format is Format.FLEXIBLE:
        return tuple(opportunity.sessions[:1])
    by_id = {session.public_id: session for session in opportunity.sessions}
    if not session_ids:
        raise Refused(MatchRefusal.NO_SESSION)
    if not by_id.keys() >= set(session_ids):
        raise Refused(MatchRefusal.NO_SUCH_SESSION)
    return tuple(sorted((by_id[one] for one in set(session_ids)), key=lambda session: session.id))


def _own_matches(wish: Wish) -> dict[int, Match]:
    """The agent's matches here by session, as they are now that it is the agent's turn."""
    matches = db.session.scalars(
        select(Match)
        .where(Match.agent_id == wish.agent.id, Match.opportunity_id == wish.opportunity.id)
        .execution_options(populate_existing=True)
    )
    return {match.session_id: match for match in matches}


def _is_held(match: Match | None) -> bool:
    return match is not None and match.state in HOLDS_PLACE


def _claim_of(match: Match) -> Claim:
    if match.claim is None:
        raise Refused(MatchRefusal.HAS_MATCH)
    return match.claim


def begin_claim(wish: Wish) -> Claim:
    """A claim without matches yet."""
    made = Claim(
        company_id=wish.agent.company_id,
        agent_id=wish.agent.id,
        opportunity_id=wish.opportunity.id,
        note=wish.note,
        created_at=wish.now,
    )
    db.session.add(made)
    db.session.flush()
    return made


def begin_match(agent: Account, session: OpportunitySession, now: datetime) -> Match:
    """A match that awaits its first move; it is no row before that."""
    assert agent.profile is not None, "whoever passes the gates has a profile"
    return Match(
        company_id=agent.company_id,
        agent_id=agent.id,
        agent=agent.profile,
        opportunity_id=session.opportunity_id,
        opportunity=session.opportunity,
        session_id=session.id,
        session=session,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        created_at=now,
    )


def _take(wish: Wish, made: Claim, held: dict[int, Match], standing: Standing, take_free_only: bool) -> list[Moved]:
    """Takes one session after the other; each must fit beside those before it."""
    moved: list[Moved] = []
    lost: list[str] = []
    for session in wish.sessions:
        old = held.get(session.id)
        move = Move.ACCEPT if old is not None and old.state is MatchState.INVITED else Move.CLAIM
        match = old or begin_match(wish.agent, session, wish.now)
        request = Request(move, wish.agent, wish.now, note=wish.note, standing=standing, claim_id=made.id)
        try:
            event = apply_move(match, request)
        except Refused as refused:
            if refused.refusal is not MatchRefusal.PLACE_TAKEN:
                raise Refused(refused.refusal, session=session.public_id) from refused
            lost.append(session.public_id)
            continue
        moved.append(Moved(match, event))
        standing = standing.with_busy(session)
    if lost and not take_free_only:
        raise Refused(MatchRefusal.PLACE_TAKEN, free=tuple(one.match.session.public_id for one in moved))
    db.session.expire(made, ["matches"])
    return moved
