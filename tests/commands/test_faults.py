"""A fault ends a command with one clear line that names the variable, the option or the place."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Run


def test_every_wrong_setting_is_named_at_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APP_ENV", "production")
    monkeypatch.setenv("PORT", "eighty")
    monkeypatch.setenv("DATABASE_URL", "mysql://nowhere")
    monkeypatch.setenv("SMTP_URL", "mail.example.org")
    monkeypatch.delenv("SECRET_KEY", raising=False)
    result = run("migrate")
    assert result.exit_code == 2
    lines = result.output.splitlines()
    assert {line.split(":")[0] for line in lines} == {"SECRET_KEY", "PORT", "DATABASE_URL", "SMTP_URL", "BASE_URL"}


def test_a_short_secret_is_refused_in_production(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APP_ENV", "production")
    monkeypatch.setenv("SECRET_KEY", "short")
    assert "SECRET_KEY: shorter than 32 characters" in run("migrate").output


def test_no_secret_is_printed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hunter2-hunter2-hunter2-hunter2-hunter2")
    run("migrate")
    assert "hunter2" not in run("check").output


def test_a_database_that_is_away_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    result = run("migrate")
    assert result.exit_code == 1
    assert result.output.startswith("DATABASE_URL:")
    assert "WRONG database" in run("check").output


def test_check_tells_what_is_not_migrated(run: Run) -> None:
    result = run("check")
    assert result.exit_code == 1
    assert "WRONG schema: at nothing" in result.output


def test_rank_wants_exactly_one_source(run: Run) -> None:
    assert run("rank").exit_code == 2
    assert run("rank", "--facts", "x", "--agent", "y").exit_code == 2


def test_rank_names_every_fault_of_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps({"agents": [{"id": "a", "time_zone": "Mars/Base"}, {"id": "a"}]}))
    result = run("rank", "--facts", str(path))
    assert result.exit_code == 2
    assert "agents[0].time_zone: 'Mars/Base' is no IANA time zone" in result.output
    assert run("rank", "--facts", str(tmp_path / "absent.json")).exit_code == 2


def test_rank_reads_a_file_without_a_database(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    world = {
        "agents": [{"id": "ana", "availability": [{"day": "mon", "start": "00:00", "end": "24:00"}]}],
        "opportunities": [
            {"id": "talk", "sessions": [{"id": "s", "start": "2026-11-30T10:00:00", "end": "2026-11-30T11:00:00"}]}
        ],
        "now": "2026-11-23T12:00:00Z",
    }
    path.write_text(json.dumps(world))
    [answer] = json.loads(run("rank", "--facts", str(path), "--json").output)
    assert [ranked["agent"] for ranked in answer["ranked"]] == ["ana"]
    [other] = json.loads(run("rank", "--facts", str(path), "--for", "agent", "ana", "--json").output)
    assert other["ranked"][0]["opportunity"] == "talk"
    assert run("rank", "--facts", str(path), "--for", "planet", "ana").exit_code == 2


def test_help_lists_every_command(run: Run) -> None:
    output = run("--help").output
    for name in ("run", "worker", "migrate", "demo", "import", "create-admin", "reset-link", "rank", "check"):
        assert name in output
    assert run("nonsense").exit_code == 2
