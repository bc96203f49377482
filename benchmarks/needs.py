"""Needs to claim, and the form that claims them."""

from dataclasses import dataclass
from datetime import timedelta

from benchmarks.people import Visitor
from benchmarks.wire import post
from tests.world import World
from volunteer_match.opportunities.models import Opportunity


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


def claim_form(need: Need, visitor: Visitor) -> bytes:
    """The claim of all sessions of a need, as this visitor's browser sends it."""
    fields: dict[str, str | list[str]] = {
        "session": list(need.sessions.values()),
        "note": "I would like to help.",
        "csrf_token": visitor.csrf_token,
    }
    return post(f"/opportunities/{need.public_id}/claims", visitor.cookie, fields)
