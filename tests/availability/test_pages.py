"""The availability page as plain forms: hours, zone, changes on single days."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.availability.actions import MOST_EXCEPTIONS
from volunteer_match.availability.models import AvailabilityException, AvailabilityWindow
from volunteer_match.availability.queries import windows_of
from volunteer_match.availability.rules import WeeklyWindow
from volunteer_match.extensions import db
from volunteer_match.matches.models import MatchingChange
from volunteer_match.people.models import Account
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]
PAGE = "/profile/availability"
ZONE = {"time_zone": "Asia/Manila"}


@pytest.fixture
def agent(as_: As) -> CheckedClient:
    client = as_("agent")
    client.get(PAGE)
    return client


def _hours(app: Application, world: World) -> list[tuple[int, int, int]]:
    with app.app_context():
        return [(w.day, w.start, w.end) for w in windows_of(world.accounts["agent"])]


def _changes(app: Application, world: World) -> list[AvailabilityException]:
    with app.app_context():
        mine = AvailabilityException.agent_id == world.accounts["agent"]
        return list(db.session.scalars(select(AvailabilityException).where(mine)))


def test_hours_are_saved_as_typed(app: Application, world: World, agent: CheckedClient) -> None:
    typed = {"mon-0-start": "18:00", "mon-0-end": "22:00", "mon-1-start": "", "mon-1-end": "", "fri-0-start": "22:00"}
    response = agent.send(PAGE, {**ZONE, **typed, "fri-0-end": "02:00", "sun-0-start": "00:00", "sun-0-end": "00:00"})
    assert (response.status_code, response.location) == (303, PAGE)
    assert _hours(app, world) == [(0, 1080, 1320), (4, 1320, 120), (6, 0, 1440)]
    text = agent.get(PAGE).text
    assert 'name="mon-0-start" value="18:00"' in text
    assert 'name="sun-0-end" value="00:00"' in text


def test_saving_tells_matching(app: Application, world: World, agent: CheckedClient) -> None:
    agent.send(PAGE, {**ZONE, "mon-0-start": "18:00", "mon-0-end": "22:00"})
    with app.app_context():
        changes = db.session.execute(select(MatchingChange.subject, MatchingChange.subject_id)).all()
    assert ("agent", world.accounts["agent"]) in [tuple(change) for change in changes]


def test_overlapping_hours_are_joined_and_told(app: Application, world: World, agent: CheckedClient) -> None:
    typed = {"mon-0-start": "18:00", "mon-0-end": "20:00", "mon-1-start": "19:00", "mon-1-end": "22:00"}
    agent.send(PAGE, {**ZONE, **typed})
    assert _hours(app, world) == [(0, 1080, 1320)]
    assert "Hours that overlapped or touched are one now" in agent.get(PAGE).text


@pytest.mark.parametrize(("start", "end"), [("18:00", ""), ("", "22:00"), ("25:00", "26:00"), ("six", "seven")])
def test_half_a_row_is_told_and_nothing_typed_is_lost(
    app: Application, world: World, agent: CheckedClient, start: str, end: str
) -> None:
    before = _hours(app, world)
    typed = {"tue-0-start": start, "tue-0-end": end, "wed-0-start": "07:15", "wed-0-end": "08:15"}
    response = agent.send(PAGE, {**ZONE, **typed})
    assert response.status_code == 422
    assert "Enter both times" in response.text
    assert 'href="#tue-0-start"' in response.text
    assert 'name="wed-0-start" value="07:15"' in response.text
    assert _hours(app, world) == before


def test_editor_buttons_work_without_script(app: Application, world: World, agent: CheckedClient) -> None:
    before = _hours(app, world)
    typed = {**ZONE, "mon-0-start": "18:00", "mon-0-end": "22:00"}
    more = agent.send(PAGE, {**typed, "add": "mon"})
    assert 'name="mon-1-start"' in more.text
    fewer = agent.send(PAGE, {**typed, "remove": "mon-0"})
    assert 'name="mon-0-start"' not in fewer.text
    copied = agent.send(PAGE, {**typed, "copy": "mon"})
    assert 'name="fri-0-start" value="18:00"' in copied.text
    assert 'name="sat-0-start"' not in copied.text
    assert _hours(app, world) == before


def test_zone_is_shown_and_changed(app: Application, world: World, agent: CheckedClient) -> None:
    assert '<option selected value="Asia/Manila">' in agent.get(PAGE).text
    assert agent.send(PAGE, {"time_zone": "Europe/Warsaw"}).status_code == 303
    assert agent.send(PAGE, {"time_zone": "Mars/Base"}).status_code == 422
    with app.app_context():
        account = db.session.get(Account, world.accounts["agent"])
        assert account is not None
        assert account.time_zone == "Europe/Warsaw"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"change": "off", "start": "", "end": ""}, (None, None, False)),
        ({"change": "off", "start": "10:00", "end": "11:00"}, (None, None, False)),
        ({"change": "less", "start": "10:00", "end": "12:30"}, (600, 750, False)),
        ({"change": "more", "start": "20:00", "end": "00:00"}, (1200, 1440, True)),
    ],
)
def test_changes_on_single_days(
    app: Application, world: World, agent: CheckedClient, now: datetime, typed: dict[str, str], expected: Any
) -> None:
    day = (now + timedelta(days=3)).date().isoformat()
    for _ in range(2):  # sent twice, it is one
        assert agent.send(f"{PAGE}/exceptions", {"day": day, **typed}).status_code == 303
    (row,) = _changes(app, world)
    assert (row.start_minute, row.end_minute, row.is_available) == expected
    assert agent.send(f"{PAGE}/exceptions/{row.public_id}/removal").status_code == 303
    assert _changes(app, world) == []


@pytest.mark.parametrize(
    "typed", [{"day": ""}, {"day": "2020-01-01"}, {"change": ""}, {"change": "more"}, {"change": "more", "start": "9"}]
)
def test_faulty_changes_are_told(
    app: Application, world: World, agent: CheckedClient, now: datetime, typed: dict[str, str]
) -> None:
    day = (now + timedelta(days=3)).date().isoformat()
    response = agent.send(f"{PAGE}/exceptions", {"day": day, "change": "off", **typed})
    assert response.status_code == 422
    assert "error-summary" in response.text
    assert _changes(app, world) == []


def test_a_strangers_change_is_not_found(app: Application, world: World, as_: As, now: datetime) -> None:
    with app.app_context():
        row = AvailabilityException(agent_id=world.accounts["colleague"], day=now.date(), is_available=False)
        db.session.add(row)
        db.session.commit()
        public_id = row.public_id
    agent = as_("agent")
    agent.get(PAGE)
    assert agent.send(f"{PAGE}/exceptions/{public_id}/removal").status_code == 404
    assert as_("partner").get(PAGE).status_code == 404


def test_windows_come_back_in_order(app: Application, world: World) -> None:
    with app.app_context():
        agent_id = world.accounts["agent"]
        db.session.execute(delete(AvailabilityWindow).where(AvailabilityWindow.agent_id == agent_id))
        db.session.add_all(
            [AvailabilityWindow(agent_id=agent_id, day=day, start_minute=60, end_minute=120) for day in (5, 1)]
        )
        db.session.flush()
        assert windows_of(agent_id) == [WeeklyWindow(1, 60, 120), WeeklyWindow(5, 60, 120)]


def test_only_so_many_changes_can_wait(app: Application, world: World, agent: CheckedClient, now: datetime) -> None:
    with app.app_context():
        for number in range(MOST_EXCEPTIONS):
            day = (now + timedelta(days=5 + number)).date()
            db.session.add(AvailabilityException(agent_id=world.accounts["agent"], day=day, is_available=False))
        db.session.commit()
    day = (now + timedelta(days=3)).date().isoformat()
    response = agent.send(f"{PAGE}/exceptions", {"day": day, "change": "off"})
    assert response.status_code == 422
    assert "Remove one first" in response.text
