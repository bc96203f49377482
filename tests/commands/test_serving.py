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
