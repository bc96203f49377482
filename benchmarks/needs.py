"""Needs to claim, and the form that claims them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select

from benchmarks.people import Visitor
from benchmarks.wire import post
from tests.world import World
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.opportunities.models import Opportunity, OpportunitySession


@dataclass(frozen=True, slots=True)
class Need:
    """A published need: its row number and public id, its sessions by both, and the places of each."""

    number: int
    public_id: str
    sessions: dict[int, str]
    places: int


def add_need(world: World, places: int, *, sessions: int = 1, starts_in: timedelta = timedelta(days=3)) -> Need:
    """A need of a verified partner that every agent of these proofs is fit for."""
    row: Opportunity = world.add_opportunity("fractions", places=places, sessions=sessions, starts_in=starts_in)
    return Need(row.id, row.public_id, {session.id: session.public_id for session in row.sessions}, places)


def invite(world: World, need: Need, visitors: Sequence[Visitor], now: datetime) -> None:
    """Invitations by Northwind's coordinator to every session of the need: to claim then is to accept."""
    sessions = db.session.execute(
        select(OpportunitySession.id, OpportunitySession.starts_at, OpportunitySession.ends_at).where(
            OpportunitySession.opportunity_id == need.number
        )
    ).all()
    matches = [
        {
            "company_id": world.ids["northwind"],
            "agent_id": visitor.account_id,
            "opportunity_id": need.number,
            "session_id": session.id,
            "state": MatchState.INVITED,
            "state_since": now,
            "starts_at": session.starts_at,
            "ends_at": session.ends_at,
            "created_at": now,
        }
        for visitor in visitors
        for session in sessions
    ]
    numbers = db.session.scalars(insert(Match).returning(Match.id), matches).all()
    event = {"at": now, "move": Move.INVITE, "to_state": MatchState.INVITED, "actor_id": world.accounts["coordinator"]}
    db.session.execute(insert(MatchEvent), [{"match_id": number, **event} for number in numbers])


def claim_form(need: Need, visitor: Visitor) -> bytes:
    """The claim of all sessions of a need, as this visitor's browser sends it."""
    fields: dict[str, str | list[str]] = {
        "session": list(need.sessions.values()),
        "note": "I would like to help.",
        "csrf_token": visitor.csrf_token,
    }
    return post(f"/opportunities/{need.public_id}/claims", visitor.cookie, fields)
