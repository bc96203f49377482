"""The index follows: every worker sees every committed change before its next answer, and nothing else."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, func, select, text

from tests.matches.acts import Acts, transaction
from tests.matches.keeping.conftest import keeper_of, told
from tests.world import World
from volunteer_match.availability.actions import set_windows
from volunteer_match.availability.rules import WeeklyWindow
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, OpportunityState
from volunteer_match.matches.actions import invite
from volunteer_match.matches.changes import note_change
from volunteer_match.matches.keeping.keeper import Keeper
from volunteer_match.matches.keeping.log import LONGEST_SLEEP, Place, read_changes
from volunteer_match.matches.models import Match, MatchingChange
from volunteer_match.retention import delete_outdated
from volunteer_match.web.application import Application

Agrees = Callable[[datetime], None]


def _windows(keeper: Keeper, slot: int, now: datetime) -> int:
    """How many weekly windows the keeper's index has of an agent."""
    with keeper.current(now) as kept:
        assert kept is not None
        return len(told(kept)[slot].availability)


def _limit_to_monday(acts: Acts, name: str = "agent") -> None:
    with transaction():
        set_windows(acts.world.accounts[name], [WeeklyWindow(0, 600, 720)], acts.world.now)


def test_a_change_shows_in_the_next_answer_of_every_worker(
    app: Application, other_app: Application, acts: Acts, world: World
) -> None:
    slot, workers = world.accounts["agent"], (keeper_of(app), keeper_of(other_app))
    before = [_windows(keeper, slot, world.now) for keeper in workers]
    _limit_to_monday(acts)
    assert [_windows(keeper, slot, world.now) for keeper in workers] == [1, 1] != before


def test_what_is_not_committed_is_not_seen(app: Application, world: World) -> None:
    slot, keeper = world.accounts["agent"], keeper_of(app)
    before = _windows(keeper, slot, world.now)
    with app.app_context():
        begin_write(db.session)
        set_windows(slot, [], world.now)
        db.session.flush()
        assert _windows(keeper, slot, world.now) == before
        db.session.rollback()
    assert _windows(keeper, slot, world.now) == before


def test_many_changes_of_one_are_read_once(app: Application, acts: Acts, world: World) -> None:
    place = _place(app, world.now)
    for _ in range(3):
        _limit_to_monday(acts)
    with app.app_context():
        changes = read_changes(place, world.now, most=10)
        assert changes is not None
        assert changes.subjects == {("agent", world.accounts["agent"])}


def test_more_than_is_worth_replaying_is_built_anew(app: Application, acts: Acts, world: World) -> None:
    place = _place(app, world.now)
    with transaction():
        for number in range(11):
            note_change("agent", number, world.now)
    with app.app_context():
        assert read_changes(place, world.now, most=10) is None
        assert read_changes(place, world.now, most=11) is not None


def test_who_slept_longer_than_rows_are_kept_builds_anew(app: Application, acts: Acts, world: World) -> None:
    place = _place(app, world.now)
    with app.app_context():
        assert read_changes(place, world.now + LONGEST_SLEEP, most=10) is not None
        assert read_changes(place, world.now + LONGEST_SLEEP + timedelta(seconds=1), most=10) is None


def test_a_pruned_log_is_noticed(app: Application, acts: Acts, world: World, agrees: Agrees) -> None:
    _limit_to_monday(acts, "coordinator")
    place = _place(app, world.now)
    for name in ("agent", "colleague"):
        _limit_to_monday(acts, name)
    with transaction():
        newest = select(func.max(MatchingChange.id)).scalar_subquery()
        db.session.execute(delete(MatchingChange).where(MatchingChange.id < newest))
    with app.app_context():
        assert read_changes(place, world.now, most=10) is None
    agrees(world.now)


def test_retention_leaves_the_newest_row(app: Application, acts: Acts, world: World) -> None:
    for _ in range(2):
        _limit_to_monday(acts)
    newest = db.session.scalar(select(func.max(MatchingChange.id)))
    with transaction():
        delete_outdated(world.now + timedelta(days=31))
    assert list(db.session.scalars(select(MatchingChange.id))) == [newest]


