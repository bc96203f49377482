"""How the tests run the import command and read its answer."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result
from sqlalchemy import create_engine, text

Import = Callable[..., Result]


def titles(database: Path) -> list[str]:
    engine = create_engine(f"sqlite:///{database}")
    with engine.connect() as connection:
        found = list(connection.execute(text("SELECT title FROM opportunities ORDER BY id")).scalars())
    engine.dispose()
    return found


def answer(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    parsed: dict[str, Any] = json.loads(result.stdout)
    return parsed
