"""The pages of shifts: looking before importing, mappings, what counts as work, an agent's own files."""

import io
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.availability.shifts.files import export, stored
from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.availability.shifts.models import ShiftActivity, ShiftImport, ShiftMapping
from volunteer_match.availability.shifts.rules import USUAL_RULES
from volunteer_match.extensions import db
from volunteer_match.people.models import Account
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]
OWN = "/profile/availability/shifts"


def _upload(client: CheckedClient, path: str, data: bytes, name: str = "roster.txt", **form: str) -> TestResponse:
    fields = {"file": (io.BytesIO(data), name), "time_zone": "UTC", "date_order": "", "kind": "", **form}
    return client.send(path, fields, content_type="multipart/form-data")


@pytest.fixture
def noon(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0)


def test_a_coordinator_looks_first_and_then_imports(app: Application, world: World, as_: As, noon: datetime) -> None:
    client = as_("coordinator")
    assert "No import yet" in client.get("/shifts").text
    data = export(
        noon, ("agent", 1, "Phone", "09:00", "17:00"), ("stranger", 1, "Phone", "09:00", "17:00"),
        ("agent", 2, "Vacation", "09:00", "09:00"),
    )  # fmt: skip
    looked = _upload(client, "/shifts/imports", data)
    assert looked.status_code == 303
    page = client.get(looked.location).text
    for told in (
        "Nothing is imported yet", "column “ssn”", "roster.txt", "1 person of the file is not known here",
        "stranger@example.org (3)", "it has no length", "Not known here", "Vacation",
    ):  # fmt: skip
        assert told in page, told
    with app.app_context():
        assert stored(world, "agent") == []
    assert client.send(f"{looked.location}/confirmation").status_code == 303
    with app.app_context():
        assert [shift[2] for shift in stored(world, "agent")] == ["Phone iex"]
        assert stored(world, "stranger") == []
        kept = db.session.execute(select(ShiftImport.findings, ShiftImport.plan)).one()
        assert ("preview" in kept[0], "unknown_sample" in kept[0], kept[1]) == (False, False, None)
    done = client.get(looked.location).text
    assert "Import these shifts" not in done
    assert client.send(f"{looked.location}/confirmation").status_code == 422
    again = _upload(client, "/shifts/imports", data)
    assert "Nothing would change" in client.get(again.location).text
    client.send(f"{again.location}/removal")
    assert client.get("/shifts").text.count("roster.txt") == 1


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04 a workbook", "This is a spreadsheet workbook; save it as CSV first."),
        (b"Nr;Tag;Beginn\nE1;1;9\n", "Make a mapping for this file"),
        (b"BEGIN:VCALENDAR\nnonsense", "This is not an iCalendar file."),
    ],
)
def test_a_file_that_can_not_be_read_says_why(as_: As, world: World, data: bytes, told: str) -> None:
    client = as_("coordinator")
    answer = _upload(client, "/shifts/imports", data)
    assert (answer.status_code, told in answer.text) == (422, True)
    assert client.send("/shifts/imports", {"time_zone": "UTC"}).status_code == 422


def test_a_mapping_is_made_from_the_headings_and_used(app: Application, world: World, as_: As, noon: datetime) -> None:
    client = as_("coordinator")
    page = client.get("/shifts/mappings/new?headings=Email, Tag, Start, Ende")
    assert 'value="Email"' in page.text
    columns = {"who": "Email", "day": "Tag", "start": "Start", "end": "Ende"}
    assert client.send("/shifts/mappings", {"name": "Roster", **columns, "end": ""}).status_code == 422
    assert client.send("/shifts/mappings", {"name": "Roster", **columns}).status_code == 303
    assert client.send("/shifts/mappings", {"name": "Roster", **columns}).status_code == 422
    with app.app_context():
        mapping = db.session.execute(select(ShiftMapping)).scalar_one()
        public_id = mapping.public_id
        assert mapping.columns == columns
    assert as_("foreign_coordinator").get(f"/shifts/mappings/{public_id}").status_code == 404
    data = f"Email;Tag;Start;Ende\nagent@example.org;{noon:%d.%m.%Y};22:00;06:00\n".encode()
    looked = _upload(client, "/shifts/imports", data, kind=f"mapping:{public_id}")
    client.send(f"{looked.location}/confirmation")
    with app.app_context():
        assert [shift[2] for shift in stored(world, "agent")] == ["None csv:Roster"]
    client.send(f"/shifts/mappings/{public_id}/removal")
    assert "No mapping yet" in client.get("/shifts/mappings").text


