"""One worker leads: it alone runs the sweeps. A leader that dies is replaced when its lease has run out."""

import os
import secrets
import socket
from datetime import datetime, timedelta

from sqlalchemy import case, delete, or_, text, update

from volunteer_match.database.transactions import begin_write
from volunteer_match.database.writing import insert_unless_there
from volunteer_match.extensions import db
from volunteer_match.jobs.models import Leadership

SWEEPS_LEADER = "sweeps"
LEASE = timedelta(seconds=30)
STUCK_SECONDS = 30
"""PostgreSQL ends a leader's transaction that was silent for so long: its process hangs, or its machine is gone."""


def new_holder() -> str:
    """A name for this worker that nobody else has."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


def find_leadership() -> Leadership | None:
    """Who leads, or led last; None when the last one resigned, or there was none yet."""
    return db.session.get(Leadership, SWEEPS_LEADER, populate_existing=True)


def lead(holder: str, now: datetime, lease: timedelta = LEASE) -> bool:
    """Whether `holder` leads now. Only whoever must write does: most looks are one read."""
    found = find_leadership()
    db.session.rollback()
    if found is not None and found.until > now:
        if found.holder != holder:
            return False
        if found.until - now > lease * 2 / 3:
            return True
    return _take(holder, now, lease)


def _take(holder: str, now: datetime, lease: timedelta) -> bool:
    """Takes or renews the lease, if it is ours or over."""
    begin_write(db.session)
    insert_unless_there(db.session, Leadership, ["name"], name=SWEEPS_LEADER, holder="", since=now, until=now)
    is_mine = Leadership.holder == holder
    taken = db.session.execute(
        update(Leadership)
        .where(Leadership.name == SWEEPS_LEADER, or_(is_mine, Leadership.until <= now))
        .values(holder=holder, until=now + lease, since=case((is_mine, Leadership.since), else_=now))
    )
    db.session.commit()
    return bool(taken.rowcount)  # type: ignore[attr-defined]


def still_leads(holder: str, now: datetime, lease: timedelta = LEASE) -> bool:
    """The first statement of a piece of work renews the lease: whoever may be next waits for the row until this
    transaction ends. So not even a leader that slept over its lease does anything beside its successor.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text(f"SET LOCAL idle_in_transaction_session_timeout = '{STUCK_SECONDS}s'"))
    mine = Leadership.name == SWEEPS_LEADER, Leadership.holder == holder
    return bool(db.session.execute(update(Leadership).where(*mine).values(until=now + lease)).rowcount)  # type: ignore[attr-defined]


def resign(holder: str) -> None:
    """Makes room at once for the next."""
    begin_write(db.session)
    db.session.execute(delete(Leadership).where(Leadership.name == SWEEPS_LEADER, Leadership.holder == holder))
    db.session.commit()
