"""Runs the sweeps that are due, each in a transaction of its own that also says when it is due again."""

import logging
from datetime import datetime, timedelta

from sqlalchemy import select

from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.jobs import sweeps
from volunteer_match.jobs.leading import LEASE, still_leads
from volunteer_match.jobs.models import Schedule
from volunteer_match.jobs.sweeps import Sweep
from volunteer_match.notifications.rules import LONGEST_DELAY, delay_after
from volunteer_match.web.clock import Clock, utc_now

log = logging.getLogger(__name__)


def list_due(now: datetime) -> list[Sweep]:
    """The sweeps whose time has come; one that never ran is due."""
    due_at = dict(db.session.execute(select(Schedule.name, Schedule.due_at)).all())
    db.session.rollback()
    return [sweep for sweep in sweeps.SWEEPS if due_at.get(sweep.name, now) <= now]


def _schedule_of(sweep: Sweep, now: datetime) -> Schedule:
    found = db.session.get(Schedule, sweep.name)
    if found is None:
        found = Schedule(name=sweep.name, due_at=now, faults=0, last_error="")
        db.session.add(found)
    return found


def _run_piece(sweep: Sweep, now: datetime) -> None:
    """One piece, and when the next is due."""
    count = sweep.task(now)
    row = _schedule_of(sweep, now)
    is_full = sweep.batch is not None and count >= sweep.batch
    row.due_at = now if is_full else now + sweep.every
    row.ran_at, row.faults, row.last_error = now, 0, ""
    db.session.commit()
    if count:
        log.info("%s: %d", sweep.name, count)


def _note_fault(sweep: Sweep, fault: Exception, holder: str, now: datetime) -> None:
    """Tried again after a growing delay, but not later than its rhythm asks for."""
    begin_write(db.session)
    if still_leads(holder, now):
        row = _schedule_of(sweep, now)
        row.faults += 1
        row.due_at = now + min(sweep.every, delay_after(row.faults) or LONGEST_DELAY)
        row.last_error = type(fault).__name__
    db.session.commit()


def run_sweeps(holder: str, clock: Clock = utc_now, lease: timedelta = LEASE) -> bool:
    """Runs one piece of every sweep that is due, for as long as `holder` leads; true when more waits already.

    Needs an application context. A fault in one sweep undoes its piece and keeps no other from its work.
    """
    for sweep in list_due(clock()):
        now = clock()
        begin_write(db.session)
        if not still_leads(holder, now, lease):
            db.session.rollback()
            return False
        try:
            _run_piece(sweep, now)
        except Exception as fault:
            log.exception("%s failed", sweep.name)
            _note_fault(sweep, fault, holder, now)
    return bool(list_due(clock()))
