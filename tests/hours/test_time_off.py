"""Volunteer time off in the real databases: the balance holds, also when two ask at once; payroll learns all."""

import threading
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from tests.at_once import all_at_once, meeting, writing_begins_as_reading
from tests.hours.deeds import Deeds
from tests.matches.acts import transaction
from volunteer_match.availability.models import Shift
from volunteer_match.availability.shifts.models import ShiftActivity
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, TimeOffState
from volunteer_match.hours.time_off import actions, requests
from volunteer_match.hours.time_off.following import take_back_needless
from volunteer_match.hours.time_off.models import TimeOffRequest, TimeOffStep
from volunteer_match.hours.time_off.payroll.actions import make_export
from volunteer_match.hours.time_off.payroll.queries import rows_now, rows_of
from volunteer_match.hours.time_off.queries import find_account
from volunteer_match.hours.time_off.requests import Wish
from volunteer_match.hours.time_off.rules import TimeOffRefusal
from volunteer_match.hours.time_off.terms.actions import TermsWish, set_terms
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.organisations.models import Site
from volunteer_match.people.personal_data.actions import delete_account
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.refusals import Refused

HOUR = timedelta(hours=1)


class TimeOff(Deeds):
    """Sentences about volunteer time off. Northwind's site gives 8 hours; up to 2 need no decision."""

    def give(self, *, automatic: int = 120, yearly: int = 480) -> None:
        with transaction():
            site = db.session.get_one(Site, self.world.ids["northwind_site"])
            set_terms(site, TermsWish(1, yearly, 0, automatic), self.account("admin"), self.world.now)
            for name in ("agent", "colleague", "coordinator"):
                self.profile(name).site_id = site.id

    def profile(self, name: str = "agent") -> AgentProfile:
        return db.session.get_one(AgentProfile, self.world.accounts[name])

    def start(self, number: int = 0) -> datetime:
        """Starts of requests: all on one day, tomorrow at the site, so that no year ends between them."""
        return self.world.now.replace(minute=0, second=0) + timedelta(days=1) + number * HOUR

    def ask(self, hours: float, number: int = 0, name: str = "agent") -> TimeOffRequest:
        start = self.start(number)
        with transaction():
            return actions.ask(self.profile(name), Wish(start, start + hours * HOUR), self.world.now)

    def left(self, name: str = "agent") -> int:
        """What is shown; it is what the ledger adds up to."""
        profile = self.profile(name)
        account = find_account(profile, self.world.now, self.start().date())
        assert account is not None
        year = account.years[account.terms.year_of(self.start().date())]
        sums = (func.sum(TimeOffStep.approved_change), func.sum(TimeOffStep.taken_change))
        approved, taken = db.session.execute(select(*sums).where(TimeOffStep.agent_id == profile.account_id)).one()
        assert year.use.used == (approved or 0) + (taken or 0)
        return year.left


@pytest.fixture
def off(deeds: Deeds) -> TimeOff:
    """In May, so that no year ends meanwhile."""
    deeds.world.now = deeds.world.now.replace(month=5, day=4, hour=9)
    return TimeOff(deeds.world)


def refused(act: Any, *values: Any) -> TimeOffRefusal:
    with pytest.raises(Refused) as caught, transaction():
        act(*values)
    refusal = caught.value.refusal
    assert isinstance(refusal, TimeOffRefusal)
    return refusal


