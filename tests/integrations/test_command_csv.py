"""Importing a spreadsheet: the columns that were found are shown first, and agreed to on a terminal."""

import json
import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tests.integrations.running import Import, answer, titles


def on_a_terminal(database: Path, typed: str, *arguments: object) -> str:
    """What a terminal shows while the command runs there and `typed` is typed."""
    program = "from volunteer_match.integrations.commands import import_command; import_command()"
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}", "APP_ENV": "test", "TERM": "xterm"}
    keyboard, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdin=terminal, stdout=terminal, stderr=terminal, env=environment, close_fds=True,
    )  # fmt: skip
    os.close(terminal)
    os.write(keyboard, typed.encode())
    shown = b""
    with suppress(OSError):  # Linux tells the end of a terminal by an error.
        while piece := os.read(keyboard, 4096):
            shown += piece
    os.close(keyboard)
    process.wait()
    return shown.decode()


def test_a_terminal_asks_and_draws_a_bar(tmp_path: Path, database: Path) -> None:
    path = tmp_path / "needs.csv"
    path.write_text("Role,Charity\nCall a learner,Open Desk\n")
    refused = on_a_terminal(database, "n\n", path, "--format", "csv")
    assert "Import with these columns?" in refused
    assert "Nothing was changed." in refused
    assert titles(database) == []
    agreed = on_a_terminal(database, "y\n", path, "--format", "csv")
    assert "100%" in agreed
    assert titles(database) == ["Call a learner"]


def test_guessed_columns_are_shown_and_can_be_saved(run: Import, tmp_path: Path, database: Path) -> None:
    path, mapping = tmp_path / "needs.csv", tmp_path / "map.json"
    path.write_bytes("Role;Charity;Notes;Colour\nCall a learner;Open Desk;x;red\n".encode("utf-16"))
    result = run(path, "--format", "csv", "--save-mapping", mapping)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "Read as utf-16, separated by ;, dates with the day first, 1 rows.",
        "  title                Role  (Call a learner)",
        "  partner              Charity  (Open Desk)",
        "Not used: Notes, Colour",
    ]
    assert titles(database) == ["Call a learner"]
    settings = json.loads(mapping.read_text())
    settings["columns"]["description"] = "Notes"
    mapping.write_text(json.dumps(settings))
    again = run(path, "--format", "csv", "--mapping", mapping, "--json")
    assert again.stderr == ""
    assert answer(again)["updated"] == 1


def test_a_faulty_mapping_is_named(run: Import, tmp_path: Path) -> None:
    path, mapping = tmp_path / "needs.csv", tmp_path / "map.json"
    path.write_text("Role,Charity\nCall,Open Desk\n")
    mapping.write_text('{"titel": "Role"}')
    result = run(path, "--format", "csv", "--mapping", mapping)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{mapping}: the mapping file has an unknown field “titel”")


def test_a_mapping_that_cannot_be_saved_is_told(run: Import, tmp_path: Path, database: Path) -> None:
    path = tmp_path / "needs.csv"
    path.write_text("Role,Charity\nCall,Open Desk\n")
    result = run(path, "--format", "csv", "--save-mapping", tmp_path / "absent" / "map.json")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert titles(database) == []
