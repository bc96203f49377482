"""What several people do at the same moment."""

import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.audit.actions import record
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState
from volunteer_match.matches.models import Match
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.opportunities.coming import views
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.opportunities.templates_data import TEMPLATES
from volunteer_match.organisations import applying
from volunteer_match.people.models import Account
from volunteer_match.web.application import Application

SignIn = Callable[[str], CheckedClient]


@pytest.fixture
def need(app: Application, world: World) -> str:
    """Three sessions, the first of which has begun; the agent is approved for all."""
    with app.app_context():
        begin_write(db.session)
        opportunity = world.add_opportunity(places=2, sessions=3)
        first = opportunity.sessions[0]
        first.starts_at, first.ends_at = world.now - timedelta(minutes=10), world.now + timedelta(minutes=50)
        for session in opportunity.sessions:
            session.taken = 1
            db.session.add(
                Match(
                    company_id=world.ids["northwind"],
                    agent_id=world.accounts["agent"],
                    opportunity_id=opportunity.id,
                    session_id=session.id,
                    state=MatchState.APPROVED,
                    state_since=world.now,
                    starts_at=session.starts_at,
                    ends_at=session.ends_at,
                    created_at=world.now,
                )
            )
        db.session.commit()
        return opportunity.public_id


def test_a_need_that_has_begun_is_cancelled_with_one_notice(
    app: Application, as_: SignIn, world: World, need: str
) -> None:
    path = f"/opportunities/{need}/cancellation"
    assert as_("partner").send(path, {"reason": "The school is closed"}).status_code == 303
    with app.app_context():
        states = db.session.scalars(select(Match.state).order_by(Match.starts_at)).all()
        assert states == [MatchState.APPROVED, MatchState.CANCELLED, MatchState.CANCELLED]
        told = select(InboxNotice.kind).where(InboxNotice.account_id == world.accounts["agent"])
        assert db.session.scalars(told).all() == ["match-cancelled"]


def test_a_look_at_who_comes_is_recorded_while_others_write(
    app: Application, as_: SignIn, need: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A transaction that reads first can't begin to write on SQLite once somebody else has written."""
    client = as_("coordinator")

    def somebody_writes_first(*args: Any, **kwargs: Any) -> None:
        if not db.session.connection().get_execution_options().get("write"):
            with db.engine.connect().execution_options(write=True) as other, other.begin():
                other.execute(update(OpportunitySession).values(places=3))
        record(*args, **kwargs)

    monkeypatch.setattr(views, "record", somebody_writes_first)
    assert client.get(f"/opportunities/{need}/people-coming").status_code == 200


def test_the_same_application_twice_at_once_is_one(
    app: Application, client: CheckedClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both looked for an account before either had made one."""
    monkeypatch.setattr(applying, "find_account_by_email", lambda _email: None)
    form = {
        "name": "Harbour Readers",
        "mission": "Reading aloud.",
        "time_zone": "UTC",
        "country": "GB",
        "given_name": "Ida",
        "email": "ida@harbour.example.org",
        "cause": "education",
        "city": "Hull",
    }
    assert client.send("/partners/apply", form).status_code == 303
    assert client.send("/partners/apply", form).status_code == 303
    with app.app_context():
        assert len(db.session.scalars(select(Account).where(Account.email == form["email"])).all()) == 1


def test_a_double_click_begins_one_draft(app: Application, as_: SignIn) -> None:
    client, start = as_("partner"), threading.Barrier(2)
    client.get("/opportunities")
    cookie = client.get_cookie("volunteer_match")
    assert cookie is not None

    def click(_number: int) -> int:
        again = app.test_client()
        again.set_cookie("volunteer_match", cookie.value)
        start.wait(10)
        data = {"template": TEMPLATES[0].key, "csrf_token": client.token}
        return contextvars.Context().run(again.post, "/opportunities/new", data=data).status_code

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(click, range(2))) == [303, 303]
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Opportunity)) == 1
