"""The worker: sends, tidies up, and goes on when something fails."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.notifications.servers import Taking, hanging, serving
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.jobs import sweeps, worker
from volunteer_match.jobs.leading import LEASE, find_leadership, lead, resign
from volunteer_match.jobs.models import Schedule
from volunteer_match.jobs.schedules import run_sweeps
from volunteer_match.jobs.sweeps import DAY, HOUR, MINUTE, Sweep
from volunteer_match.notifications.actions import queue_email
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.notifications.smtp import SmtpDelivery
from volunteer_match.people.models import Attempt, SignInSession
from volunteer_match.retention import delete_outdated
from volunteer_match.web.application import Application


def count(table: type) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_what_was_kept_long_enough_is_deleted(app: Application, world: World, now: datetime) -> None:
    with app.app_context():
        begin_write(db.session)
        for days in (0, 2, 29, 31):
            moment = now - timedelta(days=days)
            db.session.add(Attempt(kind="k", key_hash="h", at=moment))
            db.session.add(
                SignInSession(
                    token_hash=f"t{days}",
                    account_id=world.accounts["agent"],
                    created_at=moment,
                    last_seen_at=moment,
                    expires_at=now + timedelta(days=14),
                    ended_at=moment,
                )
            )
            message = queue_email(f"n{days}@example.org", "password-changed", {}, moment)
            message.sent_at = moment
        db.session.flush()
        delete_outdated(now)
        assert (count(Attempt), count(SignInSession), count(OutboxMessage)) == (1, 3, 3)
        db.session.rollback()


def task(name: str, answer: Callable[[datetime], int]) -> Callable[[datetime], int]:
    answer.__name__ = name
    return answer


def test_a_fault_in_one_sweep_keeps_no_other_from_its_work_and_each_keeps_its_rhythm(
    app: Application, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []

    def broken(_now: datetime) -> int:
        raise RuntimeError("on purpose")

    def daily(_now: datetime) -> int:
        ran.append("daily")
        return 1

    def full(_now: datetime) -> int:
        ran.append("full")
        return 10 if ran.count("full") == 1 else 9

    chosen = (Sweep(broken, every=HOUR), Sweep(daily, every=DAY), Sweep(full, batch=10))
    monkeypatch.setattr(sweeps, "SWEEPS", chosen)
    with app.app_context():
        assert lead("one", now)
        assert run_sweeps("one", lambda: now), "what filled its batch goes on at once"
        assert not run_sweeps("one", lambda: now)
        assert not run_sweeps("one", lambda: now + MINUTE)
        assert ran == ["daily", "full", "full", "full"]
        rows = {row.name: row for row in db.session.scalars(select(Schedule))}
        assert (rows["broken"].faults, rows["broken"].last_error) == (2, "RuntimeError")
        assert rows["broken"].due_at == now + MINUTE + 4 * MINUTE, "with a growing delay, sooner than its rhythm"
        assert rows["daily"].due_at == now + DAY


def test_one_leads_until_its_lease_ends_and_a_leader_that_slept_does_nothing(
    app: Application, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[datetime] = []
    monkeypatch.setattr(sweeps, "SWEEPS", (Sweep(task("noted", lambda at: ran.append(at) or 0), every=MINUTE),))
    late = now + LEASE
    with app.app_context():
        assert [lead("one", now), lead("two", now), lead("one", now)] == [True, False, True]
        assert [lead("two", late - MINUTE / 60), lead("two", late)] == [False, True]
        assert not run_sweeps("one", lambda: late)
        assert ran == []
        run_sweeps("two", lambda: late)
        assert ran == [late]
        resign("two")
        assert lead("one", late), "who resigns makes room at once"


def test_every_sweep_runs_on_an_empty_database(app: Application, now: datetime) -> None:
    assert len({sweep.name for sweep in sweeps.SWEEPS}) == len(sweeps.SWEEPS)
    with app.app_context():
        assert lead("one", now)
        assert not run_sweeps("one", lambda: now)
        assert set(db.session.scalars(select(Schedule.faults))) == {0}


def test_the_loop_sends_until_it_is_told_to_stop(
    app: Application, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        begin_write(db.session)
        queue_email("ana@example.org", "password-changed", {"name": "Ana"}, world.now)
        db.session.commit()
    stop, server = threading.Event(), Taking()
    with serving(server) as url:

        class Delivery(SmtpDelivery):
            def __init__(self, _url: str) -> None:
                super().__init__(url)

            def __call__(self, email: object) -> None:
                super().__call__(email)  # type: ignore[arg-type]
                stop.set()

        monkeypatch.setattr(worker, "SmtpDelivery", Delivery)
        monkeypatch.setattr(app, "settings", replace(app.settings, smtp_url=url))
        worker.run_worker(app, stop)
    assert len(server.received) == 1


def test_a_mail_server_that_hangs_holds_up_neither_jobs_nor_sweeps_nor_the_end(
    app: Application, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept, stop = threading.Event(), threading.Event()
    monkeypatch.setattr(sweeps, "SWEEPS", (Sweep(task("noted", lambda _at: swept.set() or 0)),))
    monkeypatch.setattr(worker, "STOP_SECONDS", 0.2)
    monkeypatch.setattr(worker, "ABORT_SECONDS", 30.0)
    with app.app_context():
        begin_write(db.session)
        queue_email("ana@example.org", "password-changed", {"name": "Ana"}, world.now)
        db.session.commit()
    with hanging() as (url, door):
        monkeypatch.setattr(app, "settings", replace(app.settings, smtp_url=url))
        thread = threading.Thread(target=worker.run_worker, args=(app, stop, worker.Pace(turn_seconds=0.05)))
        thread.start()
        assert swept.wait(10)
        with door.accept()[0]:  # the sender waits for a greeting
            stop.set()
            thread.join(14)  # less than a step of the conversation may take
        assert not thread.is_alive()
    with app.app_context():
        row = db.session.scalars(select(OutboxMessage)).one()
        assert (row.attempts, row.leased_until, row.sent_at) == (0, None, None), "given back at once"
        assert find_leadership() is None, "and the next may lead"
