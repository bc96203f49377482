"""The private feed: who reads what in it, and that its address is a secret that can be taken back."""

import logging
import re
from datetime import timedelta
from io import StringIO

from icalendar import Calendar, Event
from sqlalchemy import update

from tests.matches.acts import Acts, cancel_session, transaction
from tests.matches.browsing import SignIn
from volunteer_match.calendars.feed import actions as feed
from volunteer_match.calendars.feed.address import path_of
from volunteer_match.calendars.models import PersonalCalendar
from volunteer_match.commands.serving import server_command
from volunteer_match.extensions import db
from volunteer_match.glossary import ReturnReason
from volunteer_match.matches import actions
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.people.models import Account
from volunteer_match.web.application import Application


def address(acts: Acts, name: str, **choices: bool) -> str:
    with transaction():
        feed.make_address(acts.account(name), acts.world.now)
        if choices:
            feed.choose(acts.account(name), **{"mails_invitations": True, **choices})
        calendar = db.session.get_one(PersonalCalendar, acts.world.accounts[name])
        assert calendar.token is not None
        return path_of(calendar.token)


def fetch(app: Application, path: str) -> list[Event]:
    """As a program does: no cookie, no session."""
    answer = app.test_client().get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "Set-Cookie" not in answer.headers
    calendar = Calendar.from_ical(answer.data)
    assert calendar["REFRESH-INTERVAL"].to_ical() == b"PT1H"
    assert "METHOD" not in calendar
    return list(calendar.walk("VEVENT"))


def lines(events: list[Event]) -> list[tuple[str, str]]:
    return [(str(event["SUMMARY"]), str(event["STATUS"])) for event in events]


def approve(acts: Acts, need: str = "fractions") -> None:
    with transaction():
        claim = acts.match(need=need).claim
        assert claim is not None
        actions.approve_claim(claim, acts.account("coordinator"), acts.world.now)


def test_an_agent_reads_what_they_promised(app: Application, acts: Acts) -> None:
    path = address(acts, "agent")
    assert fetch(app, path) == []
    acts.add_need()
    acts.claim()
    (event,) = fetch(app, path)
    assert (lines([event]), event["SEQUENCE"]) == ([("Fractions (waits for approval)", "TENTATIVE")], 0)
    approve(acts)
    (event,) = fetch(app, path)
    match = acts.match()
    assert (lines([event]), event["SEQUENCE"]) == ([("Fractions", "CONFIRMED")], 1)
    assert (event.start, event.end, event["UID"]) == (
        match.starts_at,
        match.ends_at,
        f"{match.public_id}@volunteer-match",
    )
    assert "meet.example.org" not in str(event)
    with transaction():
        claim = match.claim
        assert claim is not None
        actions.return_claim(claim, ReturnReason.TIMING, "", acts.account("coordinator"), acts.world.now, match=match)
    assert lines(fetch(app, path)) == [("Fractions", "CANCELLED")]
    with transaction():
        db.session.execute(update(type(match)).values(state_since=acts.world.now - timedelta(weeks=7)))
    assert fetch(app, path) == []


def test_the_day_of_a_deadline_is_the_readers_own(app: Application, acts: Acts) -> None:
    acts.add_need("captions", flexible=True)
    with transaction():
        late = acts.world.now.replace(hour=17, minute=30) + timedelta(days=5)  # 01:30 the next day in Manila
        db.session.execute(update(Opportunity).values(deadline=late))
    acts.claim("agent", "captions", sessions=[])
    approve(acts, "captions")
    (event,) = fetch(app, address(acts, "agent"))
    assert (lines([event]), event["TRANSP"]) == ([("Last day: Captions", "CONFIRMED")], "TRANSPARENT")
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["DTSTART"].dt == (late + timedelta(days=1)).date()
    assert "Manila, UTC+8" in event["DESCRIPTION"]


def test_a_partner_reads_who_comes_to_them(app: Application, acts: Acts) -> None:
    acts.add_need(places=3, sessions=2)
    acts.add_need("elsewhere", partner="far_shore")
    acts.claim(sessions=acts.session_ids()[:1])
    path = address(acts, "partner")
    assert lines(fetch(app, path)) == [(f"Fractions: {0} of 3 coming", "CONFIRMED")] * 2
    approve(acts)
    first, second = fetch(app, path)
    assert (first["SUMMARY"], first["DESCRIPTION"]) == ("Fractions: 1 of 3 coming", "Coming: Agent S.")
    assert second["SUMMARY"] == "Fractions: 0 of 3 coming"
    with transaction():
        cancel_session(acts.need().sessions[1], acts.account("partner"), acts.world.now, "Nobody is there")
    assert [status for _, status in lines(fetch(app, path))] == ["CONFIRMED", "CANCELLED"]


