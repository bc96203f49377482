"""The import command on a database of its own."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.integrations.running import Import
from volunteer_match.integrations.commands import import_command


@pytest.fixture
def database(migrated_sqlite: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(migrated_sqlite, tmp_path / "import.sqlite3"))


@pytest.fixture
def run(database: Path) -> Import:
    """Runs the command with arguments; keyword arguments are settings."""

    def run(*arguments: object, **settings: str) -> Result:
        environment = {"DATABASE_URL": f"sqlite:///{database}", "SQLITE_SYNCHRONOUS": "OFF", "APP_ENV": "test"}
        result = CliRunner().invoke(import_command, [str(each) for each in arguments], env={**environment, **settings})
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run
