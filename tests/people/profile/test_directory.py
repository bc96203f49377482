"""Coordinators find the people of their own company, and look at one of them."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import event, select

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.audit.models import AuditEntry
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.organisations.models import Site, Team
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]


def _public_id(app: Application, world: World, name: str) -> str:
    with app.app_context():
        return world.account(name).public_id


@pytest.fixture
def sites(app: Application, world: World) -> dict[str, str]:
    """The agent gets a site and a team; public ids by name."""
    with app.app_context():
        profile = db.session.get(AgentProfile, world.accounts["agent"])
        site, team = (
            db.session.get(Site, world.ids["northwind_site"]),
            db.session.get(Team, world.ids["northwind_team"]),
        )
        assert profile is not None
        assert site is not None
        assert team is not None
        profile.site_id, profile.team_id = site.id, team.id
        db.session.commit()
        return {"site": site.public_id, "team": team.public_id}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Agent", "Colleague", "Coordinator"}),
        ("q=colle", {"Colleague"}),
        ("q=surname+AGENT", {"Agent"}),
        ("q=100%25", set()),
        ("q=_", set()),
        ("language=en", {"Agent", "Colleague", "Coordinator"}),
        ("language=xx", {"Agent", "Colleague", "Coordinator"}),
        ("skill=maths-tutoring", {"Agent", "Colleague", "Coordinator"}),
        ("skill=Patience", set()),
        ("skill=qqqqqq", set()),
        ("page=99", {"Agent", "Colleague", "Coordinator"}),
    ],
)
def test_search(as_: As, query: str, found: set[str]) -> None:
    text = as_("coordinator").get(f"/people?{query}").text
    assert {
        name for name in ("Agent", "Colleague", "Coordinator", "Stranger") if f">{name} Surname</a>" in text
    } == found


def test_search_by_site_and_team(as_: As, sites: dict[str, str]) -> None:
    client = as_("coordinator")
    for name, public_id in sites.items():
        text = client.get(f"/people?{name}={public_id}").text
        assert "1 person" in text
        assert "Agent Surname" in text


def test_list_asks_the_same_number_of_questions_for_many(
    app: Application, world: World, as_: As, now: datetime
) -> None:
    client = as_("coordinator")

    def count() -> int:
        asked: list[str] = []
        with app.app_context():
            engine = db.engine
        listener = lambda *arguments: asked.append(arguments[2])  # noqa: E731
        event.listen(engine, "before_cursor_execute", listener)
        assert client.get("/people").status_code == 200
        event.remove(engine, "before_cursor_execute", listener)
        return len(asked)

    client.get("/people")
    few = count()
    with app.app_context():
        begin_write(db.session)
        for number in range(30):
            world.add_account(f"extra{number}", Role.AGENT, company="northwind")
            world.add_profile(f"extra{number}")
        db.session.commit()
    assert count() == few
    assert "33 people" in client.get("/people?page=2").text


def test_a_look_at_a_person_is_recorded(app: Application, world: World, as_: As) -> None:
    public_id = _public_id(app, world, "agent")
    client = as_("coordinator")
    text = client.get(f"/people/{public_id}").text
    assert "Maths tutoring" in text
    assert f"/people/{public_id}/blocks" in text
    with app.app_context():
        (entry,) = db.session.scalars(select(AuditEntry))
        assert (entry.action, entry.subject_id, entry.actor_id) == (
            "profile.read",
            public_id,
            world.accounts["coordinator"],
        )


def test_strangers_and_the_deleted_are_not_found(app: Application, world: World, as_: As, now: datetime) -> None:
    client = as_("coordinator")
    assert client.get(f"/people/{_public_id(app, world, 'stranger')}").status_code == 404
    assert client.get("/people/nobody").status_code == 404
    assert as_("agent").get("/people").status_code == 404
    with app.app_context():
        account = db.session.get(Account, world.accounts["colleague"])
        assert account is not None
        public_id, account.deleted_at = account.public_id, now
        db.session.commit()
    assert client.get(f"/people/{public_id}").status_code == 404
    assert "Colleague Surname" not in client.get("/people").text
