"""The real server, as `volunteer-match run` starts it, on a free port; stopped always."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.databases import environment
from volunteer_match.commands.serving import server_command
from volunteer_match.config import read_config
from volunteer_match.web.application import Application

ROOT = Path(__file__).resolve().parents[1]
REAL = "wsgi:app"
START_SECONDS = 120.0
STOP_SECONDS = 15.0
LISTENING = "0A"
"""As /proc/net/tcp writes it."""


@dataclass
class Server:
    """A running server: its port, its main process and what it wrote so far."""

    port: int
    workers: int
    process: subprocess.Popen[bytes]
    log: Path = field(repr=False)

    def worker_pids(self) -> list[int]:
        """The living worker processes."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        with suppress(FileNotFoundError):
            return [pid for pid in map(int, path.read_text().split()) if _is_alive(pid)]
        return []

    def doors(self) -> int:
        """How many workers listen: each opens a socket of its own once it has loaded the application."""
        lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        return sum(line[3] == LISTENING and int(line[1].rpartition(":")[2], 16) == self.port for line in lines)

    def is_ready(self) -> bool:
        """Whether /readyz answers 200."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def wait_until_whole(self, seconds: float = START_SECONDS) -> float:
        """Waits for all workers to listen and a ready answer, and returns the seconds that took.

        Raises RuntimeError with the log when it takes too long or the server has ended.
        """
        start = time.monotonic()
        while self.doors() < self.workers or not self.is_ready():
            if self.process.poll() is not None or time.monotonic() - start > seconds:
                raise RuntimeError(f"the server is not there:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.02)
        return time.monotonic() - start


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _start(app: Application, workers: int, door: str, log: Path) -> Server:
    port = free_port()
    settings = {**environment(app.settings.database_url), "PORT": str(port), "WORKERS": str(workers)}
    with log.open("wb") as out:
        process = subprocess.Popen(
            server_command(read_config(settings), door),
            env={**os.environ, **settings},
            cwd=ROOT,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    return Server(port, workers, process, log)


def _stop(server: Server) -> None:
    server.process.terminate()
    try:
        server.process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait()
    # The server leads a group of its own, so this reaches orphaned workers of it and nobody else.
    with suppress(ProcessLookupError):
        os.killpg(server.process.pid, signal.SIGKILL)


@contextmanager
def serving(app: Application, workers: int, door: str = REAL) -> Iterator[Server]:
    """Runs the server on the database of `app`, with `door` as its WSGI application, once all workers are there.

    Whoever is told to stop meanwhile (SIGTERM) stops the server first.
    """
    before = signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(128 + signal.SIGTERM))
    with tempfile.TemporaryDirectory(prefix="vm-server-") as folder:
        server = _start(app, workers, door, Path(folder) / "log")
        try:
            server.wait_until_whole()
            yield server
        finally:
            _stop(server)
            signal.signal(signal.SIGTERM, before)
