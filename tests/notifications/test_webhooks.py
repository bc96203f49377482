"""Webhooks: what is written where and when, how often it is tried, and that the address stays a secret."""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from tests.checked_client import CheckedClient
from tests.integrations.outside_servers import Server, answering, web_server
from tests.world import World
from volunteer_match.audit.models import AuditEntry
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import ConcernCategory, MatchState, Move, Role
from volunteer_match.jobs.models import Job
from volunteer_match.jobs.running import run_due
from volunteer_match.matches.actions import claim, move_match
from volunteer_match.matches.concerns.actions import raise_concern
from volunteer_match.matches.concerns.queries import Subject
from volunteer_match.matches.models import Match
from volunteer_match.notifications.webhooks.models import Webhook
from volunteer_match.notifications.webhooks.news import post_news
from volunteer_match.notifications.webhooks.rules import (
    Flavour,
    Post,
    envelope,
    is_final,
    is_time_to_tell,
    masked,
    wait_of,
)
from volunteer_match.organisations.models import Company, Team
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]
WEBHOOKS = "/administration/webhooks"
SECRET = "/services/T0/B0/very-secret-a1b2"
POST = Post("A place <!channel>", "Fractions & [more](https://evil.example)", "Open", "https://example.org/x")


def test_slack_and_teams_get_words_and_nothing_that_they_would_act_on() -> None:
    slack = envelope(Flavour.SLACK, POST)
    assert slack["text"] == "A place &lt;!channel&gt;. Fractions &amp; [more](https://evil.example)"
    assert [block["type"] for block in slack["blocks"]] == ["header", "section", "actions"]
    assert {block["text"]["type"] for block in slack["blocks"][:2]} == {"plain_text"}
    assert slack["blocks"][2]["elements"][0]["url"] == POST.url
    card = envelope(Flavour.TEAMS, POST)["attachments"][0]
    assert card["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert [line["inlines"][0]["text"] for line in card["content"]["body"]] == [POST.heading, POST.text]
    assert card["content"]["actions"][0]["url"] == POST.url


@pytest.mark.parametrize(
    ("local", "daily", "weekly"),
    [
        ("2026-11-23T09:00", True, True),
        ("2026-11-23T08:59", False, False),
        ("2026-11-27T16:59", True, False),
        ("2026-11-27T17:00", False, False),
        ("2026-11-28T12:00", False, False),
    ],
)
def test_news_come_in_working_hours(local: str, daily: bool, weekly: bool) -> None:
    moment = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("Asia/Manila"))
    assert (is_time_to_tell(moment, weekly=False), is_time_to_tell(moment, weekly=True)) == (daily, weekly)


def test_what_an_answer_means() -> None:
    assert [status for status in (200, 204, 302, 400, 404, 408, 410, 429, 500, 503) if is_final(status)] == [
        302,
        400,
        404,
        410,
    ]
    assert [wait_of(text) for text in ("30", "", "-1", "Fri, 27 Nov 2026", "9" * 20, "99999")] == [
        timedelta(seconds=30),
        None,
        None,
        None,
        None,
        timedelta(hours=6),
    ]
    assert masked("https://hooks.slack.com" + SECRET) == "hooks.slack.com/…a1b2"


