"""The demo world fills an empty database once, and its dates can be moved to this week."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import func, select

from tests.commands.conftest import Run
from tests.conftest import make_config
from volunteer_match import create_app
from volunteer_match.extensions import db
from volunteer_match.glossary import KEEPS_PLACE, MatchState
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import OpportunitySession
from volunteer_match.people.models import Account


def test_fills_once_checks_ranks_and_refreshes(run: Run, tmp_path: Path) -> None:
    """One world for all of it: filling takes seconds."""
    first = run("demo")
    assert first.exit_code == 0, first.output
    assert "agent@demo.test" in first.output
    assert run("demo").exit_code == 1
    _holds_together(tmp_path)
    assert run("check").exit_code == 0
    assert run("check", "--fix-times").output.count("WRONG") == 0
    _ranks(run)
    _refreshes(run, tmp_path)


def _context(tmp_path: Path):  # type: ignore[no-untyped-def]
    return create_app(make_config(f"sqlite:///{tmp_path / 'commands.sqlite3'}")).app_context()


def _holds_together(tmp_path: Path) -> None:
    with _context(tmp_path):
        states = set(db.session.scalars(select(Match.state).distinct()))
        assert states == set(MatchState)
        held = select(func.count()).where(Match.session_id == OpportunitySession.id, Match.state.in_(KEEPS_PLACE))
        wrong = select(func.count()).where(OpportunitySession.taken != held.scalar_subquery())
        assert db.session.scalar(wrong.select_from(OpportunitySession)) == 0


def _ranks(run: Run) -> None:
    result = run("rank", "--agent", "agent@demo.test", "--top", "3", "--json")
    assert result.exit_code == 0, result.output
    [answer] = json.loads(result.output)
    assert len(answer["ranked"]) == 3
    opportunity = answer["ranked"][0]["opportunity"]
    people = run("rank", "--opportunity", opportunity, "--top", "2", "--json")
    assert len(json.loads(people.output)[0]["ranked"]) == 2
    assert "fit" in run("rank", "--opportunity", opportunity, "--top", "2").output.lower()
    assert run("rank", "--opportunity", "nothing-here").exit_code == 2


def _starts(tmp_path: Path) -> dict[int, datetime]:
    with _context(tmp_path):
        rows = db.session.execute(select(OpportunitySession.id, OpportunitySession.starts_at))
        return {number: start for number, start in rows if start is not None}


def _refreshes(run: Run, tmp_path: Path) -> None:
    before = _starts(tmp_path)
    assert "less than a week old" in run("demo", "--refresh").output
    assert _starts(tmp_path) == before
    with time_machine.travel(datetime.now(UTC) + timedelta(days=17), tick=True):
        assert "moved by 14 days" in run("demo", "--refresh").output
        assert "less than a week old" in run("demo", "--refresh").output
    after = _starts(tmp_path)
    with _context(tmp_path):
        zones = dict(db.session.execute(select(OpportunitySession.id, OpportunitySession.local_start)).all())  # type: ignore[arg-type]
        assert all(zones[number].weekday() is not None for number in after)
        assert db.session.scalar(select(func.count()).select_from(Account)) > 200  # type: ignore[operator]
    moved = {(after[number] - start).total_seconds() // 3600 for number, start in before.items()}
    # Fourteen days; an hour less or more where the clocks of the session's zone changed between.
    assert moved <= {14 * 24 - 1, 14 * 24, 14 * 24 + 1}


def test_is_refused_in_production(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APP_ENV", "production")
    monkeypatch.setenv("SECRET_KEY", "k" * 40)
    monkeypatch.setenv("BASE_URL", "https://volunteer.example.org")
    result = run("demo")
    assert result.exit_code == 2
    assert "APP_ENV" in result.output
