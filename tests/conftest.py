"""Fixtures: the application on both databases, a client that checks its pages, and a small world of people."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from sqlalchemy import text

# The host's zone must never matter, so the tests run in one that is not UTC and has summer time.
os.environ["TZ"] = "Pacific/Chatham"

from tests import postgres
from tests.checked_client import CheckedClient
from tests.world import World
from tests.world_rows import WorldRows
from volunteer_match import create_app
from volunteer_match.config import Config, read_config
from volunteer_match.database import Base
from volunteer_match.database.migrate import migrate
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.matches.keeping.keeper import keeper
from volunteer_match.people.sign_in.actions import start_session
from volunteer_match.web.application import Application

time.tzset()  # else the zone would hold for the processes that tests start, and not for their own

hypothesis_settings.register_profile(
    "quick", max_examples=30, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)
hypothesis_settings.register_profile("soak", max_examples=5_000, deadline=None, suppress_health_check=list(HealthCheck))
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

DATABASES = ("sqlite", "postgresql")


def make_config(database_url: str, **environment: str) -> Config:
    """Settings for tests: quick SQLite, no delay but the usual one, a secret of their own."""
    return read_config(
        {
            "APP_ENV": "test",
            "SECRET_KEY": "a secret for tests that nobody else uses",
            "DATABASE_URL": database_url,
            "SQLITE_SYNCHRONOUS": "OFF",
            **environment,
        }
    )


HERE = Path(__file__).parent
IS_QUICK = os.environ.get("TESTS") == "quick"
"""`make test` stays within the time of a review; `make everything` leaves nothing out."""
PAGES = (
    "people/",
    "opportunities/",
    "web/",
    "notifications/",
    "organisations/",
    "calendars/",
    "availability/",
    "house/",
    "impact/",
    "recognition/",
    "hours/test_pages",
    "hours/test_time_off_pages",
    "challenges/test_pages",
    "challenges/test_factor_versions",
    "challenges/evidence/",
)
"""Mostly pages: what differs between the databases is tried in the others, and here by `make everything`."""
DIFFERS = (
    "house/test_migrations",
    "availability/shifts/test_imports",
    "opportunities/browsing/",
    "people/test_last",
    "recognition/test_kudos",
    "impact/test_published",
)


def _is_left_out(item: pytest.Item) -> bool:
    where = str(item.path.relative_to(HERE))
    kind = item.callspec.params.get("app") if hasattr(item, "callspec") else None
    is_second = kind == "postgresql" and where.startswith(PAGES) and not where.startswith(DIFFERS)
    return is_second or item.get_closest_marker("thorough") is not None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What runs on both databases is traced for coverage on SQLite alone: tracing doubles the time of a test."""
    for item in items:
        if hasattr(item, "callspec") and item.callspec.params.get("app") == "postgresql":
            item.add_marker(pytest.mark.no_cover)
    if IS_QUICK:
        config.hook.pytest_deselected(items=[item for item in items if _is_left_out(item)])
        items[:] = [item for item in items if not _is_left_out(item)]


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with postgres.cluster() as url:
        yield url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated database file; each test gets a copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    app = create_app(make_config(f"sqlite:///{path}"))
    with app.app_context():
        migrate(db.engine)
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres_app(postgres_url: str) -> Iterator[Application]:
    app = create_app(make_config(postgres_url))
    with app.app_context():
        migrate(db.engine)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def sqlite_app(tmp_path_factory: pytest.TempPathFactory) -> Application:
    return create_app(make_config(f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'test.sqlite3'}"))


def _fresh_sqlite(app: Application, template: Path) -> None:
    with app.app_context():
        db.engine.dispose()
        path = Path(db.engine.url.database or "")
        for leftover in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            leftover.unlink(missing_ok=True)
        shutil.copyfile(template, path)


def _fresh_postgres(app: Application) -> None:
    """Empties every table that has rows; the audit log's guard is off for that moment.

    A few rows are deleted in a tenth of the time that TRUNCATE takes for the files behind each table and index.
    """
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        tables = {table.name: table for table in Base.metadata.sorted_tables}
        probe = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in tables)
        filled = list(connection.execute(text(probe)).scalars())
        if not filled:
            return
        emptied = [f"DELETE FROM {name}" for name in filled]
        counted = [name for name in filled if "id" in tables[name].c]
        counters = [f"setval(pg_get_serial_sequence('{name}', 'id'), 1, false)" for name in counted]
        connection.execute(text("; ".join([*emptied, f"SELECT {', '.join(counters)}"])))


@pytest.fixture(params=DATABASES)
def app(request: pytest.FixtureRequest) -> Iterator[Application]:
    """The application on an empty, migrated database: every test that uses it runs on both kinds."""
    kind: str = request.param
    made: Application = request.getfixturevalue(f"{'sqlite' if kind == 'sqlite' else 'postgres'}_app")
    if kind == "sqlite":
        _fresh_sqlite(made, request.getfixturevalue("migrated_sqlite"))
    else:
        _fresh_postgres(made)
    made.test_client_class = CheckedClient
    yield made
    with made.app_context():
        keeper().forget()  # the next test has another world in the same application
        db.session.remove()
        if kind == "sqlite":  # whose file is replaced
            db.engine.dispose()


@pytest.fixture
def context(app: Application) -> Iterator[None]:
    """An application context with a writing transaction open, for tests of queries and actions."""
    with app.app_context():
        begin_write(db.session)
        yield
        db.session.rollback()


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(scope="session")
def world_rows() -> WorldRows:
    return WorldRows()


@pytest.fixture
def world(app: Application, now: datetime, world_rows: WorldRows) -> World:
    """Two companies, a partner, an owner, a colleague and a stranger; see tests/world.py."""
    with app.app_context():
        begin_write(db.session)
        made = world_rows.put(now)
        db.session.commit()
    return made


@pytest.fixture
def client(app: Application) -> CheckedClient:
    made = app.test_client()
    assert isinstance(made, CheckedClient)
    return made


@pytest.fixture
def as_(app: Application, world: World) -> Callable[[str], CheckedClient]:
    """`as_("agent")` gives a client signed in as that person of the world. How one signs in has its own tests."""

    def sign_in(name: str) -> CheckedClient:
        client = app.test_client()
        assert isinstance(client, CheckedClient)
        with app.app_context():
            begin_write(db.session)
            signed_in = start_session(world.account(name), "tests", datetime.now(UTC))
            db.session.commit()
        client.carry(signed_in.get_id())
        return client

    return sign_in
