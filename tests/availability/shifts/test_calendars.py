"""Calendars that are followed: asked for now and then, conditionally, and told of when they fail."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler

import pytest
from sqlalchemy import select

from tests.availability.shifts.files import stored
from tests.checked_client import CheckedClient
from tests.conftest import make_config
from tests.integrations.outside_servers import Server, answering, web_server
from tests.world import World
from volunteer_match import create_app
from volunteer_match.availability.shifts.calendars.actions import fetch_due, subscribe
from volunteer_match.availability.shifts.calendars.rules import due_after, is_to_be_told, masked, tidy_address
from volunteer_match.availability.shifts.models import ShiftCalendar
from volunteer_match.availability.shifts.rules import ShiftRefusal
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.jobs.models import Job
from volunteer_match.jobs.running import run_due
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.refusals import Refused
from volunteer_match.web.application import Application

OWN = "/profile/availability/shifts"
ANSWER = {"ETag": '"one"', "Last_Modified": "Thu, 26 Nov 2026 10:00:00 GMT"}


def _calendar(day: datetime, hour: int = 9) -> bytes:
    return (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Dentist\n"
        f"DTSTART:{day:%Y%m%d}T{hour:02}0000Z\nDURATION:PT8H\nEND:VEVENT\nEND:VCALENDAR\n"
    ).encode()


@pytest.fixture
def open_app(app: Application) -> Iterator[Application]:
    """The same database, in an application that may ask servers of this machine."""
    with app.app_context():
        url = db.engine.url.render_as_string(hide_password=False)
    made = create_app(make_config(url, ALLOW_PRIVATE_ADDRESSES="yes"))
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


def _follow(world: World, server: Server, now: datetime) -> None:
    begin_write(db.session)
    profile = world.account("agent").profile
    assert profile is not None
    subscribe(profile, f"http://127.0.0.1:{server.server_port}/secret-words.ics", now)
    db.session.commit()


def _turn(now: datetime) -> int:
    """What the worker does at that time: has asked what is due, and does the jobs."""
    begin_write(db.session)
    fetch_due(now)
    db.session.commit()
    return run_due(lambda: now)


def test_a_calendar_is_followed(open_app: Application, world: World, now: datetime) -> None:
    """Read at once; asked conditionally later the same day; its changes replace what it said before."""
    tomorrow = now + timedelta(days=1)
    with open_app.app_context(), web_server(answering(200, _calendar(tomorrow), **ANSWER)) as server:
        _follow(world, server, now)
        assert _turn(now) == 1
        assert stored(world, "agent") == [(f"{tomorrow:%d} 09", f"{tomorrow:%d} 17", f"None {_only().source}")]
        assert _turn(now + timedelta(hours=1)) == 0, "it is not due yet"

        server.reply = answering(304)
        _turn(now + timedelta(hours=5))
        headers = server.asked[-1][2]
        assert (headers["if-none-match"], headers["if-modified-since"]) == ('"one"', ANSWER["Last_Modified"])
        assert (_only().fetched_at, _only().failures) == (now + timedelta(hours=5), 0)

        server.reply = answering(200, _calendar(tomorrow, hour=11))
        _turn(now + timedelta(hours=10))
        assert [shift[0] for shift in stored(world, "agent")] == [f"{tomorrow:%d} 11"]

        # Days later it is asked whole again: the same calendar reaches further than it did.
        _turn(now + timedelta(days=2))
        assert "if-none-match" not in server.asked[-1][2]
        assert stored(world, "agent")[0][0] == f"{tomorrow:%d} 11", "what is past stays as it was"


def _only() -> ShiftCalendar:
    return db.session.execute(select(ShiftCalendar).execution_options(populate_existing=True)).scalar_one()


def _moved(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(302)
    handler.send_header("Location", "http://127.0.0.1:1/elsewhere")
    handler.end_headers()


FAULTS = [
    (answering(404), "gone"),
    (answering(401), "refused"),
    (answering(500), "unreachable"),
    (_moved, "moved"),
    (answering(200, b"<html></html>"), "not-a-calendar"),
    (answering(200, b"x" * 2_100_000), "too-large"),
]


def test_what_keeps_a_calendar_from_being_read_is_kept_and_told_after_a_day(
    open_app: Application, world: World, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    at = now
    with open_app.app_context(), web_server(answering(404)) as server:
        _follow(world, server, now)
        for reply, fault in FAULTS:
            server.reply = reply
            _turn(at)
            assert _only().fault == fault
            at = max(_only().due_at, at + timedelta(hours=4))
        notices = db.session.scalars(select(InboxNotice).where(InboxNotice.kind == "calendar-failing")).all()
        assert [notice.params for notice in notices] == [{"title": "127.0.0.1/…"}]
        assert _only().failing_since == now
        server.reply = answering(200, _calendar(now + timedelta(days=20)))
        _turn(at)
        assert (_only().fault, _only().failing_since, len(stored(world, "agent"))) == ("", None, 1)
        assert all("secret-words" not in job.last_error + str(job.params) for job in db.session.scalars(select(Job)))
    assert "secret-words" not in caplog.text


def test_private_addresses_are_refused_and_nobody_is_asked(
    app: Application, world: World, now: datetime, as_: Callable[[str], CheckedClient]
) -> None:
    client = as_("agent")
    for address in ("http://example.org/a.ics", "ftp://example.org/a", "nonsense", ""):
        assert client.send(f"{OWN}/calendars", {"address": address}).status_code == 422
    with web_server(answering(200, _calendar(now))) as server:
        address = f"https://127.0.0.1:{server.server_port}/secret-words.ics"
        assert client.send(f"{OWN}/calendars", {"address": address}).status_code == 303
        with app.app_context():
            run_due(lambda: now + timedelta(minutes=1))
            assert (_only().fault, server.asked) == ("private", [])
            public_id = _only().public_id
    page = client.get(OWN).text
    assert "Calendar on 127.0.0.1/…" in page
    assert "secret-words" not in page
    told = client.get("/account/data/download")
    assert "secret-words" not in told.text
    assert as_("colleague").send(f"{OWN}/calendars/{public_id}/removal").status_code == 404
    assert client.send(f"{OWN}/calendars/{public_id}/refresh").status_code == 303
    assert client.send(f"{OWN}/calendars/{public_id}/removal").status_code == 303
    assert "Calendar on" not in client.get(OWN).text


def test_the_same_calendar_twice_is_one_and_three_are_enough(app: Application, world: World, now: datetime) -> None:
    with app.app_context():
        begin_write(db.session)
        profile = world.account("agent").profile
        assert profile is not None
        made = [subscribe(profile, f"webcal://example.org/{name}.ics", now) for name in "aabc"]
        assert made[0] is made[1]
        with pytest.raises(Refused) as refused:
            subscribe(profile, "https://example.org/d.ics", now)
        db.session.rollback()
    assert refused.value.refusal is ShiftRefusal.TOO_MANY_CALENDARS


def test_rules_of_following() -> None:
    now = datetime.fromisoformat("2026-12-01T12:00:00+00:00")
    hours = [(due_after(failures, now) - now).total_seconds() / 3600 for failures in (0, 1, 2, 3, 50)]
    assert hours == [4, 8, 16, 24, 24]
    day, hour = timedelta(days=1), timedelta(hours=1)
    assert not is_to_be_told(now, None, now)
    assert is_to_be_told(now, now + 23 * hour, now + 25 * hour)
    assert not is_to_be_told(now, now + day, now + 25 * hour)
    assert tidy_address(" WebCal://example.org/a ") == "https://example.org/a"
    assert masked("https://calendar.example.org/private-0123/basic.ics") == "calendar.example.org/…"