def _place(app: Application, now: datetime) -> Place:
    keeper = keeper_of(app)
    with keeper.current(now) as kept:
        assert kept is not None
        return kept.place


def test_time_alone_changes_facts(app: Application, acts: Acts, world: World, agrees: Agrees) -> None:
    acts.add_need()
    with keeper_of(app).current(world.now) as kept:
        assert kept is not None
    with transaction():
        need = acts.need()
        invite(acts.account("agent"), need, need.sessions[0].public_id, "", acts.account("coordinator"), world.now)
    slot = world.accounts["agent"]

    def asked(now: datetime) -> int:
        with keeper_of(app).current(now) as kept:
            assert kept is not None
            return told(kept)[slot].asked_last_7_days

    week = timedelta(days=7)
    assert [asked(world.now), asked(world.now + week - timedelta(seconds=1)), asked(world.now + week)] == [1, 1, 0]
    agrees(world.now + week)


def test_connections_count_for_a_week(app: Application, acts: Acts, world: World, agrees: Agrees) -> None:
    acts.add_need(places=2, starts_in=timedelta(days=20))
    with keeper_of(app).current(world.now) as kept:
        assert kept is not None
    acts.claim()
    slot = acts.need().id

    def connections(now: datetime) -> int:
        with keeper_of(app).current(now) as kept:
            assert kept is not None
            return kept.index.needs.facts[slot].connections_last_7_days

    week = timedelta(days=7)
    moments = [world.now, world.now + week - timedelta(seconds=1), world.now + week]
    assert [connections(moment) for moment in moments] == [1, 1, 0]
    agrees(world.now + week)


def test_a_need_leaves_when_it_closes(app: Application, acts: Acts, world: World, agrees: Agrees) -> None:
    acts.add_need()
    slot = acts.need().id
    for state, is_there in ((OpportunityState.PUBLISHED, True), (OpportunityState.CLOSED, False)):
        with transaction():
            acts.need().state = state
            note_change("opportunity", slot, world.now)
        with keeper_of(app).current(world.now) as kept:
            assert kept is not None
            assert (slot in kept.index.needs.facts) is is_there
    agrees(world.now)


def test_records_fade_with_the_day(app: Application, acts: Acts, world: World, agrees: Agrees) -> None:
    acts.add_need()
    acts.claim()
    with transaction():
        match = db.session.scalars(select(Match)).one()
        match.state, match.starts_at, match.ends_at = MatchState.COMPLETED, None, None
        match.state_since = world.now - timedelta(days=8)
        note_change("agent", match.agent_id, world.now)
    for days in (0, 1, 90):
        agrees(world.now + timedelta(days=days))


@pytest.fixture
def postgres_only(app: Application) -> None:
    with app.app_context():
        if db.engine.dialect.name != "postgresql":
            pytest.skip("SQLite's writers take turns, so there is no order to get wrong")


@pytest.mark.usefixtures("postgres_only")
def test_a_row_that_commits_late_is_not_missed(app: Application, world: World) -> None:
    """Row numbers are given before others commit: the second writer commits first, and only then the first one."""
    slow, quick = world.accounts["agent"], world.accounts["colleague"]
    keeper = keeper_of(app)
    assert _windows(keeper, slow, world.now) == _windows(keeper, quick, world.now) > 0
    with app.app_context(), db.engine.connect() as first, db.engine.connect() as second:
        for connection, agent_id in ((first, slow), (second, quick)):
            connection.execute(text("DELETE FROM availability_windows WHERE agent_id = :a"), {"a": agent_id})
            connection.execute(
                MatchingChange.__table__.insert(), {"subject": "agent", "subject_id": agent_id, "at": world.now}
            )
        second.commit()
        assert _windows(keeper, quick, world.now) == 0, "a change shows at once, whatever else is under way"
        assert _windows(keeper, slow, world.now) > 0
        highest = db.session.scalar(select(func.max(MatchingChange.id)))
        db.session.rollback()
        first.commit()
        missed = list(db.session.scalars(select(MatchingChange.id).where(MatchingChange.id > highest)))
        db.session.rollback()
    assert missed == [], "whoever only remembers the highest number misses the late row"
    assert _windows(keeper, slow, world.now) == 0
