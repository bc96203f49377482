"""Where the supply meter gets its people from: the index of this process, and an hourly snapshot of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import blake2b
from threading import Lock

from flask import current_app

from volunteer_match.matches.keeping.keeper import keeper
from volunteer_match.matching.indexing.agents import Agents
from volunteer_match.matching.snapshot import Snapshot, take

HOUR = timedelta(hours=1)
_being_taken = Lock()


def secret() -> bytes:
    """What figures are blurred with; the same in every process and after a restart."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return blake2b(b"the supply meter", key=blake2b(key).digest()).digest()


def snapshot(now: datetime) -> Snapshot:
    """At most an hour old. The first to ask takes it; all others wait for that."""
    with _being_taken:
        taken: Snapshot | None = current_app.extensions.get("supply")
        if taken is None or not timedelta(0) <= now - taken.taken_at < HOUR:
            with everybody(now) as agents:
                taken = take(agents, now, secret())
            current_app.extensions["supply"] = taken
        return taken


@contextmanager
def everybody(now: datetime) -> Iterator[Agents]:
    """All agents as they are now, for as long as the block lasts."""
    with keeper().sure(now) as kept:
        yield kept.index.agents
