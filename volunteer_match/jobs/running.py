"""Runs jobs: leases the one that has been due longest, does it, and says so in the transaction of its effects."""

import logging
from datetime import datetime, timedelta
from threading import Event

from sqlalchemy import ColumnElement, and_, or_, select, update

from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.jobs.handling import JobFault, Task
from volunteer_match.jobs.models import Job
from volunteer_match.jobs.registry import HANDLERS
from volunteer_match.notifications.rules import MAX_ATTEMPTS, delay_after
from volunteer_match.web.clock import Clock, utc_now

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)
"""Longer than any job may take. A worker that dies leaves its job to the next one after that long."""


def _is_open() -> ColumnElement[bool]:
    return and_(Job.done_at.is_(None), Job.failed_at.is_(None), Job.discarded_at.is_(None))


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(_is_open(), Job.due_at <= now, or_(Job.leased_until.is_(None), Job.leased_until <= now))


def _is_anything_due(now: datetime) -> bool:
    """Whether anything is due: a look that makes no writer wait."""
    due = db.session.scalar(select(Job.id).where(_is_due(now)).limit(1)) is not None
    db.session.rollback()
    return due


def _lease_next(now: datetime, lease: timedelta) -> tuple[int, str, Task] | None:
    """Takes the job that has been due longest: its row number, kind and task; None when nothing is due."""
    begin_write(db.session)
    due = select(Job).where(_is_due(now)).order_by(Job.due_at, Job.id).limit(1).with_for_update(skip_locked=True)
    job = db.session.scalar(due)
    if job is None:
        db.session.rollback()
        return None
    job.attempts += 1
    job.leased_until = now + lease
    leased = job.id, job.kind, Task(job.public_id, job.company_id, job.params, job.attempts)
    db.session.commit()
    return leased


def _take_to_write(number: int, attempts: int) -> bool:
    """Begins the transaction of the effects; False when the lease ran out and somebody else has begun the job."""
    begin_write(db.session)
    mine = select(Job.id).where(Job.id == number, Job.attempts == attempts, _is_open()).with_for_update()
    return db.session.scalar(mine) is not None


def _note(number: int, attempts: int, fault: JobFault | None, now: datetime) -> None:
    """Writes what came of an attempt, into the transaction that is under way."""
    values: dict[str, object] = {"leased_until": None, "last_error": str(fault) if fault else ""}
    delay = delay_after(attempts) if fault and not fault.is_final else None
    if fault is None:
        values["done_at"] = now
    elif delay is None:
        values["failed_at"] = now
    else:
        values["due_at"] = now + max(delay, fault.wait or delay)
    db.session.execute(update(Job).where(Job.id == number).values(**values))


def _work(number: int, kind: str, task: Task, clock: Clock) -> JobFault | None:
    """Does the job and commits; returns the fault that it was given back with. Raises whatever the handler raises."""
    if task.attempts > MAX_ATTEMPTS:
        raise JobFault("the worker ended amid this job, every time", is_final=True)
    handler = HANDLERS.get(kind)
    if handler is None:
        raise JobFault("nobody knows this kind of job", is_final=True)
    question = handler.read(task)
    db.session.rollback()  # nothing is held while somebody outside takes their time
    answer = handler.call(question)
    if not _take_to_write(number, task.attempts):
        db.session.rollback()
        return JobFault("begun anew by another worker")
    fault = handler.write(task, answer, clock())
    _note(number, task.attempts, fault, clock())
    db.session.commit()
    return fault


def _give_back(number: int, task: Task, fault: JobFault, clock: Clock) -> None:
    """After a fault that undid everything."""
    if _take_to_write(number, task.attempts):
        _note(number, task.attempts, fault, clock())
    db.session.commit()


def _run(number: int, kind: str, task: Task, clock: Clock) -> bool:
    try:
        fault = _work(number, kind, task, clock)
    except JobFault as raised:
        fault = raised
        _give_back(number, task, raised, clock)
    except Exception as raised:  # one job that can't be done must not hold up all others
        log.exception("job %s (%s), attempt %d", task.public_id, kind, task.attempts)
        # Its kind alone: what a database or a parser says of a fault may quote what people wrote.
        fault = JobFault(type(raised).__name__)
        _give_back(number, task, fault, clock)
    if fault is not None:
        log.warning("job %s (%s), attempt %d: %s", task.public_id, kind, task.attempts, fault)
    return fault is None


def run_due(clock: Clock = utc_now, *, most: int = 100, lease: timedelta = LEASE, stop: Event | None = None) -> int:
    """Does what is due, at most so many jobs, until `stop` is set; returns how many were done. Needs an application
    context.

    Two transactions a job: one leases it, one has its effects and says that it is done. A worker that is killed leaves
    a job without any effect, which is begun anew when its lease has run out; or a job that is done.
    """
    done = 0
    for _ in range(most):
        if (stop is not None and stop.is_set()) or not _is_anything_due(clock()):
            break
        leased = _lease_next(clock(), lease)
        if leased is None:
            break
        done += _run(*leased, clock)
    return done