def test_a_coordinator_reads_where_people_lack_if_they_wish(app: Application, acts: Acts) -> None:
    acts.add_need(places=3)
    acts.add_need("later", starts_in=timedelta(days=15))
    acts.add_need("elsewhere", partner="far_shore")
    acts.claim()
    assert fetch(app, address(acts, "coordinator")) == []
    (event,) = fetch(app, address(acts, "coordinator", shows_open_places=True))
    assert (event["SUMMARY"], event["TRANSP"]) == ("2 places open: Fractions", "TRANSPARENT")
    assert fetch(app, address(acts, "agent", shows_open_places=True))[0]["SUMMARY"].startswith("Fractions (")


def test_the_address_is_shown_again_renewed_and_turned_off(app: Application, acts: Acts, signed: SignIn) -> None:
    agent = signed("agent")
    assert "Make my private address" in agent.get("/calendar").get_data(as_text=True)
    agent.send("/calendar/address")

    def shown() -> str:
        found = re.search(
            r"http://127\.0\.0\.1:8000(/calendars/[^\"]+\.ics)", agent.get("/calendar").get_data(as_text=True)
        )
        assert found is not None
        return found.group(1)

    first = shown()
    assert first == shown()
    assert "No calendar has looked here yet." in agent.get("/calendar").get_data(as_text=True)
    fetch(app, first)
    assert "A calendar last looked here just now." in agent.get("/calendar").get_data(as_text=True)
    agent.send("/calendar/address")
    second = shown()
    assert second != first
    client = app.test_client()
    assert client.get(first).status_code == 404
    fetch(app, second)
    agent.send("/calendar/address/removal")
    assert client.get(second).status_code == 404


def test_a_guess_a_copied_database_and_who_left_open_nothing(app: Application, acts: Acts) -> None:
    path = address(acts, "agent")
    token = path.removeprefix("/calendars/").split(".")[0]
    client = app.test_client()
    for guess in (f"/calendars/{token}.ics", f"/calendars/{token}.AAAA.ics", "/calendars/%ff.ics", "/calendars/.ics"):
        assert client.get(guess).status_code == 404
    assert token in path
    with transaction():
        db.session.execute(update(Account).values(deactivated_at=acts.world.now))
    assert client.get(path).status_code == 404


def test_a_program_that_asks_all_the_time_is_told_to_wait(app: Application, acts: Acts) -> None:
    path, client = address(acts, "agent"), app.test_client()
    with transaction():
        db.session.execute(update(PersonalCalendar).values(fetches=57, hour_from=acts.world.now))
    assert [client.get(path).status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    assert client.get(path).headers["Retry-After"] == "3600"
    with transaction():
        db.session.execute(update(PersonalCalendar).values(hour_from=acts.world.now - timedelta(hours=2)))
    assert client.get(path).status_code == 200


def test_the_secret_is_in_no_log(app: Application, acts: Acts) -> None:
    acts.add_need()
    acts.claim()
    with transaction():
        db.session.execute(update(OpportunitySession).values(time_zone="No/Where"))
    path, written = address(acts, "agent"), StringIO()
    handler = logging.StreamHandler(written)
    logging.getLogger().addHandler(handler)
    try:
        assert app.test_client().get(path).status_code == 500
    finally:
        logging.getLogger().removeHandler(handler)
    assert "calendar.show_feed" in written.getvalue()
    assert path.removeprefix("/calendars/")[:10] not in written.getvalue()
    assert "--no-access-log" in server_command(app.settings)


def test_one_match_as_a_file(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    acts.claim()
    agent, path = signed("agent"), f"/matches/{acts.match().public_id}/calendar.ics"
    assert f'href="{path}"' in agent.get(path.removesuffix("/calendar.ics")).get_data(as_text=True)
    (event,) = Calendar.from_ical(agent.get(path).data).walk("VEVENT")
    assert event["STATUS"] == "TENTATIVE"
    assert signed("colleague").get(path).status_code == 404
    assert signed("coordinator").get(path).status_code == 404
