"""Importing, importing again, and what clashes then: on both databases."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, func, select, update

from tests.availability.shifts.files import checked, export, imported, stored
from tests.matches.keeping.conftest import told
from tests.world import World
from volunteer_match.availability.models import Shift
from volunteer_match.availability.shifts.activities.actions import change_rules
from volunteer_match.availability.shifts.clashes import find_clash
from volunteer_match.availability.shifts.imports.actions import begin, drop, import_due
from volunteer_match.availability.shifts.models import ShiftActivity, ShiftClash
from volunteer_match.availability.shifts.rules import ActivityRule, Counts, ShiftRefusal
from volunteer_match.availability.shifts.writing import Pace, Writer
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import TimeOffState
from volunteer_match.hours.time_off.models import TimeOffRequest
from volunteer_match.hours.time_off.requests import Wish, begin_request
from volunteer_match.matches import actions as matches
from volunteer_match.matches.keeping.keeper import keeper
from volunteer_match.matches.keeping.kept import build_kept
from volunteer_match.matches.models import Match, MatchingChange
from volunteer_match.notifications.models import InboxNotice, OutboxMessage
from volunteer_match.opportunities.models import OpportunitySession
from volunteer_match.refusals import Refused
from volunteer_match.web.application import Application


@pytest.fixture
def noon(now: datetime) -> datetime:
    """The whole days of the tests' shifts are counted from this one."""
    return now.replace(hour=0, minute=0, second=0)


def _day(noon: datetime, day: int) -> str:
    return f"{noon + timedelta(days=day):%d}"


def test_an_import_replaces_its_own_span_of_its_own_source_and_nothing_else(
    app: Application, world: World, noon: datetime
) -> None:
    with app.app_context():
        first = imported(
            export(
                noon,
                ("agent", 1, "Phone", "09:00", "17:00"),
                ("agent", 3, "Phone", "22:00", "06:00"),
                ("agent", 9, "Phone", "09:00", "17:00"),
                ("colleague", 1, "Phone", "09:00", "17:00"),
            ),
            world,
            noon,
        )
        assert (first.state, first.agents, first.added, first.removed, first.plan) == ("done", 2, 4, 0, None)
        imported(export(noon, ("agent", 2, "Phone", "09:00", "17:00")), world, noon, source="csv:Roster")
        # Days 2 to 8, so the night of the 3rd is gone and the 1st and 9th stay; the colleague is not in the file.
        second = imported(
            export(noon, ("agent", 2, "Day off", "00:00", "00:00"), ("agent", 8, "Phone", "10:00", "18:00")),
            world,
            noon,
        )
        assert (second.added, second.removed) == (2, 1)
        days = {number: _day(noon, number) for number in range(12)}
        assert sorted(stored(world, "agent")) == sorted(
            [
                (f"{days[1]} 09", f"{days[1]} 17", "Phone iex"),
                (f"{days[2]} 00", f"{days[3]} 00", "Day off iex"),
                (f"{days[2]} 09", f"{days[2]} 17", "Phone csv:Roster"),
                (f"{days[8]} 10", f"{days[8]} 18", "Phone iex"),
                (f"{days[9]} 09", f"{days[9]} 17", "Phone iex"),
            ]
        )
        assert len(stored(world, "colleague")) == 1


def test_the_same_file_again_changes_nothing_and_tells_matching_nothing(
    app: Application, world: World, noon: datetime
) -> None:
    data = export(noon, ("agent", 1, "Phone", "09:00", "17:00"), ("colleague", 1, "Day off", "09:00", "17:00"))
    with app.app_context():
        imported(data, world, noon)
        changed = set(db.session.scalars(select(MatchingChange.subject_id).where(MatchingChange.subject == "agent")))
        assert changed == {world.accounts["agent"]}  # a day off changes nobody's working time
        db.session.execute(delete(MatchingChange))
        db.session.commit()
        again = imported(data, world, noon)
        assert (again.agents_changed, again.added, again.removed) == (0, 0, 0)
        assert db.session.scalar(select(func.count()).select_from(MatchingChange)) == 0


