"""Commands run as people run them: through the command line, on a database of their own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from volunteer_match.cli import main

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("check", "--fix-times")` runs the command with quick settings and a fresh SQLite file."""
    environment = {
        "APP_ENV": "development",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'commands.sqlite3'}",
        "SQLITE_SYNCHRONOUS": "OFF",
        "DEMO_PASSWORD": "a password for tests only",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments), catch_exceptions=False)

    return call
