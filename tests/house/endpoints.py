"""Asks every endpoint as every person of the tests' world, and reads and writes the table of answers."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import url_for
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.checked_client import TOKEN
from tests.house.everything import furnish
from tests.world import PASSWORD, World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.people.models import SignInSession
from volunteer_match.web.application import Application

TABLE = Path(__file__).with_name("endpoints.txt")
COOKIE = "volunteer_match"
NOBODY = "nobody"
PEOPLE = (
    NOBODY,
    "agent",
    "colleague",
    "stranger",
    "partner",
    "partner_colleague",
    "other_partner",
    "coordinator",
    "foreign_coordinator",
    "admin",
    "foreign_admin",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One endpoint and one method."""

    method: str
    endpoint: str
    rule: Rule

    @property
    def name(self) -> str:
        return f"{self.method} {self.endpoint}"


def rows_of(app: Application) -> list[Row]:
    """Every endpoint with each of its methods, in order of its name."""
    rows = [
        Row(method, rule.endpoint, rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.endpoint != "static"
    ]
    return sorted(rows, key=lambda row: (row.endpoint, row.method))


class Asker:
    """The application on a database of its own, which is put back after every answer that may have changed it."""

    def __init__(self, app: Application, empty: Path) -> None:
        self.app = app
        self.path = Path(str(app.config["SQLALCHEMY_DATABASE_URI"]).removeprefix("sqlite:///"))
        self.template = self.path.with_suffix(".template")
        self._cookies: dict[str, str] = {}
        self._with_token: dict[str, tuple[str, str]] = {}
        self._rows = {row.name: row for row in rows_of(app)}
        shutil.copyfile(empty, self.path)
        self._furnish()

    def _furnish(self) -> None:
        with self.app.app_context():
            begin_write(db.session)
            world = World.build(datetime.now(UTC).replace(microsecond=0))
            self.values = furnish(world)
            db.session.commit()
        for person in PEOPLE[1:]:
            self._cookies[person] = self._sign_in(world.email(person))
        with self.app.app_context():
            device = db.session.query(SignInSession.public_id).filter_by(account_id=world.accounts["agent"])
            self.values["devices"] = {"public_id": device.scalar()}
            db.session.remove()
            with db.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            db.engine.dispose()
        shutil.copyfile(self.path, self.template)

    def _sign_in(self, email: str) -> str:
        client = self.app.test_client()
        form = {"email": email, "password": PASSWORD, "csrf_token": self._token(client)}
        assert client.post("/sign-in", data=form).status_code == 303, email
        cookie = client.get_cookie(COOKIE)
        assert cookie is not None
        return str(cookie.value)

    @staticmethod
    def _token(client: FlaskClient) -> str:
        """The token of the first form on a page that everybody may see."""
        found = TOKEN.search(client.get("/account").get_data(as_text=True)) or TOKEN.search(
            client.get("/sign-in").get_data(as_text=True)
        )
        assert found is not None
        return found.group(1)

    def row(self, name: str) -> Row:
        return self._rows[name]

    def address(self, row: Row) -> str:
        """Where the row leads in this world."""
        values = self.values.get(row.endpoint) or self.values.get(row.endpoint.split(".")[0], {})
        with self.app.test_request_context():
            if row.endpoint in self.values:
                return url_for(row.endpoint, **values)
            return url_for(row.endpoint, **{name: values[name] for name in row.rule.arguments})

    def client(self, person: str) -> FlaskClient:
        client = self.app.test_client()
        if person != NOBODY:
            client.set_cookie(COOKIE, self._cookies[person])
        return client

    def _client_with_token(self, person: str) -> tuple[FlaskClient, str]:
        """A client and the token of its session, which is the same in every form: one page is asked for it, once."""
        client = self.client(person)
        if person not in self._with_token:
            token = self._token(client)
            cookie = client.get_cookie(COOKIE)
            assert cookie is not None
            self._with_token[person] = str(cookie.value), token
        cookie_value, token = self._with_token[person]
        client.set_cookie(COOKIE, cookie_value)
        return client, token

    def ask(self, row: Row, person: str, *, with_token: bool = True) -> str:
        """The status as a word; "in" stands for being sent to sign in."""
        client, form = self.client(person), {}
        if row.method == "POST" and with_token:
            client, form["csrf_token"] = self._client_with_token(person)
        response = client.open(self.address(row), method=row.method, data=form)
        response.close()
        if row.method == "POST" and (response.status_code < 400 or "sign_in" in row.endpoint):
            self.restore()
        is_sent_in = response.status_code == 303 and response.location.startswith("/sign-in?")
        return "in" if is_sent_in or response.location == "/sign-in" else str(response.status_code)

    def restore(self) -> None:
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
        for suffix in ("-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(self.template, self.path)


def read_table(path: Path) -> dict[str, dict[str, str]]:
    """By "METHOD endpoint", the answer for each person."""
    lines = [line.split() for line in path.read_text().splitlines()] if path.exists() else [[]]
    people = lines[0]
    return {f"{line[0]} {line[1]}": dict(zip(people, line[2:], strict=True)) for line in lines[1:]}


def write_table(asker: Asker) -> str:
    """The table as it would be if everything were right as it is now."""
    rows = rows_of(asker.app)
    wide = max(len(row.name) for row in rows) + 2
    lines = [" " * wide + "  ".join(PEOPLE)]
    for row in rows:
        cells = "  ".join(asker.ask(row, person).ljust(len(person)) for person in PEOPLE)
        lines.append(f"{row.name.ljust(wide)}{cells}".rstrip())
    return "\n".join(lines) + "\n"
