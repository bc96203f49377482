"""The furnished world of the house tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import make_config
from tests.house.endpoints import Asker
from volunteer_match import create_app
from volunteer_match.extensions import db


@pytest.fixture(scope="session")
def asker(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Asker]:
    path = tmp_path_factory.mktemp("house") / "house.sqlite3"
    made = Asker(create_app(make_config(f"sqlite:///{path}")), migrated_sqlite)
    yield made
    with made.app.app_context():
        db.session.remove()
        db.engine.dispose()
