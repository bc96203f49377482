"""The worker beside the web server: sends what is due, and once a minute does what time asks for."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event

from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.matches.endings import expire_due
from volunteer_match.matches.proofs.actions import return_unproven
from volunteer_match.matches.waitlist import fill_due
from volunteer_match.notifications.sender import Deliver, send_due
from volunteer_match.notifications.smtp import SmtpDelivery
from volunteer_match.people.profile.actions import warn_expiring
from volunteer_match.retention import delete_outdated
from volunteer_match.web.application import Application

log = logging.getLogger(__name__)
SEND_EVERY_SECONDS = 2.0
SWEEP_EVERY = timedelta(minutes=1)

SWEEPS: tuple[Callable[[datetime], int], ...] = (expire_due, return_unproven, fill_due, warn_expiring, delete_outdated)
"""What time asks for. Each takes `now`, does a bounded piece and returns how many rows it touched."""


def sweep(now: datetime) -> None:
    """Runs every sweep in a transaction of its own: a fault in one keeps no other from its work."""
    for task in SWEEPS:
        try:
            begin_write(db.session)
            count = task(now)
            db.session.commit()
            if count:
                log.info("%s: %d", task.__name__, count)
        except Exception:
            log.exception("%s failed", task.__name__)
            db.session.rollback()


def _turn(deliver: Deliver | None, swept_at: datetime | None) -> datetime | None:
    """One round; returns when the last sweep was."""
    now = datetime.now(UTC)
    if deliver is not None:
        send_due(deliver)
    if swept_at is None or now - swept_at >= SWEEP_EVERY:
        sweep(now)
        return now
    return swept_at


def run_worker(app: Application, stop: Event) -> None:
    """Works until `stop` is set. Without SMTP_URL messages wait for the administrator's outbox page."""
    deliver = SmtpDelivery(app.settings.smtp_url) if app.settings.smtp_url else None
    swept_at: datetime | None = None
    while not stop.is_set():
        with app.app_context():
            try:
                swept_at = _turn(deliver, swept_at)
            except Exception:  # the database may be gone for a while; the next round tries again
                log.exception("a round of the worker failed")
                db.session.remove()
        stop.wait(SEND_EVERY_SECONDS)
