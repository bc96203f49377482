"""Versions of the factors on the pages, at the command line and in the databases."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from tests.hours.conftest import signed
from tests.matches.acts import transaction
from tests.matches.browsing import SignIn
from tests.world import World
from volunteer_match.audit.models import AuditEntry
from volunteer_match.challenges.catalogue import ACTIONS
from volunteer_match.challenges.factors import queries
from volunteer_match.challenges.factors.models import FactorVersion
from volunteer_match.challenges.factors.shipped import NEWEST, shipped, shipped_content
from volunteer_match.commands.factors import import_factors_command
from volunteer_match.extensions import db
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.web.application import Application

assert signed, "the fixture"
PAGE = "/administration/factors"
BRITISH = b"grid,GB,,215.79,"
NEWER = shipped_content(NEWEST).replace(BRITISH, b"grid,GB,,107.895,")


@pytest.fixture(autouse=True)
def _within(app: Application) -> Iterator[None]:
    with app.app_context():
        yield


def _upload(content: bytes, name: str = "2027.1") -> dict[str, object]:
    return {"name": name, "file": (BytesIO(content), "factors.csv")}


def _versions() -> list[FactorVersion]:
    return list(db.session.scalars(select(FactorVersion).order_by(FactorVersion.id)))


def test_a_newer_version_is_read_looked_at_and_put_to_use_for_good(world: World, signed: SignIn) -> None:
    admin, company = signed("admin"), world.ids["northwind"]
    assert NEWEST in admin.get(PAGE).get_data(as_text=True)
    bad = admin.send(PAGE, _upload(NEWER.replace(b"g/kWh", b"kg/kWh", 3).replace(b",AD,", b",ADD,")))
    assert bad.status_code == 422
    assert "Line 2: The unit must be g/kWh: the formulas count on it." in bad.get_data(as_text=True)
    assert admin.send(PAGE, _upload(NEWER, "../2027")).status_code == 422
    assert "There is a version of this name" in admin.send(PAGE, _upload(NEWER, NEWEST)).get_data(as_text=True)
    assert admin.send(PAGE, {"name": "2027.1"}).status_code == 422
    made = admin.send(PAGE, _upload(NEWER))
    assert made.status_code == 303
    shown = admin.get(made.location).get_data(as_text=True)
    assert "215.79 g CO₂e a kWh" in shown
    assert "107.895 g CO₂e a kWh" in shown
    assert "−50.0" in shown
    assert queries.current(company).version == NEWEST, "nothing counts with it yet"
    with pytest.raises(LookupError):
        queries.version("2027.1", company)
    assert admin.send(f"{made.location}/publication").status_code == 303
    db.session.rollback()
    grid = queries.current(company).find("grid", "GB")
    assert grid is not None
    assert (queries.current(company).version, str(grid.value)) == ("2027.1", "107.895")
    assert queries.version("2027.1", company) is queries.current(company)
    assert queries.version(NEWEST, company) is shipped(NEWEST), "for what was logged with it"
    assert queries.current(world.ids["elsewhere"]).version == NEWEST, "each company has its own"
    with pytest.raises(LookupError):
        queries.version("2027.1", world.ids["elsewhere"])
    admin.send(f"{made.location}/removal")
    assert "107.895" in signed("agent").get("/challenges/actions/line-dry?country=GB").get_data(as_text=True)
    assert admin.get(f"{made.location}/file").get_data() == NEWER
    [row] = _versions()
    assert (row.name, row.factors, row.added_by_id) == ("2027.1", len(shipped(NEWEST)), world.accounts["admin"])
    actions = {entry.action for entry in db.session.query(AuditEntry)}
    assert {"factors.add", "factors.publish"} <= actions
    for change in ("UPDATE factor_versions SET content = ''", "DELETE FROM factor_versions"):
        with pytest.raises(DBAPIError), db.session.begin_nested():
            db.session.execute(text(change))


def test_a_version_that_nobody_counts_with_is_dropped(world: World, signed: SignIn) -> None:
    admin = signed("admin")
    made = admin.send(PAGE, _upload(NEWER))
    assert signed("foreign_coordinator").get(made.location).status_code == 404
    assert admin.send(f"{made.location}/removal").status_code == 303
    assert _versions() == []
    assert admin.get(made.location).status_code == 404


def test_the_catalogue_says_how_each_action_is_worked_out(world: World, signed: SignIn) -> None:
    agent = signed("agent")
    whole = agent.get("/challenges/actions").get_data(as_text=True)
    assert all(f'/challenges/actions/{code}"' in whole for code in ACTIONS)
    narrowed = agent.get("/challenges/actions?theme=trees").get_data(as_text=True)
    assert narrowed.count("5 actions") == 2, "in the heading and in the theme"
    assert "Carbon taken up in ten years" in narrowed, "never called avoided"
    bus = agent.get("/challenges/actions/bus?country=IN").get_data(as_text=True)
    assert "10 × 167.25 − 10 × 103.85" in bus
    assert "634 g CO₂e" in bus
    assert "measured in: United Kingdom" in bus
    assert "conversion-factors-2025" in bus
    assert "No figure for this place" in agent.get("/challenges/actions/home-day?country=IN").get_data(as_text=True)
    assert agent.get("/challenges/actions/nothing-like-it").status_code == 404
    with transaction():
        db.session.get_one(AgentProfile, world.accounts["agent"]).site_id = world.ids["northwind_site"]
    assert "613.38" in agent.get("/challenges/actions/kwh-saved").get_data(as_text=True), "Manila"


def test_from_the_command_line(world: World, app: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("volunteer_match.commands.application.checked_app", lambda: app)
    file, broken = tmp_path / "2027.2.csv", tmp_path / "broken.csv"
    file.write_bytes(NEWER)
    broken.write_bytes(shipped_content(NEWEST).replace(BRITISH, b"grid,GB,,0,"))
    run = CliRunner()
    tried = run.invoke(import_factors_command, [str(file), "--dry-run"])
    assert "281 factors, 1 other than in version 2026.1" in tried.output
    assert "Electricity from the grid, United Kingdom: 215.79 g" in tried.output
    assert run.invoke(import_factors_command, [str(broken)]).exit_code == 1
    assert run.invoke(import_factors_command, [str(file), "--company", "Nobody"]).exit_code == 1
    with app.app_context():
        assert _versions() == []
    assert "Version 2027.2 is in use from now on." in run.invoke(import_factors_command, [str(file)]).output
    assert "There is a version of this name" in run.invoke(import_factors_command, [str(file)]).output
    with app.app_context():
        assert queries.current(world.ids["northwind"]).version == "2027.2"
