"""Words of thanks: whom one can thank, that a coordinator reads first, and what hangs on the wall with whose name."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import KudosState
from volunteer_match.matches import actions as matches
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.recognition.kudos.actions import write
from volunteer_match.recognition.kudos.models import Kudos
from volunteer_match.recognition.kudos.people import find_person_to_thank, people_to_thank
from volunteer_match.recognition.kudos.rules import KudosRefusal
from volunteer_match.refusals import Refused
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]
WORDS = "You explained fractions with football, and it worked."


def _attend(world: World) -> None:
    """`agent` was at a session of the partner; `colleague` is of their team."""
    need = world.add_opportunity(starts_in=timedelta(days=-2))
    before = world.now - timedelta(days=3)
    claim = matches.claim(world.account("agent"), need, [need.sessions[0].public_id], "", before)
    matches.approve_claim(claim, world.account("coordinator"), before)
    matches.complete(claim.matches[0], world.account("partner"), world.now)
    for name in ("agent", "colleague"):
        db.session.get_one(AgentProfile, world.accounts[name]).team_id = world.ids["northwind_team"]


@pytest.fixture
def met(app: Application, world: World) -> World:
    with app.app_context():
        begin_write(db.session)
        _attend(world)
        db.session.commit()
    return world


def _names(world: World, name: str, now: datetime) -> list[str]:
    return [person.given_name for person in people_to_thank(world.account(name), now)]


def test_whom_one_can_thank_and_how_often(app: Application, met: World) -> None:
    world, now = met, met.now
    with app.app_context():
        begin_write(db.session)
        assert _names(world, "partner", now) == ["Agent"]
        assert _names(world, "partner", now + timedelta(days=200)) == []
        assert _names(world, "other_partner", now) == []
        assert (_names(world, "agent", now), _names(world, "colleague", now)) == (["Colleague"], ["Agent"])
        assert _names(world, "coordinator", now) == []
        agent, coordinator = world.account("agent"), world.account("coordinator")
        assert find_person_to_thank(agent.public_id, coordinator, now) is agent
        assert find_person_to_thank(agent.public_id, world.account("foreign_coordinator"), now) is None
        assert find_person_to_thank(agent.public_id, agent, now) is None

        partner = world.account("partner")
        for receiver in ("agent", "colleague", "coordinator", "stranger"):
            write(partner, world.account(receiver), WORDS, now)
        with pytest.raises(Refused) as refused:
            write(partner, agent, WORDS, now + timedelta(days=6))
        assert refused.value.refusal is KudosRefusal.SAME_PERSON
        write(partner, world.account("admin"), WORDS, now)
        with pytest.raises(Refused) as refused:
            write(partner, world.account("second_coordinator"), WORDS, now + timedelta(hours=1))
        assert refused.value.refusal is KudosRefusal.TOO_MANY
        write(partner, agent, WORDS, now + timedelta(days=8))
        db.session.rollback()


def _text(client: CheckedClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


def test_thanks_are_read_by_a_coordinator_first(app: Application, as_: As, met: World) -> None:
    partner, agent, coordinator = as_("partner"), as_("agent"), as_("coordinator")
    with app.app_context():
        to = met.account("agent").public_id
        stranger = met.account("stranger").public_id
    for wrong in ({"to": stranger, "body": WORDS}, {"to": to, "body": ""}, {"to": to, "body": "Call +44 20 7946 0958"}):
        assert partner.send("/thanks/new", wrong).status_code == 422
    assert partner.send("/thanks/new", {"to": to, "body": WORDS}).status_code == 303
    assert partner.send("/thanks/new", {"to": to, "body": "Once more."}).status_code == 422
    with app.app_context():
        kudos = db.session.query(Kudos).one().public_id
    # Not even in everything that is kept about them: nobody has looked at it yet.
    for path in ("/thanks", "/thanks/wall", "/account/data/download", "/inbox"):
        assert WORDS not in _text(agent, path)
    assert agent.get("/thanks/waiting").status_code == 404
    assert as_("foreign_coordinator").send(f"/thanks/{kudos}/acceptance").status_code == 404
    assert WORDS in _text(coordinator, "/thanks/waiting")

    assert coordinator.send(f"/thanks/{kudos}/return", {"reason": "client", "note": "No names."}).status_code == 303
    assert "No names." in _text(partner, "/thanks")
    assert WORDS not in _text(agent, "/thanks")
    assert coordinator.send(f"/thanks/{kudos}/acceptance").status_code == 409
    assert coordinator.send(f"/thanks/{kudos}/reopening").status_code == 303
    assert coordinator.send(f"/thanks/{kudos}/acceptance").status_code == 303
    assert coordinator.send(f"/thanks/{kudos}/acceptance").status_code == 303
    mine = _text(agent, "/thanks")
    assert WORDS in mine
    assert "Partner S., Open Desk" in mine
    assert WORDS in _text(agent, "/account/data/download")

    _wall(app, as_, kudos)
    reported = agent.send("/concerns/new", {"kudos": kudos, "category": "behaviour", "body": "It is about a client."})
    assert reported.status_code == 303
    found = re.search(r"/concerns/[a-z0-9]{14}", _text(coordinator, "/concerns"))
    assert found is not None
    assert WORDS in _text(coordinator, found[0])
    assert as_("stranger").send("/concerns/new", {"kudos": kudos, "category": "other", "body": "x"}).status_code == 404

    # Who wrote it may take it back; who received it may leave, and takes it along.
    gone = {"password": met.password, "is_sure": "y"}
    assert partner.send("/account/deletion", gone).status_code == 303
    assert "Open Desk" in _text(agent, "/thanks")
    assert "Partner S." not in _text(agent, "/thanks")
    assert agent.send("/account/deletion", gone).status_code == 303
    with app.app_context():
        assert db.session.query(Kudos).count() == 0


def _wall(app: Application, as_: As, kudos: str) -> None:
    """On the wall only as the receiver wants it, with the writer's name only as the writer wants it."""
    partner, agent, colleague = as_("partner"), as_("agent"), as_("colleague")
    assert WORDS not in _text(colleague, "/thanks/wall")
    agent.send("/account/consents", {"shown": ["wall"]})
    assert WORDS in _text(colleague, "/thanks/wall")
    assert "Open Desk" in _text(colleague, "/thanks/wall")
    assert "Partner S." not in _text(colleague, "/thanks/wall")
    assert WORDS not in _text(as_("stranger"), "/thanks/wall")
    partner.send("/account/consents", {"shown": ["name"]})
    assert "Partner S., Open Desk" in _text(colleague, "/thanks/wall")
    agent.send(f"/thanks/{kudos}/keeping", {"private": "y"})
    assert WORDS not in _text(colleague, "/thanks/wall")
    agent.send(f"/thanks/{kudos}/keeping")
    assert WORDS in _text(colleague, "/thanks/wall")
    agent.send("/account/consents")
    assert WORDS not in _text(colleague, "/thanks/wall")


def test_nobody_decides_on_their_own(app: Application, as_: As, met: World) -> None:
    coordinator = as_("coordinator")
    with app.app_context():
        begin_write(db.session)
        kudos = write(met.account("coordinator"), met.account("agent"), WORDS, met.now).public_id
        db.session.commit()
    assert "somebody else decides" in _text(coordinator, "/thanks/waiting")
    assert coordinator.send(f"/thanks/{kudos}/acceptance").status_code == 409
    assert coordinator.send(f"/thanks/{kudos}/taking-back").status_code == 303
    assert WORDS not in _text(as_("second_coordinator"), "/thanks/waiting")
    with app.app_context():
        assert db.session.query(Kudos).one().state is KudosState.WITHDRAWN
