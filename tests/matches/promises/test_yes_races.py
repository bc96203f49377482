"""A yes and its expiry at the same moment, under real threads: it ends in one of the two, never in both."""

import contextvars
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from tests.matches.acts import Acts, places_are_true, transaction
from tests.matches.browsing import SignIn
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move
from volunteer_match.matches import actions, moving
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matches.promises import actions as promises
from volunteer_match.web import application
from volunteer_match.web.application import Application

ROUNDS = 6


class Race:
    """The colleague moved up and says yes while the sweep, for which the time is over, lets the place go."""

    def __init__(self, app: Application, acts: Acts, as_: SignIn) -> None:
        self.app, self.acts, self.client = app, acts, as_("colleague")
        contextvars.Context().run(self.client.get, "/no-such-page")

    def prepare(self, need: str, day: int) -> None:
        self.acts.add_need(need, starts_in=timedelta(days=day))
        self.acts.claim("agent", need)
        self.acts.wait("colleague", need)
        with transaction():
            actions.withdraw([self.acts.match("agent", need)], self.acts.account("agent"), self.acts.world.now)
            db.session.execute(update(Match).values(confirm_by=self.acts.world.now - timedelta(minutes=1)))

    def run(self, need: str) -> tuple[int, int]:
        """The status that the agent saw, and how many the sweep let go (-1: it failed)."""
        path = f"/matches/{self.acts.match('colleague', need).public_id}/confirmation"
        db.session.rollback()
        start = threading.Barrier(2)

        def say_yes() -> int:
            start.wait(10)
            return self.client.send(path).status_code

        def sweep() -> int:
            with self.app.app_context():
                start.wait(10)
                try:
                    application.begin_write(db.session)
                    count = promises.lapse_due(self.acts.world.now)
                    db.session.commit()
                except Exception:  # a writer that was refused is one of the things to see
                    db.session.rollback()
                    return -1
                return count

        with ThreadPoolExecutor(2) as pool:
            answered, swept = pool.submit(say_yes), pool.submit(sweep)
            return answered.result(60), swept.result(60)

    def moves(self, need: str) -> set[Move]:
        """What of the two has happened."""
        match = self.acts.match("colleague", need)
        made = db.session.scalars(select(MatchEvent.move).where(MatchEvent.match_id == match.id))
        return set(made) & {Move.CONFIRM, Move.LAPSE}


@pytest.fixture
def race(app: Application, acts: Acts, as_: SignIn) -> Race:
    return Race(app, acts, as_)


def test_a_yes_that_races_with_its_expiry_ends_in_one_of_the_two(race: Race, acts: Acts) -> None:
    seen: Counter[tuple[int, int]] = Counter()
    for index in range(ROUNDS):
        need = f"race{index}"
        race.prepare(need, day=1 + index)
        seen[(outcome := race.run(need))] += 1
        match = acts.match("colleague", need)
        if outcome[0] == 303:
            assert (match.state, match.confirm_by, race.moves(need)) == (MatchState.PENDING, None, {Move.CONFIRM})
        else:
            assert (match.state, race.moves(need)) == (MatchState.EXPIRED, {Move.LAPSE})
            assert outcome == (409, 1)
        with transaction():  # the place of this round is not in the way of the next
            if match.state is MatchState.PENDING:
                actions.withdraw([match], acts.account("colleague"), acts.world.now)
    assert places_are_true()
    assert sum(seen.values()) == ROUNDS


@contextmanager
def _careless(monkeypatch: pytest.MonkeyPatch, together: threading.Barrier) -> Iterator[None]:
    """Nobody waits for a turn, and the state is written whatever it has become since it was read."""

    def no_turns(agent_ids: Collection[int], **_: Any) -> set[int]:
        return set(agent_ids)

    def write_anyway(match: Match, before: MatchState, values: dict[str, Any]) -> bool:
        with suppress(threading.BrokenBarrierError):
            together.wait(10)
        db.session.execute(update(Match).where(Match.id == match.id).values(**values))
        return True

    def begin_as_reader(session: Callable[..., object]) -> None:
        db.session.rollback()

    with monkeypatch.context() as patch:
        patch.setattr(promises, "lock_agents", no_turns)
        patch.setattr(moving, "_is_updated", write_anyway)
        patch.setattr(application, "begin_write", begin_as_reader)
        yield


def test_negative_control_without_turns_and_condition_both_happen(
    race: Race, acts: Acts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test above can see what it looks for: somebody was thanked for their yes, and lost the place all the same."""
    race.prepare("careless", day=2)
    with _careless(monkeypatch, threading.Barrier(2)):
        status, swept = race.run("careless")
    both = race.moves("careless") == {Move.CONFIRM, Move.LAPSE}
    # SQLite's readers can't become writers while another writes: there it ends in an error instead.
    assert both if db.engine.dialect.name == "postgresql" else both or status >= 500 or swept == -1
