"""The last place under real threads, through the application, each with a connection of its own."""

import contextvars
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text, update

from tests.checked_client import CheckedClient
from tests.matches.acts import Acts, places_are_true, transaction
from volunteer_match.extensions import db
from volunteer_match.glossary import HOLDS_PLACE, Role
from volunteer_match.matches import moving
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import OpportunitySession
from volunteer_match.web import application
from volunteer_match.web.application import Application

CLAIMERS = 8
ROUNDS = 10


class Race:
    """Signed-in claimers who all send their claim at once."""

    def __init__(self, app: Application, acts: Acts) -> None:
        self.app, self.acts = app, acts
        with transaction():
            for index in range(CLAIMERS):
                acts.world.add_account(f"racer{index}", Role.AGENT, company="northwind")
                acts.world.add_profile(f"racer{index}")
        self.clients = [self._sign_in(f"racer{index}") for index in range(CLAIMERS)]

    def _sign_in(self, name: str) -> CheckedClient:
        client = self.app.test_client()
        assert isinstance(client, CheckedClient)

        def enter() -> None:
            client.sign_in(self.acts.world.email(name), self.acts.world.password)
            client.get("/no-such-page")

        contextvars.Context().run(enter)
        return client

    def run(self, need: str, sessions: list[str]) -> Counter[int]:
        """How often each status was answered."""
        db.session.rollback()
        path, start = f"/opportunities/{self.acts.world.ids[need]}/claims", threading.Barrier(CLAIMERS)

        def claim(client: CheckedClient) -> int:
            start.wait(10)
            return client.send(path, {"session": sessions}).status_code

        with ThreadPoolExecutor(CLAIMERS) as pool:
            return Counter(pool.map(claim, self.clients))


@pytest.fixture
def race(app: Application, acts: Acts) -> Race:
    return Race(app, acts)


def _holding(need: str, acts: Acts) -> int:
    counted = select(func.count()).where(Match.opportunity_id == acts.need(need).id, Match.state.in_(HOLDS_PLACE))
    return db.session.scalar(counted) or 0


def test_the_last_places_are_given_exactly(race: Race, acts: Acts) -> None:
    for index in range(ROUNDS):
        name, places = f"race{index}", 1 + index % 3
        acts.add_need(name, places=places, starts_in=timedelta(days=1 + index))
        with transaction():
            # Earlier rounds would fill the cap on pending claims.
            db.session.execute(text("UPDATE companies SET pending_cap = 1000"))
        answers = race.run(name, acts.session_ids(name))
        assert answers == {303: places, 409: CLAIMERS - places}
        assert _holding(name, acts) == places
        assert places_are_true()


def test_one_agent_who_sends_the_same_claim_from_many_windows_gets_it_once(race: Race, acts: Acts) -> None:
    acts.add_need(places=3)
    race.clients = [race.clients[0]] * CLAIMERS
    assert race.run("fractions", acts.session_ids()) == {303: CLAIMERS}
    assert acts.taken() == [1]


def test_one_agent_who_claims_overlapping_sessions_at_once_gets_one(race: Race, acts: Acts) -> None:
    for name in ("left", "right"):
        acts.add_need(name, places=2)
    ids = {name: acts.session_ids(name) for name in ("left", "right")}
    paths = {name: f"/opportunities/{acts.world.ids[name]}/claims" for name in ids}
    db.session.rollback()
    start = threading.Barrier(2)

    def claim(name: str) -> int:
        start.wait(10)
        return race.clients[0].send(paths[name], {"session": ids[name]}).status_code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(claim, ids)) == [303, 409]
    assert places_are_true()


@contextmanager
def _careless(monkeypatch: pytest.MonkeyPatch, together: threading.Barrier) -> Iterator[None]:
    """Places taken by reading first and writing later, in transactions that begin as readers."""

    def read_then_write(session_id: int) -> bool:
        session = db.session.get_one(OpportunitySession, session_id)
        db.session.refresh(session)
        taken = session.taken
        with suppress(threading.BrokenBarrierError):
            together.wait(15)
        if taken >= session.places:
            return False
        db.session.execute(
            update(OpportunitySession).where(OpportunitySession.id == session_id).values(taken=taken + 1)
        )
        return True

    def begin_as_reader(session: Callable[..., object]) -> None:
        db.session.rollback()

    with monkeypatch.context() as patch:
        patch.setattr(moving, "take_place", read_then_write)
        patch.setattr(application, "begin_write", begin_as_reader)
        yield


def test_negative_control_without_the_conditional_update_the_race_is_lost(
    race: Race, acts: Acts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tests above can see what they look for: careless places are oversold, or requests fail."""
    acts.add_need()
    with _careless(monkeypatch, threading.Barrier(CLAIMERS)):
        answers = race.run("fractions", acts.session_ids())
    oversold = _holding("fractions", acts) > 1
    failed = any(status >= 500 for status in answers)
    # SQLite's readers can't become writers while another writes: there it ends in errors instead.
    assert oversold if db.engine.dialect.name == "postgresql" else oversold or failed
    assert not (oversold and places_are_true())
