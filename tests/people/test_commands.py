"""Letting people in from the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from tests.conftest import make_config
from volunteer_match import create_app
from volunteer_match.cli import main
from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.people.models import Account


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    address = f"sqlite:///{tmp_path / 'command.sqlite3'}"
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.setenv("APP_ENV", "test")
    return address


def test_the_first_administrator_and_a_link_to_a_new_password(url: str) -> None:
    runner = CliRunner()
    assert runner.invoke(main, ["reset-link", "ada@example.org"]).exit_code == 1
    made = runner.invoke(main, ["create-admin", "Ada@Example.org", "--company", "Northwind"])
    assert made.exit_code == 0, made.output
    app = create_app(make_config(url))
    client = app.test_client()
    path = "/" + made.stdout.strip().split("/", 3)[3]
    token = client.get(path).get_data(as_text=True).split('name="csrf_token" value="')[1].split('"')[0]
    data = {"given_name": "Ada", "time_zone": "UTC", "password": "eleven slow otters", "csrf_token": token}
    assert client.post(path, data=data).status_code == 303
    with app.app_context():
        account = db.session.scalars(select(Account)).one()
        assert (account.email, account.role) == ("ada@example.org", Role.ADMINISTRATOR)
        assert account.company is not None
        assert account.company.name == "Northwind"
    again = runner.invoke(main, ["create-admin", "ada@example.org"])
    assert again.exit_code == 1
    link = runner.invoke(main, ["reset-link", "ADA@example.org"])
    assert link.exit_code == 0
    assert client.get("/" + link.stdout.strip().splitlines()[0].split("/", 3)[3]).status_code == 200
    with app.app_context():
        db.engine.dispose()


def test_an_address_that_is_none_is_refused(url: str) -> None:
    assert CliRunner().invoke(main, ["create-admin", "nobody"]).exit_code == 2