def test_from_a_request_to_what_was_taken(off: TimeOff) -> None:
    assert refused(lambda: off.ask(1)) is TimeOffRefusal.NO_TERMS
    off.give()
    short, long = off.ask(2), off.ask(4, number=3)
    assert (short.state, long.state) == (TimeOffState.APPROVED, TimeOffState.REQUESTED)
    assert off.left() == 360, "a request takes nothing yet"
    assert refused(lambda: off.ask(1, number=1)) is TimeOffRefusal.OVERLAP
    assert refused(lambda: off.ask(7, number=8)) is TimeOffRefusal.NOT_ENOUGH
    assert off.told("second_coordinator") == ["time-off-requested"]
    coordinator, now = off.account("coordinator"), off.world.now
    off.do(actions.approve, long, by="coordinator", at=now)
    off.do(actions.approve, long, by="coordinator", at=now)
    assert off.left() == 120
    off.do(actions.withdraw, short, by="agent", at=now)
    assert off.left() == 240
    assert refused(actions.refuse, long, "", coordinator, now) is TimeOffRefusal.NO_REASON
    with transaction():
        assert actions.take_due(long.ends_at - HOUR) == 0
        assert actions.take_due(long.ends_at) == 1
    assert (long.state, off.left()) == (TimeOffState.TAKEN, 240)
    with transaction():
        actions.adjust(long, 60, "It ended early", coordinator, now)
        actions.grant(off.profile(), 30, "Thank you for the flood relief", coordinator, now)
    assert off.left() == 450
    assert refused(actions.adjust, long, 600, "More", coordinator, now) is TimeOffRefusal.NOT_ENOUGH
    assert refused(actions.grant, off.profile(), -451, "Less", coordinator, now) is TimeOffRefusal.NOT_ENOUGH
    assert off.told("agent") == ["time-off-approved", "time-off-adjusted"]


def test_nobody_decides_on_their_own_and_only_working_time_is_given(off: TimeOff) -> None:
    off.give(automatic=0)
    own = off.ask(1, name="coordinator")
    assert refused(actions.approve, own, off.account("coordinator"), off.world.now) is TimeOffRefusal.OWN_REQUEST
    start = off.start()
    with transaction():
        company_id = off.account("agent").company_id
        shift = Shift(
            company_id=company_id, agent_id=off.profile().account_id, starts_at=start, ends_at=start + 4 * HOUR
        )
        db.session.add(shift)
        day_off = ShiftActivity(company_id=company_id, name="Day off", is_work=False, first_met_at=off.world.now)
        db.session.add(day_off)
        db.session.flush()
        db.session.add(
            Shift(
                company_id=company_id,
                agent_id=off.profile().account_id,
                starts_at=start - HOUR,
                ends_at=start + 9 * HOUR,
                activity_id=day_off.id,
            )
        )
    assert refused(lambda: off.ask(2, number=3)) is TimeOffRefusal.NOT_AT_WORK
    assert off.ask(2, number=2).is_at_work is True
    assert own.is_at_work is None


def _ask_at_once(off: TimeOff, app: Any) -> list[int]:
    """Two requests of 5 of the 8 hours, at different times of that day, by one person in two windows."""
    start, agent_id, now = off.start(), off.profile().account_id, off.world.now
    db.session.rollback()

    def asking(number: int) -> int:
        with app.app_context():
            begin = start + number * 6 * HOUR
            try:
                with transaction():
                    actions.ask(db.session.get_one(AgentProfile, agent_id), Wish(begin, begin + 5 * HOUR), now)
            except Refused:
                return 409
            except DBAPIError:
                return 500
            return 303

    return sorted(all_at_once([lambda: asking(0), lambda: asking(1)]))


def test_two_requests_at_once_cannot_overdraw(off: TimeOff, app: Any) -> None:
    off.give(automatic=300)
    assert _ask_at_once(off, app) == [303, 409]
    assert off.left() == 180


