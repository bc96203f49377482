"""The number of statements behind *For you* and the page of one need does not grow with what they show."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.matches.changes import note_change
from volunteer_match.web.application import Application


@contextmanager
def seen_statements(app: Application) -> Iterator[list[str]]:
    seen: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _add_needs(app: Application, world: World, names: range, *, sessions: int) -> None:
    with app.app_context():
        begin_write(db.session)
        for number in names:
            need = world.add_opportunity(f"need_{number}", sessions=sessions, starts_in=timedelta(days=1 + number % 9))
            note_change("opportunity", need.id, world.now)
        db.session.commit()


def _count(app: Application, client: CheckedClient, path: str) -> int:
    client.get(path)
    with seen_statements(app) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


@pytest.mark.parametrize("path", ["/opportunities", "/opportunities?q=need", "/opportunities?page=2&sort=newest"])
def test_for_you_asks_as_often_for_many_needs_as_for_few(
    app: Application, world: World, as_: Callable[[str], CheckedClient], path: str
) -> None:
    """Neither while the database is read for them, nor once the index has them."""
    counts = []
    for names in (range(22), range(22, 40), range(40, 60), range(60, 90)):
        _add_needs(app, world, names, sessions=2 + len(counts))
        counts.append(_count(app, as_("agent"), path))
    assert counts == [counts[0]] * 2 + [counts[2]] * 2
    assert 0 < counts[2] < counts[0], "with the index there is less to ask"


def test_one_need_asks_as_often_for_many_sessions_as_for_few(
    app: Application, world: World, as_: Callable[[str], CheckedClient]
) -> None:
    _add_needs(app, world, range(1), sessions=1)
    _add_needs(app, world, range(1, 2), sessions=12)
    client = as_("agent")
    few = _count(app, client, f"/opportunities/{world.ids['need_0']}")
    assert _count(app, client, f"/opportunities/{world.ids['need_1']}") == few > 0
