"""The sender against real servers: what is taken, refused, put off, dropped; and two senders at once."""

import email
import threading
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import default

import pytest
from sqlalchemy import select, update

from tests.notifications.servers import Dropping, DroppingAfter, Refusing, Taking, serving
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.notifications.actions import notify, queue_email, stop_notices
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.notifications.rules import MAX_ATTEMPTS, delay_after, is_sendable
from volunteer_match.notifications.sender import LEASE, _lease_next, send_due
from volunteer_match.notifications.smtp import DeliveryFault, SmtpDelivery
from volunteer_match.web.application import Application

PARAMS = {"name": "Ana", "path": "/password-reset/abc", "hours": 2}


def queue(app: Application, now: datetime, recipient: str = "ana@example.org") -> None:
    with app.app_context():
        begin_write(db.session)
        queue_email(recipient, "password-reset", PARAMS, now)
        db.session.commit()


def message(app: Application) -> OutboxMessage:
    with app.app_context():
        return db.session.scalars(select(OutboxMessage)).one()


def send(app: Application, url: str, at: datetime) -> int:
    with app.app_context():
        return send_due(SmtpDelivery(url, timeout=3), lambda: at)


def test_a_message_is_sent_once_and_its_links_are_forgotten(app: Application, now: datetime) -> None:
    queue(app, now)
    server = Taking()
    with serving(server) as url:
        assert [send(app, url, now), send(app, url, now)] == [1, 0]
    row = message(app)
    assert (row.sent_at, row.params, row.attempts) == (now, {}, 1)
    letter = email.message_from_bytes(server.received[0], policy=default)
    assert letter["Message-ID"] == row.message_id
    assert letter["To"] == "ana@example.org"
    plain, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "http://127.0.0.1:8000/password-reset/abc" in plain.get_content()
    assert 'href="http://127.0.0.1:8000/password-reset/abc"' in html.get_content()


def test_no_such_person_fails_for_good(app: Application, now: datetime) -> None:
    queue(app, now)
    with serving(Refusing("550 no such person")) as url:
        assert send(app, url, now) == 0
    row = message(app)
    assert row.failed_at == now
    assert "no such person" in row.last_error


@pytest.mark.parametrize("server", [Refusing("451 try later"), Dropping()], ids=["put off", "dropped"])
def test_what_may_still_work_is_tried_again_later(app: Application, now: datetime, server: Taking) -> None:
    queue(app, now)
    with serving(server) as url:
        assert send(app, url, now) == 0
        assert send(app, url, now) == 0
    row = message(app)
    assert (row.attempts, row.sent_at, row.failed_at) == (1, None, None)
    assert row.due_at == now + timedelta(minutes=1)
    taking = Taking()
    with serving(taking) as url:
        assert send(app, url, row.due_at) == 1
    assert row.message_id.encode() in taking.received[0]


def test_a_server_that_hangs_up_after_it_took_the_message_gets_it_once(app: Application, now: datetime) -> None:
    queue(app, now)
    server = DroppingAfter()
    with serving(server) as url:
        assert [send(app, url, now), send(app, url, now + LEASE)] == [1, 0]
    assert len(server.received) == 1


def test_a_server_that_is_not_there_is_given_up_after_some_attempts(app: Application, now: datetime) -> None:
    queue(app, now)
    for _ in range(MAX_ATTEMPTS):
        assert send(app, "smtp://127.0.0.1:1", message(app).due_at) == 0
    row = message(app)
    assert row.failed_at is not None
    assert row.attempts == MAX_ATTEMPTS
    assert send(app, "smtp://127.0.0.1:1", now + timedelta(days=30)) == 0


def test_a_message_that_cannot_be_written_holds_up_no_other(app: Application, now: datetime) -> None:
    queue(app, now)
    with app.app_context():
        begin_write(db.session)
        db.session.execute(update(OutboxMessage).values(template="unheard-of"))
        db.session.commit()
    with app.app_context():
        begin_write(db.session)
        queue_email("bo@example.org", "password-reset", PARAMS, now)
        db.session.commit()
    server = Taking()
    with serving(server) as url:
        assert send(app, url, now) == 1
    assert b"bo@example.org" in server.received[0]


def test_a_sender_that_died_leaves_its_message_to_the_next(app: Application, now: datetime) -> None:
    queue(app, now)
    with app.app_context():
        assert _lease_next(now) is not None
    server = Taking()
    with serving(server) as url:
        assert send(app, url, now + LEASE - timedelta(seconds=1)) == 0
        assert send(app, url, now + LEASE) == 1


def test_two_senders_never_send_the_same(app: Application, now: datetime) -> None:
    for number in range(20):
        queue(app, now, f"n{number}@example.org")
    sent: list[str] = []

    def deliver(letter: EmailMessage) -> None:
        sent.append(letter["Message-ID"])

    def work() -> None:
        with app.app_context():
            send_due(deliver, lambda: now)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sent) == len(set(sent)) == 20


def test_undo_stops_a_notice_in_time(app: Application, world: World, now: datetime) -> None:
    with app.app_context():
        begin_write(db.session)
        params = {"title": "Fractions", "partner": "Open Desk"}
        notify(
            world.account("agent"),
            NoticeKind.MATCH_APPROVED,
            params,
            "/matches/x",
            now,
            delay=timedelta(seconds=30),
            cause="match-event:1",
        )
        db.session.commit()
        begin_write(db.session)
        assert stop_notices("match-event:1", now + timedelta(seconds=29)) == 2
        db.session.commit()
    server = Taking()
    with serving(server) as url:
        assert send(app, url, now + timedelta(minutes=1)) == 0


def test_an_address_cannot_smuggle_headers(app: Application, now: datetime) -> None:
    queue(app, now, "ana@example.org\r\nBcc: everybody@example.org")
    server = Taking()
    with serving(server) as url:
        assert send(app, url, now) == 0
    assert server.received == []
    assert message(app).failed_at == now


def test_a_server_is_named_by_its_kind_of_address() -> None:
    with pytest.raises(DeliveryFault):
        SmtpDelivery("smtps://127.0.0.1:1", timeout=1)(EmailMessage())
    with serving(Taking()) as url, pytest.raises(DeliveryFault) as fault:
        SmtpDelivery(url.replace("smtp://", "smtp+starttls://"), timeout=3)(EmailMessage())
    assert "STARTTLS" in str(fault.value)


def test_delays_grow_and_end() -> None:
    delays = [delay_after(attempts) for attempts in range(1, MAX_ATTEMPTS)]
    known = [delay for delay in delays if delay is not None]
    assert known[:3] == [timedelta(minutes=1), timedelta(minutes=4), timedelta(minutes=16)]
    assert known == sorted(known)
    assert max(known) == timedelta(hours=6)
    assert delay_after(MAX_ATTEMPTS) is None


@pytest.mark.parametrize("address, is_right", [("a@b.org", True), ("a@b.org\nx", False), ("A <a@b.org>", False)])
def test_one_address_of_one_person(address: str, is_right: bool) -> None:
    assert is_sendable(address) is is_right
