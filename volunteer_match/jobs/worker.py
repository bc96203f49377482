"""The worker: three loops that don't wait for each other. One sends messages, one does jobs, one runs the sweeps."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from threading import Event, Thread

from volunteer_match.extensions import db
from volunteer_match.jobs import leading, running
from volunteer_match.jobs.schedules import run_sweeps
from volunteer_match.notifications.sender import Sender
from volunteer_match.notifications.smtp import SmtpDelivery
from volunteer_match.web.application import Application
from volunteer_match.web.clock import utc_now

log = logging.getLogger(__name__)
BREATH_SECONDS = 0.1
"""Between two pieces when more waits: others who want to write on SQLite get their turn."""
STOP_SECONDS = 5.0
"""How long what is under way may still take when the worker is told to stop."""
ABORT_SECONDS = 3.0
"""How long a loop may take to notice that its connection was cut."""
BATCH = 20
"""Jobs, and messages, a turn."""

Turn = Callable[[], bool]
"""A bounded piece of work; true when more waits already."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How often each loop looks for work, and how long others wait for a worker that died."""

    turn_seconds: float = 2.0
    job_lease: timedelta = running.LEASE
    leader_lease: timedelta = leading.LEASE


def _loop(app: Application, stop: Event, turn: Turn, turn_seconds: float) -> None:
    """Turn after turn, each in an application context of its own, until `stop` is set."""
    while not stop.is_set():
        more = False
        with app.app_context():
            try:
                more = turn()
            except Exception:  # the database may be gone for a while; the next turn tries again
                log.exception("a turn of the worker failed")
                db.session.rollback()
        stop.wait(BREATH_SECONDS if more else turn_seconds)


def _lead(app: Application, stop: Event, pace: Pace) -> None:
    """Waits to lead, leads, and makes room for the next at the end."""
    holder = leading.new_holder()

    def turn() -> bool:
        return leading.lead(holder, utc_now(), pace.leader_lease) and run_sweeps(holder, utc_now, pace.leader_lease)

    _loop(app, stop, turn, pace.turn_seconds)
    with app.app_context():
        try:
            leading.resign(holder)
        except Exception:
            log.exception("the worker could not resign; another leads when its lease has run out")


def run_worker(app: Application, stop: Event, pace: Pace = Pace()) -> None:
    """Works until `stop` is set, and ends within some seconds then, whatever hangs.

    Any number of workers may run, on any number of machines. Without SMTP_URL messages wait for the administrator's
    outbox page.
    """

    def do_jobs() -> bool:
        return running.run_due(most=BATCH, lease=pace.job_lease, stop=stop) >= BATCH

    def send() -> bool:
        return sender is not None and sender.send_due(most=BATCH) >= BATCH

    sender = Sender(SmtpDelivery(app.settings.smtp_url), stop=stop) if app.settings.smtp_url else None
    loops: dict[str, Callable[[], None]] = {
        "jobs": lambda: _loop(app, stop, do_jobs, pace.turn_seconds),
        "sender": lambda: _loop(app, stop, send, pace.turn_seconds),
        "sweeps": lambda: _lead(app, stop, pace),
    }
    threads = [Thread(target=loop, name=name, daemon=True) for name, loop in loops.items()]
    for thread in threads:
        thread.start()
    stop.wait()
    _end(threads, STOP_SECONDS)
    if sender is not None:
        sender.abort()
        _end(threads, ABORT_SECONDS)


def _end(threads: list[Thread], seconds: float) -> None:
    """Waits for `threads` for so long in all."""
    end = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
