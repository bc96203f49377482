"""A list of joiners and leavers from file to figure, and what is never kept or shown of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import numpy as np
import pytest
from sqlalchemy import func, select

from benchmarks.retention import DAYS, company
from benchmarks.retention import world as simulated
from tests.checked_client import CheckedClient
from tests.impact.retention.company import add_participants, as_csv, need_of
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.impact.retention.lists.actions import keep_checked, take
from volunteer_match.impact.retention.lists.queries import find_current
from volunteer_match.impact.retention.lists.reading import Wish, read_list
from volunteer_match.impact.retention.lists.rules import LineFault, Part, TableFault, TableRefused
from volunteer_match.impact.retention.models import Employment, EmploymentList
from volunteer_match.impact.retention.queries import study
from volunteer_match.impact.retention.study.comparison import Comparison
from volunteer_match.impact.retention.study.sites import offered
from volunteer_match.people.personal_data.actions import delete_account
from volunteer_match.people.personal_data.queries import read_everything
from volunteer_match.retention import delete_outdated
from volunteer_match.web.application import Application

LISTS = "/impact/retention/lists"
AS_OF = date(2026, 6, 30)


def test_lines_are_read_as_spreadsheets_write_them() -> None:
    data = "Legajo;Sitio;Puesto;Fecha de ingreso;Fecha de baja\n"
    data += (
        "A1;Bogotá;Agente;14.3.1996;\nA2; Bogotá ;Agente;20.11.2025;03.02.2026\nA3;Bogotá;Líder;2.1.2026;1.12.2026\n"
    )
    read = read_list(data.encode("cp1252"), Wish(AS_OF, {}))
    assert [(one.written, one.joined, one.left) for one in read.people] == [
        ("A1", date(1996, 3, 14), None),
        ("A2", date(2025, 11, 20), date(2026, 2, 3)),
        ("A3", date(2026, 1, 2), None),  # will leave after the day of the list, so was there
    ]
    assert (read.order.order, read.people[1].site, read.findings()["sites"]) == ("dmy", "Bogotá", 1)


def test_every_line_that_cannot_be_used_says_why() -> None:
    wrong = {
        ",Leeds,Agent,2025-01-01,": LineFault.NO_PERSON,
        "a@x.org,,Agent,2025-01-01,": LineFault.NO_SITE,
        "a@x.org,Leeds,,2025-01-01,": LineFault.NO_ROLE,
        f"a@x.org,{'L' * 121},Agent,2025-01-01,": LineFault.TOO_LONG,
        "a@x.org,Leeds,Agent,,": LineFault.NO_JOINED,
        "b@x.org,Leeds,Agent,2025-02-30,": LineFault.BAD_JOINED,
        "c@x.org,Leeds,Agent,2025-01-01,soon": LineFault.BAD_LEFT,
        "d@x.org,Leeds,Agent,2025-01-02,2025-01-01": LineFault.BACKWARD,
        "e@x.org,Leeds,Agent,2026-07-01,": LineFault.LATER,
        "GOOD@x.org,Leeds,Agent,2025-01-01,": LineFault.TWICE,
        "short": LineFault.NO_SITE,
    }
    lines = ["email,site,role,joined,left", "good@x.org,Leeds,Agent,2025-01-01,", *wrong]
    read = read_list("\n".join(lines).encode(), Wish(AS_OF, {}))
    assert [one.fault for one in read.left_out] == list(wrong.values())
    assert [one.line for one in read.left_out] == list(range(3, 3 + len(wrong)))
    assert [one.written for one in read.people] == ["good@x.org"]
    assert "x.org" not in str(read.findings())


def test_columns_are_named_where_their_headings_do_not_tell() -> None:
    data = b"Key,Where,What,From,Until\n1,Leeds,Agent,2025-01-01,\n"
    with pytest.raises(TableRefused) as refused:
        read_list(data, Wish(AS_OF, {}))
    assert (refused.value.fault, refused.value.part) == (TableFault.NO_COLUMN, Part.PERSON)
    named = {"person": "KEY", "site": "Where", "role": "what", "joined": "From", "left": "Until"}
    assert len(read_list(data, Wish(AS_OF, named)).people) == 1
    with pytest.raises(TableRefused) as refused:
        read_list(data, Wish(AS_OF, {**named, "role": "Job"}))
    assert (refused.value.fault, refused.value.part) == (TableFault.NOT_THERE, Part.ROLE)


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({0: (60, 90), 1: (70, 80)}, [1, 0]),
        ({0: (60, 90), 1: (70, 80), 2: (20, 90)}, [1]),  # the whole less both would be the third
        ({0: (60, 90), 1: (70, 80), 2: (30, 90), 3: (20, 20)}, [1, 0]),
        ({0: (90, 90), 1: (40, 200)}, []),
        ({0: (90, 40)}, []),
        ({0: (90, 90), 1: (0, 0)}, [0]),
    ],
)
def test_a_site_is_shown_where_nobody_can_subtract(sizes: dict[int, tuple[int, int]], shown: list[int]) -> None:
    assert offered(sizes) == shown


def _send(client: CheckedClient, data: bytes, **fields: str) -> str:
    form = {"file": (BytesIO(data), "people.csv"), "as_of": AS_OF.isoformat(), **fields}
    answer = client.send(LISTS, form, content_type="multipart/form-data")
    return answer.location if answer.status_code == 303 else answer.get_data(as_text=True)


def test_a_list_is_looked_at_then_taken_and_shows_who_stays(
    app: Application, world: World, as_: Callable[[str], CheckedClient]
) -> None:
    people = company(simulated(0.6, confounded=False, people=1600), np.random.default_rng(5))
    data = as_csv(people, AS_OF, DAYS) + b"\nE1,Leeds,Agent,2026-01-01,\nagent@example.org,Leeds,Agent,2026-01-02,\n"
    with app.app_context():
        begin_write(db.session)
        took_part = add_participants(people, world.ids["northwind"], need_of(world), AS_OF, DAYS)
        db.session.commit()
    client = as_("coordinator")
    assert "It begins with a list" in client.get("/impact/retention").get_data(as_text=True)
    assert "<title>Error:" in _send(client, b"")
    assert "Say below which one it is" in _send(client, b"a,b\n1,2\n")
    looked_at = _send(client, data.replace(b"Job title", b"Zunft"), role="Zunft")
    shown = client.get(looked_at).get_data(as_text=True)
    assert all(
        words in shown for words in (">1601<", ">1602<", "the person stands on an earlier line already", "Zunft")
    )
    assert f"{took_part} of them stand on the list" in shown
    assert "agent@example.org" not in shown
    assert "It begins with a list" in client.get("/impact/retention").get_data(as_text=True), "nothing is taken yet"
    assert client.send(f"{looked_at}/confirmation").status_code == 303
    page = client.get("/impact/retention").get_data(as_text=True)
    assert "This is an association, not proof." in page
    assert page.count("<td") == 5 * 6
    assert 'value="Zunft"' in client.get(LISTS).get_data(as_text=True), "the mapping is kept"
    with app.app_context():
        kept = db.session.scalars(select(Employment)).first()
        assert kept is not None
        assert len(kept.person) == 64
        current = find_current(world.ids["northwind"])
        assert current is not None
        found = study(current)
        assert isinstance(found.result, Comparison)
        assert found.result.participants.people >= 50
        assert found.result.low < found.result.difference < found.result.high
        assert study(current, "Nowhere").site == ""
        for site in found.sites:
            assert isinstance(study(current, site).result, Comparison)
        assert find_current(world.ids["elsewhere"]) is None
    assert as_("foreign_coordinator").get(looked_at).status_code == 404


def _people_kept() -> int:
    return db.session.scalar(select(func.count()).select_from(Employment)) or 0


def test_people_of_a_list_go_with_the_next_one_with_their_account_and_after_a_year(
    app: Application, world: World, context: None
) -> None:
    northwind, coordinator = world.ids["northwind"], world.account("coordinator")
    lines = [f"{name}@example.org,Leeds,Agent,2025-01-01," for name in ("agent", "colleague", "a", "b")]
    data = "\n".join(["email,site,role,joined,left", *lines]).encode()
    for day in (AS_OF - timedelta(days=1), AS_OF):
        take(keep_checked(read_list(data, Wish(day, {})), northwind, coordinator, world.now), coordinator, world.now)
        db.session.flush()
    assert _people_kept() == 4
    assert db.session.scalars(select(EmploymentList.state).order_by(EmploymentList.id)).all() == ["replaced", "current"]
    told = read_everything(world.account("agent"))["tables"]
    assert isinstance(told, dict)
    assert [row["site"] for row in told["employments"]] == ["Leeds"]
    delete_account(world.account("agent"), world.now)
    assert _people_kept() == 3
    looked_at = keep_checked(read_list(data, Wish(AS_OF, {})), northwind, coordinator, world.now)
    again = keep_checked(replace(read_list(data, Wish(AS_OF, {}))), northwind, coordinator, world.now)
    assert _people_kept() == 3 + 4
    assert db.session.get(EmploymentList, looked_at.id) in (None, again)
    delete_outdated(world.now + timedelta(days=2))
    assert _people_kept() == 3
    delete_outdated(world.now + timedelta(days=366))
    assert _people_kept() == 0