def _promise(world: World, noon: datetime, who: str = "agent", name: str = "fractions") -> Match:
    """A claim on a session from 10:00 to 11:00 on the third day."""
    need = world.add_opportunity(name, places=3)
    session = db.session.execute(
        select(OpportunitySession).where(OpportunitySession.opportunity_id == need.id)
    ).scalar_one()
    start = noon + timedelta(days=3, hours=10)
    session.starts_at, session.ends_at = start, start + timedelta(hours=1)
    session.local_start = start.replace(tzinfo=None)
    db.session.flush()
    claim = matches.claim(world.account(who), need, [session.public_id], "", noon)
    return claim.matches[0]


def _notices(world: World, who: str) -> list[InboxNotice]:
    kinds = InboxNotice.account_id == world.accounts[who], InboxNotice.kind == "shift-clash"
    return list(db.session.scalars(select(InboxNotice).where(*kinds)))


def test_a_shift_over_a_claim_is_listed_and_told_once(app: Application, world: World, noon: datetime) -> None:
    with app.app_context():
        begin_write(db.session)
        match = _promise(world, noon)
        number, public_id = match.id, match.public_id
        db.session.commit()
        free = export(noon, ("agent", 3, "Phone", "14:00", "22:00"))
        assert db.session.scalars(select(ShiftClash.match_id)).all() == []
        imported(free, world, noon)
        assert (_notices(world, "agent"), find_clash(db.session.get_one(Match, number), noon)) == ([], None)

        # 11:15 is within the half hour of rest after 11:00.
        begin_write(db.session)
        moved = export(noon, ("agent", 3, "Phone", "11:15", "19:00"))
        looked = checked(moved, world, noon)
        seen = [(clash.match_id, clash.is_new) for clash in db.session.scalars(select(ShiftClash))]
        assert (looked.state, looked.added, looked.removed, seen) == ("checked", 1, 1, [(number, True)])
        assert len(stored(world, "agent")) == 1, "nothing is changed by looking"
        drop(looked)
        db.session.commit()
        assert db.session.scalar(select(func.count()).select_from(ShiftClash)) == 0

        one = imported(moved, world, noon)
        [clash] = db.session.scalars(select(ShiftClash).where(ShiftClash.import_id == one.id))
        assert (clash.match_id, clash.is_new, clash.starts_at.hour) == (number, True, 11)
        [notice] = _notices(world, "agent")
        assert (notice.path, notice.params["count"]) == (f"/matches/{public_id}", 1)
        assert db.session.scalar(select(func.count()).where(OutboxMessage.cause == notice.cause)) == 1
        found = find_clash(db.session.get_one(Match, number), noon)
        assert found is not None
        assert found.start == noon + timedelta(days=3, hours=11, minutes=15)
        assert find_clash(db.session.get_one(Match, number), noon + timedelta(days=4)) is None, "it is over"

        # The night's next import still clashes, and is no news.
        again = imported(export(noon, ("agent", 3, "Phone", "09:00", "17:00")), world, noon)
        assert [(c.match_id, c.is_new) for c in db.session.scalars(
            select(ShiftClash).where(ShiftClash.import_id == again.id))] == [(number, False)]  # fmt: skip
        assert len(_notices(world, "agent")) == 1


def test_rest_gap_of_the_company_and_free_activities_are_no_clash(
    app: Application, world: World, noon: datetime
) -> None:
    with app.app_context():
        begin_write(db.session)
        match = _promise(world, noon)
        match.agent.account.company.rest_gap_minutes = 0
        number = match.id
        db.session.commit()
        imported(
            export(noon, ("agent", 3, "Phone", "11:00", "19:00"), ("agent", 3, "Day off", "00:00", "00:00")),
            world,
            noon,
        )
        assert find_clash(db.session.get_one(Match, number), noon) is None
        assert db.session.scalar(select(func.count()).select_from(ShiftClash)) == 0


