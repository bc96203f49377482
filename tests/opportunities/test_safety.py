"""Safeguards for people under 18 hold however a need comes to be published, and hostile values end as a page."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import BACKGROUND_CHECK, MatchState, OpportunityState
from volunteer_match.matches.models import Match
from volunteer_match.opportunities import lookup
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.opportunities.queries import find_of_partner
from volunteer_match.web.application import Application

SignIn = Callable[[str], CheckedClient]
FOR_MINORS = {"is_for_minors": "y", "second_adult": "Ms Ortiz", "credentials": BACKGROUND_CHECK}


@pytest.fixture
def need(app: Application, world: World) -> str:
    """A published need with one free place."""
    with app.app_context():
        begin_write(db.session)
        public_id = world.add_opportunity(places=2).public_id
        db.session.commit()
    return public_id


def _with_match(app: Application, world: World, state: MatchState) -> None:
    with app.app_context():
        begin_write(db.session)
        opportunity = db.session.scalars(select(Opportunity)).one()
        session = opportunity.sessions[0]
        session.taken = 1
        match = Match(
            company_id=world.ids["northwind"],
            agent_id=world.accounts["agent"],
            opportunity_id=opportunity.id,
            session_id=session.id,
            state=state,
            state_since=world.now,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            created_at=world.now,
        )
        db.session.add(match)
        db.session.commit()


def _is_for_minors(app: Application) -> bool:
    with app.app_context():
        return db.session.scalars(select(Opportunity.is_for_minors)).one()


def test_a_need_with_people_does_not_become_one_for_minors(
    app: Application, as_: SignIn, world: World, need: str
) -> None:
    """Who has a place was never asked for a background check."""
    _with_match(app, world, MatchState.APPROVED)
    response = as_("partner").send(f"/opportunities/{need}/edit/who", FOR_MINORS)
    assert response.status_code == 422
    assert "background check" in response.get_data(as_text=True)
    assert not _is_for_minors(app)


def test_a_need_without_people_may_become_one_for_minors(
    app: Application, as_: SignIn, world: World, need: str
) -> None:
    _with_match(app, world, MatchState.PENDING)
    assert as_("partner").send(f"/opportunities/{need}/edit/who", FOR_MINORS).status_code == 303
    assert _is_for_minors(app)


def test_publishing_looks_at_what_a_colleague_just_changed(
    app: Application, as_: SignIn, world: World, need: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A colleague turns the draft into one for minors after this request has begun, and before it finds the need."""
    with app.app_context():
        begin_write(db.session)
        db.session.execute(update(Opportunity).values(state=OpportunityState.DRAFT))
        db.session.commit()
        if db.engine.dialect.name == "sqlite":
            pytest.skip("on SQLite writers take turns")
    client = as_("partner")
    client.get("/opportunities")
    found = find_of_partner

    def find_then_changed(public_id: str, partner_id: int) -> Opportunity | None:
        opportunity = found(public_id, partner_id)
        with suppress(OperationalError), db.engine.connect() as other, other.begin():
            other.exec_driver_sql("SET LOCAL lock_timeout = '200ms'")
            other.execute(update(Opportunity).values(is_for_minors=True))
        return opportunity

    monkeypatch.setattr(lookup, "find_of_partner", find_then_changed)
    client.send(f"/opportunities/{need}/publication")
    with app.app_context():
        kept = db.session.scalars(select(Opportunity)).one()
        assert not (kept.state is OpportunityState.PUBLISHED and kept.is_for_minors)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_the_ends_of_the_calendar_are_no_fault_of_ours(as_: SignIn, world: World, need: str, day: str) -> None:
    times = {"time_zone": "Asia/Manila", "minutes": "60", "places": "1"}
    client = as_("partner")
    for zone in ("Asia/Manila", "America/New_York"):
        dates = {**times, "time_zone": zone, "day": day, "start": "23:00", "weeks": "2", "add": "1"}
        assert client.send(f"/opportunities/{need}/edit/when", dates).status_code == 422
        flexible = {**times, "time_zone": zone, "deadline": day, "format": "flexible"}
        assert client.send(f"/opportunities/{need}/edit/when", flexible).status_code == 422
    agent = f"/people/{_public_id(world, client)}/blocks"
    block = {"kind": "tutoring", "partner": "", "reason": "Rest", "ends_on": day}
    assert as_("coordinator").send(agent, block).status_code == 422


def _public_id(world: World, client: CheckedClient) -> str:
    with client.application.app_context():
        return world.account("agent").public_id


def test_text_that_a_database_refuses_is_not_found(as_: SignIn, need: str) -> None:
    coordinator = as_("coordinator")
    for path in ("/opportunities/%00", "/matches/a%00b", "/people?site=%00", "/opportunities?partner=%00"):
        assert coordinator.get(path).status_code < 500, path
    sent = coordinator.send(f"/opportunities/{need}/invitations", {"agent": "a\x00b", "session": ""})
    assert sent.status_code in (400, 404)
