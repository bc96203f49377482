"""Durable throw-away databases, migrated, with the application that reads and writes them."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import event

from tests.postgres import cluster
from volunteer_match import create_app
from volunteer_match.config import read_config
from volunteer_match.database.migrate import migrate
from volunteer_match.extensions import db
from volunteer_match.web.application import Application

KINDS = ("sqlite", "postgresql")
SECRET = "a secret for measuring that nobody else uses"


def environment(url: str) -> dict[str, str]:
    """The settings of server and measurer alike: those of production, with promises that survive a power cut."""
    return {
        "APP_ENV": "production",
        "SECRET_KEY": SECRET,
        "DATABASE_URL": url,
        "BASE_URL": "http://127.0.0.1",
        "SQLITE_SYNCHRONOUS": "FULL",
    }


@contextmanager
def throwaway(kind: str) -> Iterator[str]:
    """The address of an empty database of this kind (one of KINDS), gone afterwards."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory(prefix="vm-bench-") as folder:
            yield f"sqlite:///{Path(folder) / 'volunteer-match.sqlite3'}"
        return
    with cluster(durable=True) as url:
        yield url


@contextmanager
def application(kind: str) -> Iterator[Application]:
    """The application on such a database, migrated; its own connections are for preparing and for looking."""
    with throwaway(kind) as url:
        app = create_app(read_config({**os.environ, **environment(url)}))
        with app.app_context():
            migrate(db.engine)
        try:
            yield app
        finally:
            with app.app_context():
                db.session.remove()
                db.engine.dispose()


@contextmanager
def seen_statements(app: Application) -> Iterator[list[str]]:
    """The statements that the application sends meanwhile."""
    seen: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