def test_negative_control_without_the_lock_the_balance_is_overdrawn(
    off: TimeOff, app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test above can see what it looks for."""
    from tests.matches import acts

    off.give(automatic=300)
    monkeypatch.setattr(actions, "lock_agents", lambda _ids: None)
    # They meet where the balance is read for the last time; SQLite lets only one of them come so far.
    is_sqlite = db.engine.dialect.name == "sqlite"
    last_look = actions if is_sqlite else requests
    monkeypatch.setattr(last_look, "find_account", meeting(find_account, threading.Barrier(2, timeout=20)))
    with writing_begins_as_reading(monkeypatch, acts):
        answers = _ask_at_once(off, app)
    # SQLite's readers can't become writers while another writes: there it ends in errors instead.
    overdrawn = off.left() < 0
    assert overdrawn or (is_sqlite and 500 in answers)


def test_payroll_learns_every_change_of_the_same_days(off: TimeOff) -> None:
    off.give(automatic=480)
    first, second = off.ask(2), off.ask(1, number=4)
    day, now, admin = first.day, off.world.now + timedelta(days=3), off.account("admin")
    days: tuple[date, date] = (day - timedelta(days=2), day + timedelta(days=2))
    company_id = admin.company_id

    def told(rows: list[Any]) -> list[tuple[int, int | None, int]]:
        return [(row.told.minutes, row.told.before, row.told.change) for row in rows]

    assert rows_now(company_id, *days) == [], "what is only approved is not paid yet"
    with transaction():
        actions.take_due(now)
        earliest = make_export(*days, admin, now)
    assert told(rows_of(earliest)) == [(120, None, 120), (60, None, 60)]
    assert told(rows_now(company_id, *days)) == [(120, 120, 0), (60, 60, 0)]
    with transaction():
        actions.adjust(first, 90, "Half an hour less", off.account("coordinator"), now)
        actions.adjust(second, 0, "Was at work after all", off.account("coordinator"), now)
        later = make_export(*days, admin, now)
    assert told(rows_of(later)) == [(90, 120, -30), (0, 60, -60)]
    assert told(rows_of(earliest)) == [(120, None, 120), (60, None, 60)], "an old file stays what it was"
    assert rows_now(off.account("stranger").company_id, *days) == []


def test_who_leaves_takes_nothing_more_and_the_ledger_stays(off: TimeOff) -> None:
    off.give(automatic=480)
    off.ask(2)
    with transaction():
        delete_account(off.account("agent"), off.world.now)
    request = db.session.execute(select(TimeOffRequest)).scalar_one()
    assert (request.state, request.note) == (TimeOffState.WITHDRAWN, "")
    assert db.session.scalar(select(func.sum(TimeOffStep.approved_change))) == 0
    with pytest.raises(DBAPIError, match="append-only"), transaction():
        db.session.execute(text("UPDATE time_off_steps SET approved_change = 0"))


@pytest.mark.parametrize("change", ("withdrawn", "moved"))
def test_what_was_for_a_match_goes_with_it_and_the_person_is_told(off: TimeOff, change: str) -> None:
    off.give()
    off.add_need(starts_in=timedelta(days=1))
    off.claim("agent")
    match = off.match("agent")
    assert match.starts_at is not None
    assert match.ends_at is not None
    with transaction():
        asked = actions.ask(off.profile(), Wish(match.starts_at, match.ends_at, match=match), off.world.now)
    number = asked.id
    with transaction():
        assert take_back_needless(off.world.now) == 0
        if change == "withdrawn":
            off.match("agent").state = MatchState.WITHDRAWN
            off.match("agent").state_since = off.world.now
            db.session.flush()
            assert take_back_needless(off.world.now + timedelta(seconds=10)) == 0, "it can still be undone"
        else:
            off.match("agent").starts_at, off.match("agent").ends_at = match.ends_at, match.ends_at + HOUR
    with transaction():
        assert take_back_needless(off.world.now + timedelta(minutes=1)) == 1
    with transaction():
        assert take_back_needless(off.world.now + timedelta(minutes=2)) == 0
    assert db.session.get_one(TimeOffRequest, number).state is TimeOffState.WITHDRAWN
    assert off.left() == 480
    told = db.session.scalars(select(InboxNotice.kind).where(InboxNotice.account_id == off.world.accounts["agent"]))
    assert list(told).count(NoticeKind.TIME_OFF_NEEDLESS) == 1