@pytest.fixture
def server(app: Application, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Something that takes messages, on this machine, with the setting that allows it."""
    monkeypatch.setattr(app, "settings", replace(app.settings, allows_private=True))
    with web_server(answering(body=b"ok <b>")) as made:
        yield made


def address_of(server: Server) -> str:
    return f"http://127.0.0.1:{server.server_port}{SECRET}"


def fields(server: Server, *topics: str, **values: str) -> dict[str, Any]:
    return {"name": "#volunteers", "flavour": "slack", "address": address_of(server), "topics": [*topics], **values}


def told(server: Server) -> list[str]:
    """The headings of what arrived."""
    return [json.loads(body)["blocks"][0]["text"]["text"] for _method, _path, _headers, body in server.asked]


def test_an_administrator_keeps_and_tries_a_webhook_and_its_address_stays_secret(
    app: Application, as_: As, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    admin = as_("admin")
    assert "Choose at least one" in admin.send(WEBHOOKS, fields(server)).get_data(as_text=True)
    wrong = admin.send(WEBHOOKS, fields(server, "waiting", address="ftp://example.org"))
    assert wrong.status_code == 422
    assert "That is not a web address" in wrong.get_data(as_text=True)
    page = admin.send(WEBHOOKS, fields(server, "waiting", "concern")).location
    assert admin.send(f"{page}/test").status_code == 303
    seen = admin.get(page).get_data(as_text=True)
    assert "The answer: HTTP 200 ok &lt;b&gt;" in seen
    assert told(server) == ["This is a test"]
    assert admin.send(page, fields(server, "concern", address="", name="#help")).status_code == 303
    seen += admin.get(page).get_data(as_text=True) + admin.get(WEBHOOKS).get_data(as_text=True)
    assert "127.0.0.1/…a1b2" in seen
    server.reply = answering(500)
    admin.send(f"{page}/test")
    assert "Does not work" in admin.get(WEBHOOKS).get_data(as_text=True)
    assert admin.send(f"{page}/removal").status_code == 303
    assert admin.get(page).status_code == 404
    assert admin.send(f"{page}/restoration").status_code == 303
    assert admin.get(page).status_code == 200
    with app.app_context():
        row = db.session.scalars(select(Webhook)).one()
        assert (row.name, row.topics, row.address) == ("#help", ["concern"], address_of(server))
        details = [str(entry.details) for entry in db.session.scalars(select(AuditEntry))]
    assert "very-secret" not in seen + caplog.text + "".join(details)


def test_nobody_has_us_ask_a_private_network(
    app: Application, as_: As, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = as_("admin")
    page = admin.send(WEBHOOKS, fields(server, "waiting")).location
    monkeypatch.setattr(app, "settings", replace(app.settings, allows_private=False))
    with app.app_context():
        begin_write(db.session)
        row = db.session.scalars(select(Webhook)).one()
        row.address = address_of(server).replace("http:", "https:")
        db.session.commit()
    admin.send(f"{page}/test")
    assert "leads into a private network" in admin.get(page).get_data(as_text=True)
    assert server.asked == []


def test_a_message_is_tried_again_under_one_identity_then_set_aside_for_the_administrator(
    app: Application, as_: As, world: World, server: Server, now: datetime
) -> None:
    admin = as_("admin")
    admin.send(WEBHOOKS, fields(server, "concern"))
    server.reply = answering(503, Retry_After="7200")
    with app.app_context():
        begin_write(db.session)
        need = world.add_opportunity()
        raise_concern(world.account("agent"), Subject(need), ConcernCategory.PRIVACY, "He asked where I live", now)
        db.session.commit()
        assert run_due(lambda: now) == 0
        job = db.session.scalars(select(Job)).one()
        assert (job.due_at, job.last_error) == (now + timedelta(hours=2), "HTTP 503")
        server.reply = answering(410)
        assert run_due(lambda: job.due_at) == 0
        job_page = f"/administration/jobs/{job.public_id}"
        assert "where I live" not in str(server.asked)
    assert told(server) == ["A concern was raised"] * 2
    assert len({headers["idempotency-key"] for _method, _path, headers, _body in server.asked}) == 1
    assert "1 job could not be done" in admin.get("/administration").get_data(as_text=True)
    page = admin.get("/administration/jobs").get_data(as_text=True)
    assert "Message to a webhook" in page
    assert "HTTP 410" in page
    assert "Message to a webhook" not in as_("coordinator").get("/administration/jobs").get_data(as_text=True)
    assert admin.send(f"{job_page}/retry").status_code == 303
    server.reply = answering()
    with app.app_context():
        assert run_due() == 1
        assert db.session.scalars(select(Webhook.answer)).one() == "HTTP 200"
    assert admin.send(f"{job_page}/discard").status_code == 404, "it is done"


def test_news_are_told_once_and_only_as_counts(
    app: Application, as_: As, world: World, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monday = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Asia/Manila")).astimezone(world.now.tzinfo)
    with app.app_context():
        begin_write(db.session)
        team = db.session.get_one(Team, world.ids["northwind_team"])
        db.session.get_one(Company, world.ids["northwind"]).time_zone = "Asia/Manila"
        for name in ("agent", "colleague", "coordinator"):
            world.account(name).profile.team_id = team.id
        need = world.add_opportunity(places=3, starts_in=monday + timedelta(hours=5) - world.now)
        session = need.sessions[0]
        for name in ("agent", "colleague"):
            claim(world.account(name), need, [session.public_id], "", monday)
        team_page = team.public_id
        db.session.commit()
    admin = as_("admin")
    admin.send(WEBHOOKS, fields(server, "waiting", "uncovered", "not-done"))
    admin.send(f"{WEBHOOKS}?team={team_page}", fields(server, "team-week"))

    def posted(after: timedelta = timedelta()) -> list[str]:
        server.asked.clear()
        with app.app_context():
            begin_write(db.session)
            post_news(monday + after)
            db.session.commit()
            run_due(lambda: monday + after)
        return told(server)

    assert posted(timedelta(hours=-2)) == [], "before nine o'clock"
    assert [posted(), posted(timedelta(hours=1))] == [["2 claims wait for approval"], []]
    with app.app_context():
        begin_write(db.session)
        coordinator = world.account("second_coordinator")
        for match in db.session.scalars(select(Match)):
            move_match(match, Move.APPROVE, coordinator, monday)
        mine = db.session.scalars(select(Match).where(Match.agent_id == world.accounts["agent"])).one()
        move_match(mine, Move.WITHDRAW, world.account("agent"), monday)
        assert mine.state is MatchState.WITHDRAWN
        db.session.commit()
    assert posted() == ["A place is not covered"], "the team is too small to be counted"
    assert b"Agent" not in server.asked[0][3]
    with app.app_context():
        begin_write(db.session)
        for number in range(2):
            world.add_account(f"more_{number}", Role.AGENT, company="northwind")
            world.add_profile(f"more_{number}").team_id = world.ids["northwind_team"]
        db.session.commit()
    assert [posted(), posted(timedelta(hours=1))] == [["1 of you volunteers this week"], []]
