"""The keeper of a process: one index, built when it is first wished for, true whenever it is handed out."""

import gc
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from flask import Flask, current_app
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from volunteer_match.extensions import db
from volunteer_match.matches.keeping.kept import Kept, build_kept
from volunteer_match.matches.keeping.log import has_changed_facts, read_changes
from volunteer_match.matches.keeping.memory import give_back
from volunteer_match.people.profile.models import AgentProfile

log = logging.getLogger(__name__)
AT_ONCE = 2_000
"""Up to so many agents an index is built while somebody waits: that takes less than a blink."""
RENEWED_AFTER = timedelta(days=7)
"""Then what is past (old shifts, old exceptions) is left behind by building anew, while the old one still serves."""
_EXTENSION = "index keeper"


class NoIndexError(RuntimeError):
    """There is no index, and building one failed."""


class Keeper:
    """Reads on connections of its own: what a request has not committed is none of the index's business."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._lock = threading.RLock()
        self._kept: Kept | None = None
        self._builder: threading.Thread | None = None

    @contextmanager
    def current(self, now: datetime) -> Iterator[Kept | None]:
        """The index as the database is now, for as long as the block lasts. None while there is none to rely on."""
        with self._lock:
            yield self._followed(now)

    @contextmanager
    def sure(self, now: datetime) -> Iterator[Kept]:
        """As `current`, and waits where an index is still being built. Raises NoIndexError where none can be."""
        with self.current(now) as kept:
            if kept is not None:
                yield kept
                return
        self.wait()
        with self.current(now) as kept:
            if kept is None:
                raise NoIndexError
            yield kept

    def is_ready(self, now: datetime) -> bool:
        """Whether there is an index; if not, one is begun."""
        with self._lock:
            if self._kept is None:
                self._begin(now)
            return self._kept is not None

    def forget(self) -> None:
        """Drops the index; the next who asks has a new one built."""
        self.wait()
        with self._lock:
            self._kept = None

    def wait(self) -> None:
        """Until nothing is being built."""
        builder = self._builder
        if builder is not None:
            builder.join()

    def _followed(self, now: datetime) -> Kept | None:
        with self._app.app_context():
            if self._kept is not None and not self._catch_up(self._kept, now):
                self._kept = None
            if self._kept is None or now - self._kept.built_at > RENEWED_AFTER:
                self._begin(now)
                if self._kept is not None and not self._catch_up(self._kept, now):
                    self._kept = None
        return self._kept

    def _catch_up(self, kept: Kept, now: datetime) -> bool:
        """Applies what changed; False where only building anew helps."""
        changes = read_changes(kept.place, now, kept.worth)
        if changes is None:
            return False
        kept.take(changes, now)
        if kept.to_read > kept.worth:
            return False
        kept.apply(now)
        return True

    def _begin(self, now: datetime) -> None:
        """Builds at once where that is quick, else aside."""
        if self._builder is not None and self._builder.is_alive():
            return
        with self._app.app_context():
            count = db.session.scalar(select(func.count()).select_from(AgentProfile)) or 0
            if count <= AT_ONCE:
                self._kept = build_kept(now)
                return
        self._builder = threading.Thread(target=self._build_aside, name="index builder", daemon=True)
        self._builder.start()

    def _build_aside(self) -> None:
        try:
            with self._app.app_context():
                built = build_kept(datetime.now(UTC))
        except Exception:
            log.exception("the index could not be built; the next request tries again")
            return
        # It stays for long: the collector of garbage need not look through it again and again.
        gc.collect()
        gc.freeze()
        give_back()
        log.info("index of %d agents built in %.1f s", len(built.index.agents.everybody), built.build_seconds)
        with self._lock:
            self._kept = built


def init_app(app: Flask) -> None:
    app.extensions[_EXTENSION] = Keeper(app)


def begin_index(app: Flask) -> None:
    """Has the index ready, or on its way, before the first request comes. A database out of reach is no fault yet."""
    with app.app_context():
        try:
            keeper().is_ready(datetime.now(UTC))
        except SQLAlchemyError as fault:
            log.warning("no index yet: %s", fault.__class__.__name__)


@contextmanager
def undisturbed(now: datetime, subject: str) -> Iterator[Kept | None]:
    """As `Keeper.current`, and None where this very transaction has changed facts of a subject ("agent" or
    "opportunity"): the index learns of them only once they are kept.
    """
    with keeper().current(now) as kept:
        disturbed = kept is not None and has_changed_facts(kept.place, now, kept.worth, subject)
        yield None if disturbed else kept


def keeper() -> Keeper:
    """The keeper of the running application."""
    found: Keeper = current_app.extensions[_EXTENSION]
    return found
