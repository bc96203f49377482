"""One head; up, down, up on both databases; and the models are what the migrations make."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text

from tests.house.tree import ROOT
from volunteer_match.database import Base
from volunteer_match.database.engine import prepare_engine
from volunteer_match.database.migrate import current_head, downgrade, find_revision, migrate


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine on a database without any table."""
    if request.param == "sqlite":
        made = create_engine(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
        prepare_engine(made)
        yield made
        made.dispose()
        return
    url = request.getfixturevalue("postgres_url").replace("postgresql://", "postgresql+psycopg://")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("CREATE DATABASE empty"))
    made = create_engine(url.replace("/volunteer_match", "/empty"))
    yield made
    made.dispose()
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE empty"))
    admin.dispose()


def test_up_down_up(engine: Engine) -> None:
    for _ in range(2):
        migrate(engine)
        with engine.connect() as connection:
            assert find_revision(connection) == current_head()
        downgrade(engine, "base")
        assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    migrate(engine)


def test_models_and_migrations_agree(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_current_head_is_written_down() -> None:
    """Two branches that both add a migration collide in this file, not in production."""
    assert (ROOT / "migrations" / ".current-head").read_text().strip() == current_head()
