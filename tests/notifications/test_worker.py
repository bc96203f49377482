"""The worker: sends, tidies up, and goes on when something fails."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.notifications.servers import Taking, serving
from tests.world import World
from volunteer_match import jobs
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
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


def test_a_fault_in_one_sweep_keeps_no_other_from_its_work(
    app: Application, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def broken(_now: datetime) -> int:
        raise RuntimeError("on purpose")

    def working(_now: datetime) -> int:
        done.append("worked")
        return 1

    sweeps: tuple[Callable[[datetime], int], ...] = (broken, working)
    monkeypatch.setattr(jobs, "SWEEPS", sweeps)
    with app.app_context():
        jobs.sweep(now)
    assert done == ["worked"]


def test_every_sweep_runs_on_an_empty_database(app: Application, now: datetime) -> None:
    with app.app_context():
        for task in jobs.SWEEPS:
            begin_write(db.session)
            assert task(now) == 0
            db.session.rollback()


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

        monkeypatch.setattr(jobs, "SmtpDelivery", Delivery)
        monkeypatch.setattr(app, "settings", replace(app.settings, smtp_url=url))
        jobs.run_worker(app, stop)
    assert len(server.received) == 1
