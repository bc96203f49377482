"""The sender against real servers: what is taken, refused, put off, dropped; and two senders at once."""

import email
import threading
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import default

import pytest
from sqlalchemy import select, update

from tests.notifications.servers import (
    Dropping,
    DroppingAfter,
    DroppingOne,
    Forgetting,
    Refusing,
    Taking,
    Tiring,
    hanging,
    serving,
)
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.notifications.actions import notify, queue_email, stop_notices
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.notifications.rules import MAX_ATTEMPTS, delay_after, is_sendable
from volunteer_match.notifications.sender import LEASE, Sender, _lease_next
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
    """One batch of a sender that has just begun."""
    with app.app_context():
        return Sender(SmtpDelivery(url, step_seconds=3), lambda: at).send_due()


class Days:
    """A sender with a clock that can be moved."""

    def __init__(self, app: Application, now: datetime) -> None:
        self.app, self.now = app, now
        self.sender: Sender | None = None

    def send(self, url: str, at: timedelta | None = None) -> int:
        """A batch after some time; by default as soon as the sender no longer waits for the server."""
        if self.sender is None:
            self.sender = Sender(SmtpDelivery(url, step_seconds=0.3), lambda: self.now)
        self.sender._deliver = SmtpDelivery(url, step_seconds=0.3)  # the same server, in another state
        self.now = max(self.now, self.sender.paused_until) if at is None else self.now + at
        with self.app.app_context():
            return self.sender.send_due()


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


def test_what_may_still_work_is_tried_again_later(app: Application, now: datetime) -> None:
    queue(app, now)
    with serving(Refusing("451 try later")) as url:
        assert [send(app, url, now), send(app, url, now)] == [0, 0]
    row = message(app)
    assert (row.attempts, row.sent_at, row.failed_at) == (1, None, None)
    assert row.due_at == now + timedelta(minutes=1)
    taking = Taking()
    with serving(taking) as url:
        assert send(app, url, row.due_at) == 1
    assert row.message_id.encode() in taking.received[0]


def recipients(server: Taking) -> list[str]:
    """Who got something, in order."""
    return [str(email.message_from_bytes(letter, policy=default)["To"]) for letter in server.received]


def test_a_server_that_is_down_costs_no_message_its_life_and_all_arrive_once(app: Application, now: datetime) -> None:
    for number in range(3):
        queue(app, now, f"n{number}@example.org")
    days, pauses = Days(app, now), []
    with hanging() as (silent, _door):
        for url in ("smtp://127.0.0.1:1", silent, *["smtp://127.0.0.1:1"] * 8):
            assert days.send(url) == 0
            assert days.sender is not None
            pauses.append((days.sender.paused_until - days.now).total_seconds())
            assert days.send(url, timedelta(seconds=9)) == 0, "nobody is asked in a pause"
    assert pauses == [10, 20, 40, 80, 160, *[300] * 5]
    server = Dropping(12)
    with serving(server) as url:
        for _ in range(12):  # amid one message after the other
            assert days.send(url) == 0
        with app.app_context():
            assert set(db.session.scalars(select(OutboxMessage.attempts))) == {0}
        assert [days.send(url), days.send(url)] == [3, 0]
    assert sorted(recipients(server)) == [f"n{number}@example.org" for number in range(3)]


def test_a_message_that_the_server_cannot_bear_holds_up_no_other_and_is_given_up(
    app: Application, now: datetime
) -> None:
    days, server = Days(app, now), DroppingOne("poison@example.org")
    queue(app, now, "poison@example.org")
    with serving(server) as url:
        for number in range(30):
            queue(app, now, f"n{number}@example.org")
            days.send(url)
            days.send(url, timedelta(hours=6))
    assert sorted(recipients(server)) == sorted(f"n{number}@example.org" for number in range(30))
    with app.app_context():
        poison = db.session.scalars(select(OutboxMessage).where(OutboxMessage.sent_at.is_(None))).one()
    assert poison.recipient == "poison@example.org"
    assert poison.failed_at is not None
    assert poison.attempts == MAX_ATTEMPTS


def test_a_drop_before_the_answer_may_repeat_one_under_the_same_id(app: Application, now: datetime) -> None:
    queue(app, now)
    days, forgetting, taking = Days(app, now), Forgetting(), Taking()
    with serving(forgetting) as url:
        assert days.send(url) == 0
    with serving(taking) as url:
        assert days.send(url) == 1
    ids = [email.message_from_bytes(letter)["Message-ID"] for letter in forgetting.received + taking.received]
    assert ids == [message(app).message_id] * 2


@pytest.mark.parametrize(("server", "greetings"), [(Taking(), 1), (Tiring(5), 3)], ids=["patient", "tiring"])
def test_one_connection_serves_many(app: Application, now: datetime, server: Taking, greetings: int) -> None:
    server.received.clear()
    server.greetings = 0
    for number in range(12):
        queue(app, now, f"n{number}@example.org")
    days = Days(app, now)
    with serving(server) as url:
        while days.send(url):
            pass
    assert len(set(recipients(server))) == len(server.received) == 12
    assert server.greetings == greetings


def test_a_server_that_hangs_up_after_it_took_the_message_gets_it_once(app: Application, now: datetime) -> None:
    queue(app, now)
    server = DroppingAfter()
    with serving(server) as url:
        assert [send(app, url, now), send(app, url, now + LEASE)] == [1, 0]
    assert len(server.received) == 1


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

    class Noting:
        def __call__(self, letter: EmailMessage) -> None:
            sent.append(letter["Message-ID"])

        def close(self) -> None: ...

        def abort(self) -> None: ...

    def work() -> None:
        with app.app_context():
            Sender(Noting(), lambda: now).send_due()

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
        assert stop_notices("match-event:1", now + timedelta(seconds=29)) == 1
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
        SmtpDelivery("smtps://127.0.0.1:1", step_seconds=1)(EmailMessage())
    with serving(Taking()) as url, pytest.raises(DeliveryFault) as fault:
        SmtpDelivery(url.replace("smtp://", "smtp+starttls://"), step_seconds=3)(EmailMessage())
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
