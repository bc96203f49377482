"""A worker that kills itself (SIGKILL) at a step that was chosen before: amid a statement, a commit, a call outside.

Runs in a process of its own. A step is a moment before or after something that one of the worker's loops does.
"""

import itertools
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sqlalchemy import event, select

from volunteer_match import create_app
from volunteer_match.config import read_config
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.integrations.outside import Request, ask
from volunteer_match.jobs import running, sweeps
from volunteer_match.jobs.handling import Handler, Task, inside
from volunteer_match.jobs.models import Job, Schedule
from volunteer_match.jobs.sweeps import Sweep
from volunteer_match.jobs.worker import Pace, run_worker
from volunteer_match.notifications import sender, smtp
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.people.models import Attempt
from volunteer_match.web.application import Application

INSIDE, OUTSIDE = "proof-inside", "proof-outside"
LEASE = timedelta(seconds=1)
PACE = Pace(turn_seconds=0.02, job_lease=LEASE, leader_lease=LEASE)
NEVER = -1
OUTLIVED = 1_000
PATIENCE_SECONDS = 60.0
"""After so long a worker is taken for one that never comes to the step at which it is to die."""


@dataclass(frozen=True, slots=True)
class Doom:
    """Which loop dies at which of its steps, counted from its start; NEVER works until nothing is left."""

    loop: str = ""
    step: int = NEVER


class _Fate:
    """Counts the steps of the doomed loop, and ends the process at the chosen one, leaving its name in a file."""

    def __init__(self, doom: Doom, note: Path) -> None:
        self.doom, self.note, self.count = doom, note, itertools.count()

    def step(self, name: str) -> None:
        if threading.current_thread().name == self.doom.loop and next(self.count) == self.doom.step:
            self.note.write_text(f"{self.doom.loop}: {name}")
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def stepping(*args: Any, **options: Any) -> Any:
            self.step(f"before {name}")
            result = function(*args, **options)
            self.step(f"after {name}")
            return result

        return stepping


def _watch_database(app: Application, fate: _Fate) -> None:
    """Every statement, and every commit, is a step."""

    def step(when: str, statement: str) -> None:
        parts = statement.split()
        if parts[0] != "BEGIN":  # which SQLite is told, and PostgreSQL is not
            fate.step(f"{when} {' '.join(parts[: {'UPDATE': 2, 'INSERT': 3}.get(parts[0], 1)])}")

    with app.app_context():
        engine = db.engine

    @event.listens_for(engine, "before_cursor_execute")
    def before(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        step("before", statement)

    @event.listens_for(engine, "after_cursor_execute")
    def after(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        step("after", statement)

    engine.dialect.do_commit = fate.around("commit", engine.dialect.do_commit)  # type: ignore[method-assign]


def _effect(kind: str, identity: str, now: datetime) -> None:
    db.session.add(Attempt(kind=kind, key_hash=identity, at=now))
    db.session.flush()


def _handlers(url: str, *, unsafe: bool) -> dict[str, Handler[Any, Any]]:
    def write(task: Task, now: datetime) -> None:
        _effect(INSIDE, task.public_id, now)
        if unsafe:  # the effect is kept before the job is done: what the proof must see go wrong
            db.session.commit()
            begin_write(db.session)

    def call(task: Task) -> None:
        ask(Request(url, "POST", {"Idempotency-Key": task.public_id}, b"{}"), private=True)

    def note(task: Task, _answer: None, now: datetime) -> None:
        _effect(OUTSIDE, task.public_id, now)

    return {INSIDE: inside(write), OUTSIDE: Handler(lambda task: task, call, note)}


def tick(now: datetime) -> int:
    """A sweep whose turns can be told apart: by when each was due, which is kept in the same transaction."""
    row = db.session.get(Schedule, tick.__name__)
    _effect(tick.__name__, row.due_at.isoformat() if row else "first", now)
    return 1


def is_all_done(app: Application) -> bool:
    """Whether no job and no message is open."""
    with app.app_context():
        jobs = select(Job.id).where(Job.done_at.is_(None), Job.failed_at.is_(None))
        mails = select(OutboxMessage.id).where(OutboxMessage.sent_at.is_(None), OutboxMessage.failed_at.is_(None))
        return db.session.scalar(jobs.limit(1)) is None and db.session.scalar(mails.limit(1)) is None


@dataclass(frozen=True, slots=True)
class Place:
    """What every worker of a proof needs: settings, whom to call, where to leave the name of the last step."""

    settings: dict[str, str]
    url: str
    note: str
    unsafe: bool


def _work(app: Application, place: Place, doom: Doom) -> None:
    """A real worker with the handlers of the proof."""
    fate = _Fate(doom, Path(place.note))
    handlers = _handlers(place.url, unsafe=place.unsafe)
    calling = handlers[OUTSIDE]
    handlers[OUTSIDE] = Handler(calling.read, fate.around("call", calling.call), calling.write)
    running.HANDLERS = handlers
    sender.LEASE = LEASE
    sweeps.SWEEPS = (Sweep(tick, every=timedelta(milliseconds=20)),)
    smtp._hand_over = fate.around("hand over", smtp._hand_over)
    _watch_database(app, fate)
    stop = threading.Event()
    if doom.step == NEVER:
        threading.Thread(target=_stop_when_done, args=(app, stop), daemon=True).start()
    run_worker(app, stop, PACE)


def _fork(app: Application, place: Place, doom: Doom) -> int:
    """Runs a worker in a process of its own; how it ended (as subprocess.Popen has it), or OUTLIVED."""
    child = os.fork()
    if child == 0:
        try:
            _work(app, place, doom)
        finally:
            os._exit(0 if sys.exc_info()[0] is None else 1)
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return OUTLIVED


def serve_dooms(place: Place, orders: Connection) -> None:
    """Has the application ready, without threads and connections, and forks a worker for every order."""
    app = create_app(read_config(place.settings))
    while (doom := orders.recv()) is not None:
        orders.send(_fork(app, place, doom))


def _stop_when_done(app: Application, stop: threading.Event) -> None:
    while not is_all_done(app):
        stop.wait(0.1)
    stop.set()
