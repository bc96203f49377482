"""The inbox: what is shown when, opened by whom."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select, update

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.notifications.actions import notify
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.people.models import SignInSession
from volunteer_match.web.application import Application

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
As = Callable[[str], CheckedClient]


def tell(app: Application, world: World, name: str = "agent", path: str = "/help", delay: int = 0) -> str:
    with app.app_context():
        begin_write(db.session)
        params = {"title": "Fractions <script>", "partner": "Open Desk"}
        account, wait = world.account(name), timedelta(seconds=delay)
        notify(account, NoticeKind.MATCH_APPROVED, params, path, world.now, delay=wait)
        db.session.commit()
        return db.session.scalars(select(InboxNotice.public_id).order_by(InboxNotice.id.desc())).first() or ""


def test_an_empty_inbox_says_what_comes(as_: As) -> None:
    assert "Nothing yet" in as_("agent").get("/inbox").get_data(as_text=True)


def test_opening_a_notice_reads_it_and_leads_on(app: Application, as_: As, world: World) -> None:
    notice = tell(app, world)
    agent = as_("agent")
    html = agent.get("/inbox").get_data(as_text=True)
    assert "1 new notice" in html
    assert "Fractions &lt;script&gt;" in html
    assert agent.send(f"/inbox/{notice}/reading").location == "/help"
    assert "new notice" not in agent.get("/inbox").get_data(as_text=True)


def test_all_are_read_at_once_but_what_is_held_back(app: Application, as_: As, world: World) -> None:
    tell(app, world)
    held = tell(app, world, delay=600)
    agent = as_("agent")
    assert agent.send(f"/inbox/{held}/reading").status_code == 404
    assert agent.send("/inbox/reading").status_code == 303
    with app.app_context():
        read = dict(db.session.execute(select(InboxNotice.public_id, InboxNotice.read_at)).all())
    assert read.pop(held) is None
    assert all(read.values())


def test_nobody_opens_anothers_notice(app: Application, as_: As, world: World) -> None:
    notice = tell(app, world)
    assert as_("colleague").send(f"/inbox/{notice}/reading").status_code == 404


def test_a_notice_leads_nowhere_else(app: Application, as_: As, world: World) -> None:
    notice = tell(app, world, path="https://evil.example")
    assert as_("agent").send(f"/inbox/{notice}/reading").location == "/inbox"


def test_who_can_not_sign_in_is_told_nothing(app: Application, world: World) -> None:
    with app.app_context():
        begin_write(db.session)
        world.account("agent").deactivated_at = world.now
        db.session.commit()
    assert tell(app, world) == ""


def test_what_is_new_comes_first_day_by_day_and_by_kind(app: Application, as_: As, world: World) -> None:
    with app.app_context():
        begin_write(db.session)
        agent, now = world.account("agent"), world.now
        params = {"title": "Ułamki", "title_language": "pl", "partner": "Open Desk"}
        start = (now + timedelta(hours=1)).isoformat()
        notify(agent, NoticeKind.MESSAGE_POSTED, {**params, "title": "Older"}, "/matches/a", now - timedelta(days=40))
        soon = {**params, "cant_come": "/matches/b/cover", "start": start, "end": start}
        notify(agent, NoticeKind.REMINDER_HOUR, soon, "/matches/b", now)
        notify(agent, NoticeKind.MATCH_COMPLETED, {**params, "title": "Seen"}, "/matches/c", now)
        db.session.flush()
        db.session.scalars(select(InboxNotice).order_by(InboxNotice.id.desc())).first().read_at = now  # type: ignore[union-attr]
        db.session.commit()
    client = as_("agent")
    html = client.get("/inbox").get_data(as_text=True)
    places = [html.index(words) for words in (">New</h2>", ">Today<", '<span lang="pl">Ułamki</span>', "Older")]
    places += [html.index(words, places[-1]) for words in (">Already read</h2>", ">Today<", "Seen")]
    assert places == sorted(places)
    assert 'href="/matches/b/cover"' in html
    assert "Manila, UTC+8" in html
    some = client.get("/inbox?kind=messages").get_data(as_text=True)
    assert "Older" in some
    assert "Seen" not in some
    assert "Nothing of this kind" in client.get("/inbox?kind=asks").get_data(as_text=True)
    assert client.get("/inbox?kind=nonsense").status_code == 200


def test_the_bell_asks_without_being_taken_for_somebody(app: Application, as_: As, world: World) -> None:
    tell(app, world)
    long_ago = world.now - timedelta(days=1)
    agent = as_("agent")
    with app.app_context():
        begin_write(db.session)
        db.session.execute(update(SignInSession).values(last_seen_at=long_ago))
        db.session.commit()
    answer = agent.get("/inbox/count", headers=HTMX)
    assert (answer.status_code, "Set-Cookie" in answer.headers) == (200, False)
    assert "1 new notice" in answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "no-store"
    with app.app_context():
        assert db.session.scalars(select(SignInSession.last_seen_at)).all() == [long_ago]
    assert agent.get("/inbox/count").status_code == 303
    assert app.test_client().get("/inbox/count", headers=HTMX).status_code == 204
