"""A job: written with its cause, done once with its effects, tried again, set aside."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.jobs import running
from volunteer_match.jobs.actions import enqueue
from volunteer_match.jobs.handling import Handler, JobFault, Task, inside
from volunteer_match.jobs.kinds import JobKind
from volunteer_match.jobs.models import Job
from volunteer_match.jobs.running import LEASE, run_due
from volunteer_match.notifications.rules import MAX_ATTEMPTS, delay_after
from volunteer_match.people.models import Attempt
from volunteer_match.web.application import Application

KIND = next(iter(JobKind))


@pytest.fixture
def context(app: Application) -> Iterator[None]:
    with app.app_context():
        yield


def put(now: datetime, key: str = "", **params: Any) -> bool:
    begin_write(db.session)
    written = enqueue(KIND, params, now, key=key)
    db.session.commit()
    return written


def the_job() -> Job:
    db.session.expire_all()
    return db.session.scalars(select(Job)).one()


def effects() -> int:
    return db.session.scalar(select(func.count()).select_from(Attempt)) or 0


def effect(task: Task, now: datetime) -> None:
    """An effect on the database that can be counted."""
    db.session.add(Attempt(kind="job", key_hash=str(task.params.get("n", "")), at=now))


def handle(monkeypatch: pytest.MonkeyPatch, handler: Handler[Any, Any]) -> None:
    monkeypatch.setattr(running, "HANDLERS", {KIND.value: handler})


def test_a_job_is_done_once_and_a_key_is_enqueued_once(
    context: None, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    handle(monkeypatch, inside(effect))
    assert [put(now, "a"), put(now, "a"), put(now, "b"), put(now), put(now)] == [True, False, True, True, True]
    begin_write(db.session)
    enqueue(KIND, {}, now)
    db.session.rollback()  # the cause was undone, and the job with it
    assert [run_due(lambda: now), run_due(lambda: now), effects()] == [4, 0, 4]
    assert not put(now, "a"), "done, and still remembered"


def test_what_fails_leaves_nothing_and_is_tried_again_then_set_aside(
    context: None, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(task: Task, at: datetime) -> None:
        effect(task, at)
        db.session.flush()
        raise ValueError("Ana Surname, ana@example.org")

    handle(monkeypatch, inside(fail))
    put(now)
    at = now
    for attempt in range(1, MAX_ATTEMPTS + 1):
        assert run_due(lambda: at) == 0  # noqa: B023 - called at once
        row = the_job()
        assert (row.attempts, row.last_error, row.leased_until) == (attempt, "ValueError", None)
        if delay := delay_after(attempt):
            assert row.due_at == at + delay
        at = row.due_at
    assert row.failed_at == at
    assert effects() == 0
    assert run_due(lambda: at + timedelta(days=30)) == 0


def test_a_fault_may_be_final_may_ask_for_time_and_may_keep_what_was_written(
    context: None, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(task: Task, at: datetime) -> JobFault | None:
        effect(task, at)
        return JobFault("HTTP 429", wait=timedelta(hours=1)) if task.attempts == 1 else JobFault("gone", is_final=True)

    handle(monkeypatch, inside(write))
    put(now)
    run_due(lambda: now)
    assert (the_job().due_at, effects()) == (now + timedelta(hours=1), 1)
    run_due(lambda: now + timedelta(hours=1))
    assert (the_job().failed_at, the_job().last_error, effects()) == (now + timedelta(hours=1), "gone", 2)


def test_an_unknown_kind_is_set_aside(context: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "HANDLERS", {})
    put(now)
    assert run_due(lambda: now) == 0
    assert the_job().failed_at == now


def test_a_worker_that_died_leaves_its_job_and_one_that_slept_writes_nothing(
    context: None, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(now)
    later = now + LEASE

    def sleep_over_the_lease(_question: None) -> None:
        if the_job().attempts == 1:
            assert run_due(lambda: later - timedelta(seconds=1)) == 0, "still leased"
            assert run_due(lambda: later) == 1, "another worker took it"

    handle(monkeypatch, Handler(lambda _task: None, sleep_over_the_lease, lambda task, _answer, at: effect(task, at)))
    assert run_due(lambda: now) == 0
    assert (effects(), the_job().done_at, the_job().attempts) == (1, later, 2)


def test_a_job_that_ends_every_worker_is_set_aside(
    context: None, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    handle(monkeypatch, inside(effect))
    put(now)
    at = now
    for _ in range(MAX_ATTEMPTS):
        assert running._lease_next(at, LEASE) is not None  # and dies
        at += LEASE
    assert run_due(lambda: at) == 0
    assert (the_job().failed_at, effects()) == (at, 0)