def test_another_rule_counts_what_is_stored_anew(app: Application, world: World, noon: datetime) -> None:
    """Training is made free: the match in it clashes no more, and matching hears of everybody who has training."""
    with app.app_context():
        begin_write(db.session)
        number = _promise(world, noon).id
        db.session.commit()
        lines = [("agent", 3, "Training", "09:00", "17:00"), ("colleague", 2, "Phone", "09:00", "17:00")]
        imported(export(noon, *lines), world, noon)
        assert find_clash(db.session.get_one(Match, number), noon) is not None
        begin_write(db.session)
        db.session.execute(delete(MatchingChange))
        rules = [ActivityRule("training", Counts.FREE)]
        admin = world.account("admin")
        training = db.session.scalars(select(ShiftActivity.id).where(ShiftActivity.name == "Training")).one()
        assert change_rules(admin.company, rules, admin, noon) == [training]
        db.session.commit()
        assert find_clash(db.session.get_one(Match, number), noon) is None
        changes = db.session.execute(select(MatchingChange.subject, MatchingChange.subject_id)).all()
        assert [tuple(change) for change in changes] == [("agent", world.accounts["agent"])]


def test_the_index_follows_imports_as_if_built_anew(app: Application, world: World, noon: datetime) -> None:
    agent = world.accounts["agent"]
    with app.app_context():
        with keeper().sure(noon) as kept:
            before = told(kept)
        imported(
            export(noon, ("agent", 3, "Phone", "09:00", "17:00"), ("colleague", 4, "Day off", "09:00", "17:00")),
            world,
            noon,
        )
        with keeper().sure(noon) as kept:
            after = told(kept)
        assert after == told(build_kept(noon))
        assert {slot for slot in after if after[slot] != before[slot]} == {agent}


def test_pieces_survive_whoever_stops_between_them(app: Application, world: World, noon: datetime) -> None:
    """The first piece is kept, the second undone; another worker goes on, and each agent is written once."""
    names = [f"extra_{number}" for number in range(45)]
    with app.app_context():
        begin_write(db.session)
        for name in names:
            world.add_account(name, world.account("agent").role, company="northwind")
            world.add_profile(name)
        db.session.flush()
        one = checked(export(noon, *((name, 1, "Phone", "09:00", "17:00") for name in names)), world, noon)
        begin(one, None, noon)
        db.session.commit()
        number, first = one.id, Writer(one.id, Pace(step=40, seconds=0))
        begin_write(db.session)
        assert first.write_next(noon) == 20
        db.session.commit()
        begin_write(db.session)
        Writer(number).write_next(noon)
        db.session.rollback()  # as if it had been killed
        while import_due(noon):
            db.session.commit()
        db.session.commit()
        db.session.refresh(one)
        assert (one.state, one.agents_done, one.added) == ("done", 45, 45)
        assert db.session.scalar(select(func.count()).select_from(Shift)) == 45
        with pytest.raises(Refused) as refused:
            begin(one, None, noon)
        assert refused.value.refusal is ShiftRefusal.NOT_CHECKED


def test_volunteer_time_off_is_no_work_whatever_the_plan_says(app: Application, world: World, noon: datetime) -> None:
    """It was approved for just that session; the plan of the next night still has the whole shift."""
    shift = export(noon, ("agent", 3, "Phone", "09:00", "17:00"))
    with app.app_context():
        begin_write(db.session)
        match = _promise(world, noon)
        assert match.starts_at is not None
        assert match.ends_at is not None
        number, moment = match.id, world.now
        wish = Wish(match.starts_at, match.ends_at, match=match)
        request = begin_request(match.agent, wish, match.starts_at.date(), None, moment)
        request.state = TimeOffState.APPROVED
        db.session.commit()
        imported(shift, world, noon)
        assert (_notices(world, "agent"), find_clash(db.session.get_one(Match, number), noon)) == ([], None)
        begin_write(db.session)
        db.session.execute(update(TimeOffRequest).values(state=TimeOffState.REQUESTED))
        db.session.commit()
        assert find_clash(db.session.get_one(Match, number), noon) is not None, "a wish is not an answer"
