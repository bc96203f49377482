"""A throw-away PostgreSQL cluster on a socket of its own; gone when the tests end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

INSTALL = "PostgreSQL 13 or newer is needed for the tests: on Debian `apt-get install postgresql`"


def find_binaries() -> Path | None:
    """The folder with initdb and pg_ctl: Debian keeps it off the PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)
    on_path = shutil.which("pg_ctl")
    folders = [*debian, *([Path(on_path).parent] if on_path else [])]
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def _as_owner() -> tuple[list[str], str]:
    """PostgreSQL refuses to run as root; then it runs as its own user, or as nobody."""
    if os.geteuid() != 0:
        return [], pwd.getpwuid(os.geteuid()).pw_name
    names = {entry.pw_name for entry in pwd.getpwall()}
    owner = "postgres" if "postgres" in names else "nobody"
    return ["setpriv", f"--reuid={owner}", "--clear-groups", "--"], owner


class Cluster:
    """A cluster in a folder of its own; `url` leads to its empty database `volunteer_match`."""

    def __init__(self, binaries: Path, *, durable: bool) -> None:
        prefix, owner = _as_owner()
        self.home = Path(tempfile.mkdtemp(prefix="vm-postgres-"))
        shutil.chown(self.home, owner)
        self.url = f"postgresql://vm@/volunteer_match?host={self.home}"
        self._run: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": self.home}
        data = str(self.home / "data")
        fsync = "on" if durable else "off"
        self._options = f"-k {self.home} -c listen_addresses='' -c max_connections=120 -c fsync={fsync}"
        self._control = [*prefix, binaries / "pg_ctl", "-D", data, "-w", "-l", str(self.home / "log")]
        make = [*prefix, binaries / "initdb", "-D", data, "-A", "trust", "-U", "vm", "-E", "UTF8", "--no-sync"]
        subprocess.run(make, check=True, **self._run)
        self.start()
        fill = [*prefix, binaries / "createdb", "-h", str(self.home), "-U", "vm", "volunteer_match"]
        subprocess.run(fill, check=True, **self._run)

    def start(self) -> None:
        subprocess.run([*self._control, "-o", self._options, "start"], check=True, **self._run)

    def stop(self) -> None:
        """At once, as if the power had gone; does nothing if it is stopped already."""
        subprocess.run([*self._control, "-m", "immediate", "stop"], check=False, **self._run)


@contextmanager
def stoppable_cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """Runs a cluster that the block may stop and start."""
    binaries = find_binaries()
    if binaries is None:
        raise RuntimeError(INSTALL)
    made = Cluster(binaries, durable=durable)
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(made.home, ignore_errors=True)


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """Runs a cluster and gives the address of its empty database."""
    with stoppable_cluster(durable=durable) as made:
        yield made.url
