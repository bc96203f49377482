"""A company keeps an administrator, also when the last two go at the same moment."""

import threading
from collections.abc import Callable

import pytest

from tests.at_once import Act, all_at_once, meeting, writing_begins_as_reading
from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.people import queries
from volunteer_match.people.account import limits
from volunteer_match.people.administration import actions as administration
from volunteer_match.people.personal_data import actions as personal_data
from volunteer_match.people.personal_data import views
from volunteer_match.people.queries import count_active
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]
PAIRS = {
    "both leave": ("leave", "leave"),
    "they close each other's accounts": ("deactivate", "deactivate"),
    "they demote each other": ("demote", "demote"),
    "one leaves and demotes the other": ("leave", "demote"),
    "one leaves, and closes the other's account": ("leave", "deactivate"),
}


@pytest.fixture
def two(app: Application, world: World) -> World:
    with app.app_context():
        begin_write(db.session)
        world.add_account("second_admin", Role.ADMINISTRATOR, company="northwind")
        world.ids |= {name: world.account(name).public_id for name in ("admin", "second_admin")}
        db.session.commit()
    return world


def _act(client: CheckedClient, verb: str, world: World, other: str) -> Act:
    account = f"/administration/accounts/{world.ids[other]}"
    path, form = {
        "leave": ("/account/deletion", {"password": world.password, "is_sure": "y"}),
        "deactivate": (f"{account}/deactivation", {}),
        "demote": (f"{account}/role", {"role": "agent"}),
    }[verb]

    def act() -> int:
        """Whoever was shut out a moment before is sent to sign in; that counts as a no."""
        answer = client.send(path, form)
        return 401 if (answer.location or "").startswith("/sign-in") else answer.status_code

    return act


def _pair(as_: As, two: World, verbs: tuple[str, str]) -> list[Act]:
    """The first does something, and the second too; who leaves acts on the other from a second window."""
    first, second = as_("admin"), as_("admin" if verbs[0] == "leave" != verbs[1] else "second_admin")
    others = ("second_admin", "second_admin" if verbs[0] == "leave" != verbs[1] else "admin")
    return [_act(client, verb, two, other) for client, verb, other in zip((first, second), verbs, others, strict=True)]


def _left(app: Application, world: World) -> int:
    with app.app_context():
        return count_active(Role.ADMINISTRATOR, world.ids["northwind"])


def _count_together(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Both have counted before the first acts on it, unless a lock keeps the second from counting."""
    together = threading.Barrier(2, timeout=seconds)
    monkeypatch.setattr(queries, "count_active", meeting(queries.count_active, together))


@pytest.mark.parametrize("verbs", PAIRS.values(), ids=PAIRS)
def test_exactly_one_of_two_is_refused(
    app: Application, as_: As, two: World, verbs: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    acts = _pair(as_, two, verbs)
    _count_together(monkeypatch, 1.0)
    answers = all_at_once(acts)
    assert sorted(status < 400 for status in answers) == [False, True]
    assert set(answers) <= {303, 401, 404, 422}  # 404: no administrator any more, so it is not theirs to do
    assert _left(app, two) == 1


@pytest.mark.parametrize("verbs", PAIRS.values(), ids=PAIRS)
def test_negative_control_without_turns_none_is_left(
    app: Application, as_: As, two: World, verbs: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    acts = _pair(as_, two, verbs)
    for module in (administration, personal_data):
        monkeypatch.setattr(module, "count_administrators_in_turn", _careless_count)
    _count_together(monkeypatch, 20.0)
    with writing_begins_as_reading(monkeypatch, views, limits):
        answers = all_at_once(acts)
    # SQLite's readers can't become writers while another writes: there it ends in errors instead.
    assert _left(app, two) == 0 or any(status >= 500 for status in answers)


def _careless_count(company_id: int | None) -> int:
    return queries.count_active(Role.ADMINISTRATOR, company_id)
