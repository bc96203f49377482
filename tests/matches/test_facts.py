"""Rows as matching sees them."""

from datetime import datetime, timedelta

import pytest

from tests.world import World
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move, ReturnReason, Verdict
from volunteer_match.matches.facts.agents import agent_facts
from volunteer_match.matches.facts.opportunities import opportunity_facts
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.people.profile.models import Block, Credential, Interest

pytestmark = pytest.mark.usefixtures("world", "context")


def _match(
    world: World, need: Opportunity, state: MatchState, *moves: tuple[Move, MatchState, ReturnReason | None]
) -> Match:
    session = need.sessions[0]
    match = Match(
        company_id=world.ids["northwind"],
        agent_id=world.accounts["agent"],
        opportunity_id=need.id,
        session_id=session.id,
        state=state,
        state_since=world.now,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        created_at=world.now,
    )
    db.session.add(match)
    db.session.flush()
    for move, to_state, reason in moves:
        db.session.add(MatchEvent(match_id=match.id, at=world.now, move=move, to_state=to_state, reason=reason))
    db.session.flush()
    return match


def _agent(world: World, now: datetime):  # type: ignore[no-untyped-def]
    return agent_facts([world.accounts["agent"]], now)[world.accounts["agent"]]


def test_profile_becomes_facts(world: World, now: datetime) -> None:
    agent_id = world.accounts["agent"]
    made = {"agent_id": agent_id, "created_at": now}
    db.session.add_all(
        [
            Credential(kind="background-check", verdict=Verdict.VERIFIED, **made),
            Credential(kind="first-aid", verdict=None, **made),
            Credential(kind="teaching-certificate", verdict=Verdict.REFUSED, **made),
            Interest(agent_id=agent_id, key="cause:education"),
        ]
    )
    db.session.flush()
    facts = _agent(world, now)
    assert facts.skills == {"maths-tutoring": SkillLevel.ADVANCED}
    assert facts.languages == {"en": Proficiency.C1}
    assert facts.verified_languages == frozenset()
    assert [credential.kind for credential in facts.credentials] == ["background-check"]
    assert facts.interests == {"cause:education"}
    assert (facts.age, facts.time_zone, len(facts.availability)) == (18, "Asia/Manila", 7)


def test_only_the_newest_return_bars(world: World, now: datetime) -> None:
    barred, reopened = world.add_opportunity("barred"), world.add_opportunity("reopened", starts_in=timedelta(days=5))
    final = (Move.RETURN, MatchState.RETURNED, ReturnReason.NOT_SUITABLE)
    _match(world, barred, MatchState.RETURNED, final)
    mild = (Move.RETURN, MatchState.RETURNED, ReturnReason.TIMING)
    _match(world, reopened, MatchState.RETURNED, final, (Move.REOPEN, MatchState.PENDING, None), mild)
    assert _agent(world, now).returned_from == {barred.public_id}


def test_record_fades_and_tells_what_was_served(world: World, now: datetime) -> None:
    old = world.add_opportunity("old", starts_in=timedelta(days=-90))
    _match(world, old, MatchState.COMPLETED, (Move.COMPLETE, MatchState.COMPLETED, None))
    facts = _agent(world, now)
    assert facts.attended == pytest.approx(0.5, abs=0.01)
    assert {"kind:tutoring", "cause:education"} <= facts.served


def test_busy_promised_pending_and_asks(world: World, now: datetime) -> None:
    coming, asked = world.add_opportunity("coming"), world.add_opportunity("asked", starts_in=timedelta(days=6))
    _match(world, coming, MatchState.APPROVED)
    _match(world, asked, MatchState.INVITED, (Move.INVITE, MatchState.INVITED, None))
    facts = _agent(world, now)
    assert [interval.start for interval in facts.busy] == [coming.sessions[0].starts_at]
    assert (facts.asked_last_7_days, facts.last_asked, facts.pending) == (1, now, 0)


def test_blocks_bar_until_they_end_or_are_lifted(world: World, now: datetime) -> None:
    made = {
        "company_id": world.ids["northwind"],
        "agent_id": world.accounts["agent"],
        "reason": "A talk is due first.",
        "created_at": now,
    }
    db.session.add_all(
        [
            Block(kind="tutoring", **made),
            Block(kind="mentoring", ends_at=now - timedelta(hours=1), **made),
            Block(kind="captioning", lifted_at=now, **made),
        ]
    )
    db.session.flush()
    assert _agent(world, now).blocked_by == {"kind:tutoring"}


def test_need_becomes_facts(world: World, now: datetime) -> None:
    need = world.add_opportunity("series", sessions=3, places=2)
    need.sessions[0].taken = 2
    need.sessions[1].cancelled_at = now
    db.session.flush()
    facts = opportunity_facts([need.id], now)[need.id]
    assert [session.places for session in facts.sessions] == [0, 2]
    assert facts.requires.skills == {"maths-tutoring": SkillLevel.INTERMEDIATE}
    assert facts.requires.languages == {"en": Proficiency.B2}
    flexible = world.add_opportunity("leaflet", flexible=True)
    assert opportunity_facts([flexible.id], now)[flexible.id].sessions == ()