def test_what_counts_as_work_is_edited_and_tried(app: Application, world: World, as_: As, noon: datetime) -> None:
    client = as_("coordinator")
    looked = _upload(client, "/shifts/imports", export(noon, ("agent", 1, "Union hours", "09:00", "17:00")))
    client.send(f"{looked.location}/confirmation")
    page = client.get("/shifts/activities?name=Time off").text
    assert "counts as free, by the rule" in page
    assert "no rule" in page
    rules = {"rule-0-pattern": "phone", "rule-0-counts": "work", "rule-1-pattern": "union*", "rule-1-counts": "free"}
    moved = client.send("/shifts/activities", {**rules, "up": "1"}).text
    assert moved.index('value="union*"') < moved.index('value="phone"')
    assert "rule-2-pattern" in client.send("/shifts/activities", {**rules, "add": "1"}).text
    assert 'value="phone"' not in client.send("/shifts/activities", {**rules, "remove": "0"}).text
    for wrong in ({"rule-0-pattern": "**"}, {"rule-0-pattern": "x" * 300}, {"rule-0-counts": "perhaps"}):
        assert client.send("/shifts/activities", {**rules, **wrong}).status_code == 422
    assert client.send("/shifts/activities", rules).status_code == 303
    with app.app_context():
        assert db.session.scalars(select(ShiftActivity.is_work)).all() == [False]
        assert len(world.account("agent").company.activity_rules) == 2
    client.send("/shifts/activities/usual")
    with app.app_context():
        assert db.session.scalars(select(ShiftActivity.is_work)).all() == [True]
        assert world.account("agent").company.activity_rules == []
    assert client.get("/shifts/activities").text.count('-counts" name=') == len(USUAL_RULES) + 1


def test_an_agent_brings_a_file_of_their_own(app: Application, world: World, as_: As, noon: datetime) -> None:
    client = as_("agent")
    start = f"{noon:%Y%m%d}T090000"
    calendar = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Dentist of mine\n"
        f"DTSTART:{start}\nDURATION:PT8H\nRRULE:FREQ=DAILY;COUNT=90\nEND:VEVENT\nEND:VCALENDAR\n"
    ).encode()
    looked = _upload(client, f"{OWN}/imports", calendar, "mine.ics")
    page = client.get(looked.location).text
    assert "56 shifts would be added" in page
    assert "Dentist" not in page
    assert as_("colleague").get(looked.location).status_code == 404
    assert client.send(f"{looked.location}/confirmation").status_code == 303
    with app.app_context():
        assert {shift[2] for shift in stored(world, "agent")} == {"None own"}
        assert len(stored(world, "agent")) == 56
    assert "From a file of yours" in client.get(OWN).text
    assert "work 17:00–24:00" in client.get("/profile/availability?week=2").text
    assert _upload(client, f"{OWN}/imports", b"nothing of use", "x.csv").status_code == 422
    client.send(f"{OWN}/removal")
    with app.app_context():
        assert stored(world, "agent") == []


def test_an_administrator_sets_employee_numbers(app: Application, world: World, as_: As) -> None:
    admin = as_("admin")
    with app.app_context():
        pages = {name: f"/administration/accounts/{world.account(name).public_id}" for name in ("agent", "colleague")}
    assert admin.send(f"{pages['agent']}/employee-number", {"employee_number": " E7 "}).status_code == 303
    assert admin.send(f"{pages['colleague']}/employee-number", {"employee_number": "e7"}).status_code == 422
    assert "E7" in admin.get(pages["agent"]).text
    table = b"email,employee_number\nnew@example.org,E8\nother@example.org,e7\n"
    listed = admin.send(
        "/administration/invitations/file",
        {"file": (io.BytesIO(table), "people.csv")},
        content_type="multipart/form-data",
    )
    assert "Somebody has this employee number already." in listed.text
    with app.app_context():
        assert db.session.scalar(select(Account.id).where(Account.employee_number == "E7")) == world.accounts["agent"]
