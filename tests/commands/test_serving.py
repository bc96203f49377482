"""`volunteer-match run` as a person has it in a terminal: there after a start, gone after Ctrl+C."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.server import ROOT, Server, free_port

WORKERS = 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
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


def test_a_worker_waits_for_the_migration_leads_and_resigns(tmp_path: Path) -> None:
    """The worker by itself, beside a database that another machine migrates, as `check` sees it."""
    settings = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path / 'work.sqlite3'}"}
    command = str(Path(sys.executable).with_name("volunteer-match"))

    def tell(name: str) -> str:
        return subprocess.run([command, name], env=settings, cwd=ROOT, capture_output=True, text=True).stdout

    with subprocess.Popen([command, "worker"], env=settings, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            assert "waiting for the migration" in process.stderr.readline()
            tell("migrate")
            while "leads since" not in tell("check"):
                assert process.poll() is None
        finally:
            process.terminate()
            process.wait(30)
    assert process.returncode == 0
    assert "worker: none runs now" in tell("check")
