"""The strength of making room: set by administrators, used by the order, shown beside the fit."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.checked_client import CheckedClient
from tests.matches.exposure.test_pages import As, Town, read
from tests.people.test_administration import SETTINGS
from tests.world import World
from volunteer_match.audit.models import AuditEntry
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.matches.facts.settings import company_settings
from volunteer_match.matches.models import MatchingChange
from volunteer_match.organisations.models import Company
from volunteer_match.web.application import Application


@pytest.fixture
def ids(app: Application, world: World) -> dict[str, Any]:
    """Somebody was asked an hour ago, and somebody took a place; public ids by name."""
    with app.app_context():
        begin_write(db.session)
        town = Town(world)
        town.ask("one", "fractions", world.now - timedelta(hours=1))
        town.claim("two", "algebra", world.now - timedelta(hours=1))
        db.session.commit()
    return world.ids


def set_strength(client: CheckedClient, **strengths: str) -> int:
    return client.send("/administration/settings", {**SETTINGS, "asks_per_week": "3", **strengths}).status_code


def test_each_adjustment_stands_beside_the_fit(as_: As, ids: dict[str, Any]) -> None:
    people = read(as_("coordinator"), f"/opportunities/{ids['geometry']}/people")
    assert "Asked 1 time in the last 7 days (× 0.9)." in people
    assert "the same as the fit." in people
    assert "1 person joined in the last 7 days (× 0.95), so it stands a little lower" in read(
        as_("agent"), "/opportunities"
    )
    assert "1 person joined in the last 7 days (× 0.95)." in read(as_("agent"), f"/opportunities/{ids['algebra']}")


def test_the_strength_that_is_set_is_the_one_that_counts(as_: As, ids: dict[str, Any]) -> None:
    assert set_strength(as_("admin"), fairness="strong", attention="off") == 303
    assert "(× 0.8)" in read(as_("coordinator"), f"/opportunities/{ids['geometry']}/people")
    assert "×" not in read(as_("agent"), "/opportunities")
    assert "×" not in read(as_("agent"), f"/opportunities/{ids['algebra']}")
    strengths = read(as_("coordinator"), "/exposure/strengths")
    assert "Strong × 0.8 set now" in strengths
    assert "Off set now" in strengths


def test_changing_it_is_logged_and_noted(app: Application, as_: As, ids: dict[str, Any]) -> None:
    with app.app_context():
        before = db.session.scalars(select(MatchingChange).where(MatchingChange.subject == "company")).all()
    assert set_strength(as_("admin"), fairness="gentle", attention="strong") == 303
    with app.app_context():
        company = db.session.get_one(Company, ids["northwind"])
        settings = company_settings(company)
        assert (settings.fairness, settings.attention) == (0.95, 0.9)
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "company.settings")).one()
        assert (entry.details["fairness"], entry.details["attention"]) == ([0.9, 0.95], [0.95, 0.9])
        after = db.session.scalars(select(MatchingChange).where(MatchingChange.subject == "company")).all()
        assert len(after) == len(before) + 1


def test_a_factor_of_ones_own_is_kept_until_another_is_chosen(app: Application, as_: As, ids: dict[str, Any]) -> None:
    with app.app_context():
        begin_write(db.session)
        db.session.get_one(Company, ids["northwind"]).matching_settings = {"fairness": 0.87, "seed": 4}
        db.session.commit()
    admin = as_("admin")
    assert "As it is, × 0.87" in read(admin, "/administration/settings")
    assert set_strength(admin, fairness="own", attention="standard") == 303
    assert "As set now, × 0.87" in read(admin, "/exposure/strengths")
    assert set_strength(admin, fairness="standard", attention="standard") == 303
    assert "As it is" not in read(admin, "/administration/settings")
    with app.app_context():
        assert db.session.get_one(Company, ids["northwind"]).matching_settings["seed"] == 4
    assert set_strength(admin, fairness="own", attention="standard") == 422, "there is none any more"
    assert set_strength(admin, fairness="absurd", attention="standard") == 422


def test_only_administrators_set_it(as_: As, ids: dict[str, Any]) -> None:
    assert set_strength(as_("coordinator"), fairness="off", attention="off") == 404
    assert "Administrators set the strength" in read(as_("coordinator"), "/exposure/strengths")
    assert "Change the strength" in read(as_("admin"), "/exposure/strengths")
