"""A database that is locked or gone: an honest 503 that says when to come back, no false success, and it heals."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.checked_client import CheckedClient
from tests.conftest import make_config
from tests.postgres import stoppable_cluster
from tests.world import World
from volunteer_match import create_app
from volunteer_match.database.migrate import migrate
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.people.models import Account
from volunteer_match.web.application import Application

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""
CHANGE = {"given_name": "Changed", "family_name": "", "locale": "en", "time_zone": "Europe/London"}


@contextmanager
def write_lock(path: Path) -> Iterator[None]:
    """Another process holds SQLite's only place for writers."""
    holder = subprocess.Popen([sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    try:
        yield
    finally:
        holder.communicate()


def _furnished(app: Application) -> World:
    app.test_client_class = CheckedClient
    with app.app_context():
        migrate(db.engine)
        begin_write(db.session)
        world = World.build(datetime.now(UTC).replace(microsecond=0))
        db.session.commit()
    return world


def _signed_in(app: Application, world: World) -> CheckedClient:
    client = app.test_client()
    assert isinstance(client, CheckedClient)
    assert client.sign_in(world.email("agent"), world.password).status_code == 303
    client.get("/account")
    return client


def _name(app: Application, world: World) -> str:
    with app.app_context():
        return db.session.get_one(Account, world.accounts["agent"]).given_name


def _assert_unavailable(client: CheckedClient, method: str, path: str, data: dict[str, str] | None = None) -> None:
    form = {**data, "csrf_token": client.token} if data else None
    response = client.open(path, method=method, data=form)
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert response.headers["Cache-Control"] == "no-store"


@pytest.fixture
def impatient_app(tmp_path: Path) -> Iterator[Application]:
    """On SQLite, waiting a tenth of a second for its turn to write."""
    app = create_app(make_config(f"sqlite:///{tmp_path / 'locked.sqlite3'}"))
    with app.app_context():
        engine = db.engine

    @event.listens_for(engine, "connect")
    def wait_shortly(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA busy_timeout=100").close()

    yield app
    with app.app_context():
        engine.dispose()


def test_locked_sqlite_refuses_changes_still_shows_pages_and_heals(impatient_app: Application, tmp_path: Path) -> None:
    world = _furnished(impatient_app)
    client = _signed_in(impatient_app, world)
    with write_lock(tmp_path / "locked.sqlite3"):
        _assert_unavailable(client, "POST", "/account", CHANGE)
        assert client.get("/account").status_code == 200
        assert _name(impatient_app, world) == "Agent"
    assert client.send("/account", CHANGE).status_code == 303
    assert _name(impatient_app, world) == "Changed"


def test_stopped_postgresql_is_told_and_heals() -> None:
    with stoppable_cluster() as cluster:
        app = create_app(make_config(cluster.url))
        world = _furnished(app)
        client = _signed_in(app, world)
        cluster.stop()
        _assert_unavailable(client, "GET", "/account")
        _assert_unavailable(client, "POST", "/account", CHANGE)
        assert client.get("/livez").status_code == 200
        assert client.get("/readyz").status_code == 503
        cluster.start()
        assert client.get("/account").status_code == 200
        assert client.send("/account", CHANGE).status_code == 303
        assert _name(app, world) == "Changed"
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def test_too_large_a_body_is_refused_before_it_is_read(app: Application, world: World) -> None:
    client = _signed_in(app, world)
    too_large = {"CONTENT_LENGTH": str(app.settings.max_body_bytes + 1), "wsgi.input": _Unread()}
    response = client.post("/account", environ_overrides=too_large, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 413


class _Unread:
    """A body that fails the test if anybody reads it."""

    def read(self, *_sizes: int) -> bytes:
        raise AssertionError("the body was read")

    readline = readinto = read
