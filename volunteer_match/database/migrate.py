"""Migrations, under one lock: several processes may start at once, one migrates and the others wait for it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
ADVISORY_LOCK = 7_316_540_211
"""Any number, as long as nobody else in this database uses it."""


def _alembic_config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        # A migration that can't have its lock soon gives up, rather than queue every request behind it.
        connection.execute(text("SET LOCAL lock_timeout = '10s'"))
        connection.execute(text("SET LOCAL statement_timeout = '10min'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})


def migrate(engine: Engine, revision: str = "head") -> None:
    """Brings the schema to `revision` in one transaction; a fault leaves it as it was."""
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        _lock(connection)
        command.upgrade(_alembic_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Takes the schema back to `revision` ("base" for nothing)."""
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        _lock(connection)
        command.downgrade(_alembic_config(connection), revision)


def current_head() -> str:
    """The newest revision among the migration files."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config).get_current_head() or ""


def find_revision(connection: Connection) -> str | None:
    """The revision that the database is at; None before the first migration."""
    return MigrationContext.configure(connection).get_current_revision()
