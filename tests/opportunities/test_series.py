"""A weekly series is changed as in a calendar: one, this and later ones, all to come; its hour stays on the wall."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.checked_client import CheckedClient
from tests.matches.acts import Acts, places_are_true, transaction
from tests.matches.browsing import OutsideClient
from tests.world import World
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState
from volunteer_match.matches import actions as matches
from volunteer_match.matches.models import Match
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.opportunities.models import OpportunitySession
from volunteer_match.opportunities.sessions import actions
from volunteer_match.opportunities.sessions.series import Plan, Scope, chosen_of, continued, replanned
from volunteer_match.opportunities.times import ClockNote, clock_note, weekly
from volunteer_match.web.application import Application

SignIn = Callable[[str], CheckedClient]
LONDON = "Europe/London"


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    "start, zone, note",
    [
        ("2026-03-29 01:30", LONDON, ClockNote.GAP),  # 01:00 becomes 02:00
        ("2026-03-29 02:00", LONDON, None),
        ("2026-10-25 01:30", LONDON, ClockNote.OVERLAP),  # 02:00 becomes 01:00
        ("2026-10-25 02:30", LONDON, None),
        ("2026-10-04 02:15", "Australia/Lord_Howe", ClockNote.GAP),  # half an hour only: 02:00 becomes 02:30
        ("2026-10-04 02:30", "Australia/Lord_Howe", None),
        ("2026-09-27 02:50", "Pacific/Chatham", ClockNote.GAP),  # 02:45 becomes 03:45
        ("2026-11-26 18:00", "Asia/Manila", None),
    ],
)
def test_clocks_are_noted_where_they_change(start: str, zone: str, note: ClockNote | None) -> None:
    assert clock_note(wall(start), zone) is note


def test_what_was_changed_in_one_is_changed_in_each_and_nothing_else() -> None:
    edited, other = Plan(wall("2026-10-20 18:00"), LONDON, 60, 2), Plan(wall("2026-10-28 19:00"), "UTC", 90, 5)
    later_hour = Plan(wall("2026-10-20 18:30"), LONDON, 60, 2)
    assert replanned(edited, later_hour, other) == Plan(wall("2026-10-28 18:30"), "UTC", 90, 5)
    thursday = Plan(wall("2026-10-22 18:00"), LONDON, 60, 3)
    assert replanned(edited, thursday, other) == Plan(wall("2026-10-30 19:00"), "UTC", 90, 3)
    assert replanned(edited, edited, other) == other


def test_scopes_leave_what_has_begun() -> None:
    now = datetime(2026, 10, 20, 12, tzinfo=UTC)
    starts = [now + timedelta(days=7 * week) for week in (-1, 0, 1, 2)]
    assert chosen_of(starts, 2, Scope.ONE, now) == [2]
    assert chosen_of(starts, 3, Scope.LATER, now) == [3]
    assert chosen_of(starts, 3, Scope.ALL, now) == [2, 3]


@given(
    first=st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    zone=st.sampled_from([LONDON, "America/Santiago", "Pacific/Chatham", "Africa/Cairo", "Australia/Lord_Howe"]),
    hour=st.times(),
    days=st.integers(-6, 6),
)
def test_a_series_keeps_its_hour_whatever_clocks_do(first: date, zone: str, hour: time, days: int) -> None:
    hour = hour.replace(microsecond=0, second=0)
    rows = [Plan(one.local_start, zone, 60, 1) for one in weekly(first, time(9, 30), zone, 60, 30)]
    rows += continued(rows[-1], 8)
    wish = Plan(datetime.combine(first + timedelta(days=days), hour), zone, 60, 1)
    for index, plan in enumerate(replanned(rows[0], wish, row) for row in rows):
        assert plan.local_start.date() == first + timedelta(days=days + 7 * index)
        shown = plan.as_occasion().starts_at.astimezone(ZoneInfo(zone))
        if clock_note(plan.local_start, zone) is not ClockNote.GAP:
            assert shown.time() == hour


def rows() -> list[OpportunitySession]:
    return list(db.session.scalars(select(OpportunitySession).order_by(OpportunitySession.id)))


@pytest.fixture
def acts(app: Application, world: World) -> Iterator[Acts]:
    """Four weekly sessions of two places: the agent is approved for all, the colleague for the third."""
    app.test_client_class = OutsideClient
    with app.app_context():
        made = Acts(world)
        with transaction():
            need = world.add_opportunity(places=2, sessions=0)
            planned = weekly((world.now + timedelta(days=8)).date(), time(12), LONDON, 60, 4)
            actions.add_sessions(need, planned, 2, world.account("partner"), world.now)
        for name, wanted in (("agent", slice(0, 4)), ("colleague", slice(2, 3))):
            claim = made.claim(name, sessions=made.session_ids()[wanted])
            with transaction():
                matches.approve_claim(made.the_claim(claim), made.account("coordinator"), world.now)
        yield made


def fields(row: OpportunitySession, **changes: str) -> dict[str, str]:
    start = row.local_start
    assert start is not None
    return {
        "day": start.date().isoformat(),
        "start": f"{start:%H:%M}",
        "minutes": "60",
        "places": "2",
        "time_zone": LONDON,
        **changes,
    }


def told(name: str, acts: Acts) -> list[tuple[str, int]]:
    mine = InboxNotice.account_id == acts.world.accounts[name]
    notices = db.session.scalars(select(InboxNotice).where(mine).order_by(InboxNotice.id))
    return [(notice.kind, notice.params.get("count", 1)) for notice in notices][1:]  # the first is the approval


def test_this_and_later_ones_move_together_and_each_is_asked_once(acts: Acts, as_: SignIn) -> None:
    """The new day of each is the old day of the next: on the way nobody may seem to be in two places."""
    need = f"/opportunities/{acts.world.ids['fractions']}"
    client, second = as_("partner"), rows()[1]
    day = second.local_start.date() + timedelta(days=7) if second.local_start else None
    wish = fields(second, scope="later", day=str(day), places="3")
    address = f"{need}/sessions/{second.public_id}/edit"
    form = client.get(address).get_data(as_text=True)
    assert "This and later ones: 3 dates, 2 people have a place" in form
    look = client.send(address, wish).get_data(as_text=True)
    assert "Change 3 dates?" in look
    assert "ask 2 people" in look
    before = [row.local_start for row in rows()]
    assert client.send(address, {**wish, "sure": "1"}).status_code == 303
    db.session.expire_all()
    moved = [now - was for now, was in zip([row.local_start for row in rows()], before, strict=True) if now and was]
    assert [each.days for each in moved] == [0, 7, 7, 7]
    assert [row.places for row in rows()] == [2, 3, 3, 3]
    assert len({row.series_id for row in rows()}) == 1
    assert told("agent", acts) == [("match-asked-again", 3)]
    assert told("colleague", acts) == [("match-asked-again", 1)]
    asked = [match.confirm_by is not None for match in db.session.scalars(select(Match).order_by(Match.session_id))]
    assert asked == [False, True, True, True, True]
    page = f"/matches/{acts.the_claim(acts.match().claim.public_id).matches[1].public_id}"  # type: ignore[union-attr]
    agent = as_("agent")
    assert "Yes to all 3 times" in agent.get(page).get_data(as_text=True)
    assert agent.send(f"{page}/confirmation", {"all": "1"}).status_code == 303
    db.session.expire_all()
    mine = Match.agent_id == acts.world.accounts["agent"]
    assert all(match.confirm_by is None for match in db.session.scalars(select(Match).where(mine)))
    assert places_are_true()


def test_cancelling_all_to_come_tells_each_once(acts: Acts, as_: SignIn) -> None:
    need = f"/opportunities/{acts.world.ids['fractions']}"
    client, third = as_("partner"), rows()[2]
    address = f"{need}/sessions/{third.public_id}/cancellation"
    assert "All to come: 4 dates, 2 people have a place" in client.get(address).get_data(as_text=True)
    for _ in range(2):
        assert client.send(address, {"scope": "all", "reason": "The school is closed."}).status_code == 303
    db.session.expire_all()
    assert all(row.cancelled_at for row in rows())
    assert told("agent", acts) == [("match-cancelled", 4)]
    assert told("colleague", acts) == [("match-cancelled", 1)]
    assert {match.state for match in db.session.scalars(select(Match))} == {MatchState.CANCELLED}


def test_a_series_goes_on_on_its_weekday_at_its_hour(acts: Acts, as_: SignIn) -> None:
    need = f"/opportunities/{acts.world.ids['fractions']}"
    client, last, series = as_("partner"), rows()[-1].local_start, rows()[0].series
    assert series is not None
    assert last is not None
    address = f"{need}/series/{series.public_id}/extension"
    assert address in client.get(f"{need}/edit/when").get_data(as_text=True)
    assert client.send(address, {"weeks": "70"}).status_code == 422
    assert client.send(address, {"weeks": "2"}).status_code == 303
    db.session.expire_all()
    new = rows()[-2:]
    assert [row.local_start for row in new] == [last + timedelta(weeks=1), last + timedelta(weeks=2)]
    assert {row.series_id for row in rows()} == {rows()[0].series_id}
    assert client.send(f"{need}/series/nobodyknowsthis/extension", {"weeks": "2"}).status_code == 404
