"""Accounts, sites, settings: what administrators do, and what they can't."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.audit.models import AuditEntry
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Role
from volunteer_match.matches.claiming import claim
from volunteer_match.matches.models import Match
from volunteer_match.organisations.models import Company, Site, Team
from volunteer_match.people.models import Account
from volunteer_match.people.rules import AccountRefusal, judge_deactivation, judge_role_change
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]
PAGES = (
    "/administration",
    "/administration/accounts",
    "/administration/invitations",
    "/administration/invitations/file",
    "/administration/sites",
    "/administration/sites/new",
    "/administration/settings",
    "/administration/audit",
    "/administration/outbox",
)


def id_of(app: Application, world: World, name: str) -> str:
    with app.app_context():
        return world.account(name).public_id


def actions_in_log(app: Application) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


@pytest.mark.parametrize("path", PAGES)
def test_administrators_and_nobody_else(as_: As, path: str) -> None:
    assert as_("admin").get(path).status_code == 200
    assert [as_(name).get(path).status_code for name in ("agent", "partner", "coordinator")] == [404] * 3


def test_accounts_are_searched_and_filtered(as_: As, world: World) -> None:
    admin = as_("admin")
    found = admin.get("/administration/accounts?q=colleague").get_data(as_text=True)
    assert world.email("colleague") in found
    assert world.email("agent") not in found
    coordinators = admin.get("/administration/accounts?role=coordinator").get_data(as_text=True)
    assert "2 accounts" in coordinators
    assert "Nobody found" in admin.get("/administration/accounts?q=%25").get_data(as_text=True)
    assert world.email("stranger") not in admin.get("/administration/accounts").get_data(as_text=True)


def test_deactivation_ends_every_session_at_once(app: Application, as_: As, world: World) -> None:
    agent, admin = as_("agent"), as_("admin")
    path = f"/administration/accounts/{id_of(app, world, 'agent')}"
    assert admin.get(path).status_code == 200
    assert admin.send(f"{path}/deactivation").status_code == 303
    assert agent.get("/account").location.startswith("/sign-in")
    assert app.test_client().sign_in(world.email("agent"), world.password).status_code == 422  # type: ignore[attr-defined]
    assert admin.send(f"{path}/reactivation").status_code == 303
    assert agent.get("/account").status_code == 303
    assert app.test_client().sign_in(world.email("agent"), world.password).status_code == 303  # type: ignore[attr-defined]
    assert actions_in_log(app) == ["account.deactivate", "account.reactivate"]


def test_deactivation_frees_places(app: Application, as_: As, world: World) -> None:
    with app.app_context():
        begin_write(db.session)
        opportunity = world.add_opportunity()
        claim(world.account("agent"), opportunity, [opportunity.sessions[0].public_id], "", world.now)
        db.session.commit()
    as_("admin").send(f"/administration/accounts/{id_of(app, world, 'agent')}/deactivation")
    with app.app_context():
        match = db.session.scalars(select(Match)).one()
        assert (match.state, match.session.taken) == (MatchState.WITHDRAWN, 0)


def test_accounts_of_others_are_unknown(app: Application, as_: As, world: World) -> None:
    admin = as_("admin")
    for name in ("stranger", "partner"):
        path = f"/administration/accounts/{id_of(app, world, name)}"
        assert admin.get(path).status_code == 404
        assert admin.send(f"{path}/deactivation").status_code == 404
        assert admin.send(f"{path}/role", {"role": "administrator"}).status_code == 404


def test_a_role_changes_and_counts_from_the_next_click(app: Application, as_: As, world: World) -> None:
    agent, admin = as_("agent"), as_("admin")
    path = f"/administration/accounts/{id_of(app, world, 'agent')}/role"
    assert agent.get("/administration").status_code == 404
    assert admin.send(path, {"role": "administrator"}).status_code == 303
    assert agent.get("/administration").status_code == 200
    assert admin.send(path, {"role": "partner_member"}).status_code == 422


def test_nobody_changes_or_closes_their_own_account_here(app: Application, as_: As, world: World) -> None:
    admin = as_("admin")
    path = f"/administration/accounts/{id_of(app, world, 'admin')}"
    assert admin.send(f"{path}/deactivation").status_code == 422
    assert admin.send(f"{path}/role", {"role": "agent"}).status_code == 422
    with app.app_context():
        assert world.account("admin").role is Role.ADMINISTRATOR


A, C, ADMIN, P = Role.AGENT, Role.COORDINATOR, Role.ADMINISTRATOR, Role.PARTNER_MEMBER


@pytest.mark.parametrize(
    "old, new, left, is_self, refusal",
    [
        (A, C, 1, False, None),
        (C, ADMIN, 1, False, None),
        (ADMIN, A, 2, False, None),
        (ADMIN, A, 1, False, AccountRefusal.LAST_ADMINISTRATOR),
        (ADMIN, ADMIN, 1, False, None),
        (ADMIN, A, 2, True, AccountRefusal.YOURSELF),
        (P, A, 1, False, AccountRefusal.NOT_OF_COMPANY),
        (A, P, 1, False, AccountRefusal.NOT_OF_COMPANY),
    ],
)
def test_who_may_become_what(old: Role, new: Role, left: int, is_self: bool, refusal: AccountRefusal | None) -> None:
    assert judge_role_change(old, new, left, is_self=is_self) is refusal


@pytest.mark.parametrize(
    "role, left, is_self, refusal",
    [
        (A, 1, False, None),
        (ADMIN, 2, False, None),
        (ADMIN, 1, False, AccountRefusal.LAST_ADMINISTRATOR),
        (A, 1, True, AccountRefusal.YOURSELF),
    ],
)
def test_who_may_be_closed(role: Role, left: int, is_self: bool, refusal: AccountRefusal | None) -> None:
    assert judge_deactivation(role, left, is_self=is_self) is refusal


SITE = {"name": "Kraków", "country": "PL", "time_zone": "Europe/Warsaw"}


def test_sites_and_teams_are_added_and_renamed(app: Application, as_: As, world: World) -> None:
    admin = as_("admin")
    assert admin.send("/administration/sites", SITE).status_code == 303
    admin.get("/administration/sites")  # a page fetched anew: this is no double click
    assert admin.send("/administration/sites", SITE).status_code == 422
    with app.app_context():
        site = db.session.scalars(select(Site).where(Site.name == "Kraków")).one().public_id
    assert admin.send(f"/administration/sites/{site}", {**SITE, "name": "Manila"}).status_code == 422
    assert admin.send(f"/administration/sites/{site}", {**SITE, "name": "Cracow"}).status_code == 303
    teams = f"/administration/sites/{site}/teams"
    assert admin.send(teams, {"name": "Amber"}).status_code == 303
    admin.get("/administration/sites")
    assert admin.send(teams, {"name": "Amber"}).status_code == 422
    assert admin.send(teams, {"name": "Jade"}).status_code == 303
    with app.app_context():
        team = db.session.scalars(select(Team).where(Team.name == "Jade")).one().public_id
    assert admin.send(f"/administration/teams/{team}", {"name": "Amber"}).status_code == 422
    assert admin.send(f"/administration/teams/{team}", {"name": "Onyx"}).status_code == 303
    html = admin.get("/administration/sites").get_data(as_text=True)
    assert "Cracow" in html
    assert "Onyx" in html
    for path in (f"/administration/sites/{site}", f"{teams}/new", f"/administration/teams/{team}"):
        assert admin.get(path).status_code == 200


def test_sites_of_another_company_are_unknown(app: Application, as_: As, world: World) -> None:
    with app.app_context():
        site = db.session.get_one(Site, world.ids["elsewhere_site"]).public_id
        team = db.session.get_one(Team, world.ids["elsewhere_team"]).public_id
    admin = as_("admin")
    assert admin.get(f"/administration/sites/{site}").status_code == 404
    assert admin.send(f"/administration/sites/{site}/teams", {"name": "Mine"}).status_code == 404
    assert admin.send(f"/administration/teams/{team}", {"name": "Mine"}).status_code == 404


SETTINGS = {
    "name": "Northwind",
    "time_zone": "UTC",
    "pending_cap": "5",
    "pending_days": "6",
    "invitation_days": "2",
    "weekly_limit_hours": "7.5",
    "asks_per_week": "2",
    "rest_gap_minutes": "45",
    "fairness": "strong",
    "attention": "off",
}


def test_settings_are_saved_and_logged(app: Application, as_: As, world: World) -> None:
    admin = as_("admin")
    assert admin.send("/administration/settings", SETTINGS).status_code == 303
    with app.app_context():
        company = db.session.get_one(Company, world.ids["northwind"])
        assert (company.pending_cap, company.weekly_limit_minutes, company.rest_gap_minutes) == (5, 450, 45)
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "company.settings")).one()
        assert entry.details["pending_cap"] == [3, 5]
    assert admin.send("/administration/settings", {**SETTINGS, "weekly_limit_hours": ""}).status_code == 303
    assert admin.send("/administration/settings", {**SETTINGS, "pending_cap": "0"}).status_code == 422
    html = admin.get("/administration/audit").get_data(as_text=True)
    assert "Changed the settings" in html
    assert "3 → 5" in html


def test_the_log_is_filtered_and_keeps_to_the_company(app: Application, as_: As, world: World) -> None:
    as_("admin").send("/administration/settings", SETTINGS)
    with app.app_context():
        begin_write(db.session)
        db.session.add(AuditEntry(at=world.now, company_id=world.ids["elsewhere"], action="site.add"))
        db.session.commit()
    admin = as_("admin")
    assert "1 entry" in admin.get("/administration/audit").get_data(as_text=True)
    assert "1 entry" in admin.get("/administration/audit?area=company&q=admin").get_data(as_text=True)
    assert "0 entries" in admin.get("/administration/audit?q=nobody").get_data(as_text=True)


def test_a_long_list_has_pages(app: Application, as_: As, world: World) -> None:
    with app.app_context():
        begin_write(db.session)
        db.session.add_all(
            Account(
                company_id=world.ids["northwind"],
                role=Role.AGENT,
                email=f"n{n}@example.org",
                given_name=f"N{n}",
                created_at=world.now,
            )
            for n in range(60)
        )
        db.session.commit()
    admin = as_("admin")
    pages = [admin.get(f"/administration/accounts?page={n}").get_data(as_text=True) for n in (1, 2, 3)]
    assert [page.count("/administration/accounts/") for page in pages] == [25, 25, 15]
