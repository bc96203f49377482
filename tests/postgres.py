"""A throw-away PostgreSQL cluster on a socket of its own; gone when the tests end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """Runs a cluster and gives its address with an empty database `volunteer_match`."""
    binaries = find_binaries()
    if binaries is None:
        raise RuntimeError(INSTALL)
    prefix, owner = _as_owner()
    home = Path(tempfile.mkdtemp(prefix="vm-postgres-"))
    shutil.chown(home, owner)
    run = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": home}
    data = str(home / "data")
    subprocess.run(
        [*prefix, binaries / "initdb", "-D", data, "-A", "trust", "-U", "vm", "-E", "UTF8", "--no-sync"], **run
    )
    options = f"-k {home} -c listen_addresses='' -c max_connections=120 -c fsync={'on' if durable else 'off'}"
    control = [*prefix, binaries / "pg_ctl", "-D", data, "-w", "-l", str(home / "log")]
    subprocess.run([*control, "-o", options, "start"], **run)
    try:
        subprocess.run([*prefix, binaries / "createdb", "-h", str(home), "-U", "vm", "volunteer_match"], **run)
        yield f"postgresql://vm@/volunteer_match?host={home}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **{**run, "check": False})
        shutil.rmtree(home, ignore_errors=True)
