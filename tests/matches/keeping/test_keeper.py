"""The keeper of a process: built aside where that takes long, swapped in when it is whole, renewed every week."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.matches.acts import transaction
from tests.matches.keeping.conftest import keeper_of, told
from tests.world import World
from volunteer_match.availability.actions import set_windows
from volunteer_match.extensions import db
from volunteer_match.matches.keeping import keeper as keeping
from volunteer_match.matches.keeping.keeper import RENEWED_AFTER, Keeper, NoIndexError
from volunteer_match.web.application import Application


@pytest.fixture
def large(app: Application, world: World, monkeypatch: pytest.MonkeyPatch) -> Keeper:
    """A keeper to which every company is too large to build while somebody waits."""
    monkeypatch.setattr(keeping, "AT_ONCE", 0)
    return keeper_of(app)


def _ready(app: Application) -> int:
    with app.test_client() as client:
        return client.get("/readyz").status_code


def test_the_process_is_not_ready_while_its_index_is_built(app: Application, large: Keeper, world: World) -> None:
    with large._lock:  # so long the builder cannot hand over what it built
        assert _ready(app) == 503
        assert _ready(app) == 503
        with large.current(world.now) as kept:
            assert kept is None
    large.wait()
    assert _ready(app) == 200
    with large.current(world.now) as kept:
        assert kept is not None
        assert set(told(kept)) == {world.accounts[name] for name in ("agent", "colleague", "coordinator", "stranger")}


def test_who_must_have_it_waits(large: Keeper, world: World) -> None:
    with large.sure(world.now) as kept:
        assert world.accounts["agent"] in told(kept)


def test_what_changed_while_it_was_built_is_in_it(app: Application, large: Keeper, world: World) -> None:
    with large._lock:
        assert not large.is_ready(world.now)
        with app.app_context(), transaction():
            set_windows(world.accounts["agent"], [], world.now)
    large.wait()
    with large.current(world.now) as kept:
        assert kept is not None
        assert told(kept)[world.accounts["agent"]].availability == ()


def test_after_a_week_it_is_built_anew_while_the_old_one_serves(large: Keeper, world: World) -> None:
    with large.sure(world.now) as first:
        built_at = first.built_at
    later = built_at + RENEWED_AFTER
    with large.current(later) as kept:
        assert kept is first
    with large._lock, large.current(later + timedelta(seconds=1)) as kept:
        assert kept is first, "the new one is not there yet"
    large.wait()
    with large.current(world.now) as kept:
        assert kept is not None
        assert kept is not first


@pytest.fixture
def broken(app: Application, world: World) -> Iterator[None]:
    """A database without hours."""

    def rename(old: str, new: str) -> None:
        with app.app_context(), db.engine.connect() as connection:
            connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))
            connection.commit()

    rename("availability_windows", "lost")
    yield
    rename("lost", "availability_windows")


@pytest.mark.usefixtures("broken")
def test_a_building_that_failed_is_told_and_tried_again(
    app: Application, large: Keeper, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(NoIndexError), large.sure(world.now):
        pass
    assert "could not be built" in caplog.text
    assert _ready(app) == 503
