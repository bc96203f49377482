"""The inbox: what is shown when, opened by whom."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.notifications.actions import notify
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.web.application import Application

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
