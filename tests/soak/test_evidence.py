"""What the proofs look for is found when it is there: each kind of half-done work, made by hand."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import delete, update

from benchmarks.evidence import half_done, lost_promises
from benchmarks.needs import Need
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move
from volunteer_match.matches.actions import claim, move_match
from volunteer_match.matches.models import Match, MatchEvent, MatchingChange
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.web.application import Application


@pytest.fixture
def need(app: Application, world: World, now: datetime) -> Iterator[Need]:
    """A need whose only session the agent holds, by an invitation of the coordinator that they accepted."""
    with app.test_request_context():
        begin_write(db.session)
        row: Opportunity = world.add_opportunity("fractions", places=2)
        session = row.sessions[0]
        agent = world.account("agent")
        match = Match(
            company_id=agent.company_id,
            agent=agent.profile,
            opportunity=row,
            session=session,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            state=MatchState.INVITED,
            state_since=now,
            created_at=now,
        )
        db.session.add(match)
        db.session.flush()
        invited = {"to_state": MatchState.INVITED, "actor_id": world.accounts["coordinator"], "at": now}
        db.session.add(MatchEvent(match_id=match.id, move=Move.INVITE, **invited))
        claim(agent, row, [session.public_id], "", now)
        yield Need(row.id, row.public_id, {session.id: session.public_id}, 2)
        db.session.rollback()


def _found(need: Need, world: World) -> list[str]:
    db.session.expire_all()
    return list(half_done([need], world.ids["open_desk"]))


def test_whole_work_is_found_whole(need: Need, world: World) -> None:
    assert _found(need, world) == []
    assert list(lost_promises({world.accounts["agent"]: need}, [need])) == []


def test_a_lost_promise_is_found(need: Need, world: World, now: datetime) -> None:
    match = db.session.query(Match).one()
    move_match(match, Move.WITHDRAW, world.account("agent"), now)
    assert len(list(lost_promises({world.accounts["agent"]: need}, [need]))) == 1


def test_a_place_without_its_match_is_found(need: Need, world: World) -> None:
    db.session.execute(update(OpportunitySession).values(taken=2))
    assert ["2 of 2 places" in fault for fault in _found(need, world)] == [True]


def test_a_state_without_its_event_is_found(need: Need, world: World) -> None:
    db.session.execute(update(Match).values(state=MatchState.PENDING))
    assert any("its last event says approved" in fault for fault in _found(need, world))


def test_an_event_without_its_change_is_found(need: Need, world: World) -> None:
    db.session.execute(delete(MatchingChange).where(MatchingChange.subject == "agent"))
    assert any("change log" in fault for fault in _found(need, world))


def test_an_acceptance_without_its_messages_is_found(need: Need, world: World) -> None:
    db.session.execute(delete(OutboxMessage))
    assert ["0 rows in outbox_messages" in fault for fault in _found(need, world)] == [True]


def test_a_claim_without_all_its_matches_is_found(need: Need, world: World) -> None:
    two = Need(need.number, need.public_id, {**need.sessions, 10_000: "absent"}, need.places)
    assert any("has 1 matches of 2" in fault for fault in _found(two, world))
