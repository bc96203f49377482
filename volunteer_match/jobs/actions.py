"""Jobs are written in the transaction of their cause; administrators let one begin anew, or put it away."""

from datetime import datetime
from typing import Any

from sqlalchemy import update

from volunteer_match.audit.actions import record
from volunteer_match.database import new_public_id
from volunteer_match.database.writing import insert_unless_there
from volunteer_match.extensions import db
from volunteer_match.jobs.kinds import JobKind
from volunteer_match.jobs.models import Job
from volunteer_match.people.models import Account


def enqueue(
    kind: JobKind,
    params: dict[str, Any],
    now: datetime,
    *,
    due_at: datetime | None = None,
    key: str = "",
    company_id: int | None = None,
) -> bool:
    """Has a job done at `due_at` (at once by default), if the transaction that this is part of is kept.

    `params` are JSON values: codes and row numbers, nothing about people. With a `key`, the second job of this kind
    with the same key is not written (False); keys are remembered for 30 days after the job was done.
    """
    public_id = new_public_id()
    return insert_unless_there(
        db.session,
        Job,
        ["kind", "key"],
        public_id=public_id,
        kind=kind.value,
        key=key or public_id,
        company_id=company_id,
        params=params,
        created_at=now,
        due_at=due_at or now,
        attempts=0,
        last_error="",
    )


def retry(job: Job, actor: Account, now: datetime) -> None:
    """Lets a job that was set aside begin anew."""
    if _change_set_aside(job, failed_at=None, attempts=0, due_at=now):
        record("job.retry", actor, now, subject=job, kind=job.kind)


def discard(job: Job, actor: Account, now: datetime) -> None:
    """Puts a job that was set aside away: it is never done."""
    if _change_set_aside(job, failed_at=None, discarded_at=now):
        record("job.discard", actor, now, subject=job, kind=job.kind)


def _change_set_aside(job: Job, **values: Any) -> bool:
    """Changes `job` unless somebody else did so first."""
    changed = db.session.execute(update(Job).where(Job.id == job.id, Job.failed_at.is_not(None)).values(**values))
    return bool(changed.rowcount)  # type: ignore[attr-defined]
