"""`volunteer-match run` as a person has it in a terminal: there after a start, gone after Ctrl+C."""

import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from benchmarks.server import ROOT, Server, free_port
from volunteer_match import create_app
from volunteer_match.commands.checking import check_worker
from volunteer_match.config import read_config
from volunteer_match.database.migrate import migrate
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.jobs.leading import lead
from volunteer_match.jobs.models import Job, Leadership, Schedule
from volunteer_match.web.application import Application

WORKERS = 2


@pytest.mark.parametrize("number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.thorough)])
def test_what_was_started_is_gone_after_one_signal(tmp_path: Path, number: signal.Signals) -> None:
    """A terminal signals the whole group at once: the command, and all that it started there."""
    port, log = free_port(), tmp_path / "log"
    settings = {"DATABASE_URL": f"sqlite:///{tmp_path / 'run.sqlite3'}", "PORT": str(port), "WORKERS": str(WORKERS)}
    command = str(Path(sys.executable).with_name("volunteer-match"))
    with log.open("wb") as out:
        process = subprocess.Popen(
            [command, "run"], env=os.environ | settings, cwd=ROOT, stdout=out, stderr=out, start_new_session=True
        )
    server = Server(port, WORKERS, process, log)
    try:
        server.wait_until_whole()
        assert f"http://127.0.0.1:{port}" in log.read_text()
    finally:
        os.killpg(process.pid, number)
        process.wait(30)
    assert server.doors() == 0
    assert process.returncode == 0, log.read_text()


def test_a_worker_waits_for_the_migration_and_ends_when_told(tmp_path: Path) -> None:
    """The worker by itself, beside a database that somebody else migrates."""
    settings = {"DATABASE_URL": f"sqlite:///{tmp_path / 'work.sqlite3'}"}
    command = str(Path(sys.executable).with_name("volunteer-match"))
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen([command, "worker"], env=os.environ | settings, cwd=ROOT, **pipes) as process:  # type: ignore[call-overload]
        try:
            assert "waiting for the migration" in process.stderr.readline()
            app = create_app(read_config(settings))
            with app.app_context():
                migrate(db.engine)
            assert process.stdout.readline() == "The worker works.\n"
        finally:
            process.terminate()
            process.wait(30)
    assert process.returncode == 0


def test_check_says_who_leads_what_fails_and_what_was_set_aside(app: Application, now: datetime) -> None:
    def findings() -> str:
        return "; ".join(f"{finding.is_well} {finding.text}" for finding in check_worker())

    with app.app_context():
        assert findings() == "True jobs that could not be done: 0; True worker: none runs now"
        begin_write(db.session)
        db.session.add(Job(kind="webhook", key="k", created_at=now, due_at=now, failed_at=now))
        db.session.add(Schedule(name="fill_due", due_at=now, faults=2, last_error="ValueError"))
        db.session.commit()
        assert lead("here", now)
        assert findings().startswith(
            "False jobs that could not be done: 1; False fill_due: failed 2 times in a row (ValueError)"
        )
        assert "True worker: here leads since" in findings()
        begin_write(db.session)
        db.session.execute(update(Leadership).values(until=now - timedelta(minutes=2)))
        db.session.commit()
        assert "False worker: here went without a word" in findings()
