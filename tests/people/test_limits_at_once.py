"""The limits on guessing hold exactly, also for guesses that are all sent at the same moment."""

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.at_once import Act, all_at_once, meeting, writing_begins_as_reading
from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.extensions import db
from volunteer_match.people.account import limits
from volunteer_match.people.models import Attempt
from volunteer_match.people.sign_in import queries, views
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]
GUESSES = 14
ALLOWED = 10


def _guesses(app: Application, email: str) -> list[Act]:
    """Sign-ins with a wrong password, each in a browser of its own that has seen the form."""
    clients = [app.test_client() for _ in range(GUESSES)]
    for client in clients:
        client.get("/sign-in")
    return [lambda one=client: _try(one, email) for client in clients]  # type: ignore[misc]


def _try(client: Any, email: str) -> int:
    status: int = client.send("/sign-in", {"email": email, "password": "not the password"}).status_code
    return status


def _failures(app: Application, kind: str) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Attempt).where(Attempt.kind == kind)) or 0


def _hash_together(monkeypatch: pytest.MonkeyPatch, module: Any) -> None:
    """All guesses have passed the first look, and were hashed, before the first of them is counted."""
    monkeypatch.setattr(module, "is_password", meeting(module.is_password, threading.Barrier(GUESSES, timeout=20)))


def test_ten_guesses_at_once_and_no_more(app: Application, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    guesses = _guesses(app, world.email("agent"))
    _hash_together(monkeypatch, views)
    assert Counter(all_at_once(guesses)) == {422: ALLOWED, 429: GUESSES - ALLOWED}
    assert _failures(app, "sign-in:account") == ALLOWED


def test_negative_control_without_turns_more_are_counted(
    app: Application, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    guesses = _guesses(app, world.email("agent"))
    _hash_together(monkeypatch, views)
    together = threading.Barrier(GUESSES, timeout=20)
    monkeypatch.setattr(queries, "take_turn_for", lambda *_args: None)
    monkeypatch.setattr(views.actions, "is_limited", meeting(views.actions.is_limited, together))
    with writing_begins_as_reading(monkeypatch, views):
        answers = Counter(all_at_once(guesses))
    # SQLite's readers can't become writers while another writes: there it ends in errors instead.
    assert answers[422] > ALLOWED or answers[503] > 0


def test_one_s_own_password_is_guessed_ten_times_at_once(
    app: Application, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A browser that was left open, and a program that tries many passwords in it."""
    client = as_("agent")
    cookie = client.get_cookie("volunteer_match")
    assert cookie is not None
    form = {"current": "not the password", "password": "eleven loud geese", "csrf_token": client.token}

    def guess() -> int:
        again = app.test_client()
        again.set_cookie("volunteer_match", cookie.value)
        return again.post("/account/password", data=form).status_code

    _hash_together(monkeypatch, limits)
    assert Counter(all_at_once([guess] * GUESSES)) == {422: ALLOWED, 429: GUESSES - ALLOWED}
    assert _failures(app, limits.KIND) == ALLOWED
