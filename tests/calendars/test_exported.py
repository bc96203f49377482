"""The public sample file goes in by the command and comes out by the command; every one of its times is found again.

What is expected is read out of the file here, by nothing but its JSON: none of the importer's code has a part in it.
"""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from click.testing import CliRunner
from icalendar import Calendar, Event
from sqlalchemy import create_engine, text

from tests.integrations.conftest import database, run  # noqa: F401 - fixtures
from tests.integrations.running import Import, answer
from tests.integrations.samples import REAL_DATA, needs_real_data
from volunteer_match.cli import main

LONDON = ZoneInfo("Europe/London")
FILE = REAL_DATA / "teamkinetic-activities.jsonld"
Edges = tuple[str, str]
"""Start and end on the clocks of London, `2026-12-05T09:00:00`; of a period of work the day of its end, twice."""


def times_in_the_file() -> list[tuple[str, Edges]]:
    """Every time of every session as it stands there, with its activity's id."""
    return [
        (activity["id"], (time["begining"], time["end"]))
        for activity in json.loads(FILE.read_text())["@graph"]
        for session in activity.get("session", ())
        for time in session["time"]
    ]


def expected(edges: Edges) -> Edges:
    """A session keeps its times; what lasts longer than a day is work in one's own time until the end."""
    start, end = (datetime.fromisoformat(side) for side in edges)
    lasts = end.replace(tzinfo=LONDON).astimezone(UTC) - start.replace(tzinfo=LONDON).astimezone(UTC)
    if lasts <= timedelta(hours=24):
        return edges
    return edges[1][:10], edges[1][:10]


def edges_of(event: Event) -> Edges:
    start, end = event.start, event.end
    if not isinstance(start, datetime):
        return start.isoformat(), (end - timedelta(days=1)).isoformat()
    assert str(start.tzinfo) == str(end.tzinfo) == "Europe/London"
    return start.replace(tzinfo=None).isoformat(), end.replace(tzinfo=None).isoformat()


def sources(path: Path) -> dict[str, str]:
    """By the public id of each need here, the id of its activity there."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        joined = "opportunities o JOIN imported_records r ON r.opportunity_id = o.id"
        rows = connection.execute(text(f"SELECT o.public_id, r.source_id FROM {joined}"))
        found = {public_id: source_id for public_id, source_id in rows}  # noqa: C416 - a row is no tuple to mypy
    engine.dispose()
    return found


@pytest.fixture
def exported(run: Import, database: Path, tmp_path: Path) -> Calendar:  # noqa: F811
    flags = ("--time-zone", "Europe/London", "--include-in-person", "--include-past", "--json")
    report = answer(run(FILE, "--format", "volunteering-data", *flags))
    assert (report["imported"], report["skipped"]) == (250, [])
    file = tmp_path / "sessions.ics"
    settings = {"DATABASE_URL": f"sqlite:///{database}", "APP_ENV": "test"}
    result = CliRunner().invoke(main, ["calendar", "export", "--drafts", "--output", str(file)], env=settings)
    assert result.exit_code == 0, result.output
    return Calendar.from_ical(file.read_bytes())


def by_need(events: list[Any], needs: dict[str, str]) -> Counter[tuple[str, Edges]]:
    return Counter((needs[str(event["URL"]).rsplit("/", 1)[1]], edges_of(event)) for event in events)


@pytest.mark.thorough
@needs_real_data
def test_every_time_of_the_sample_file_comes_out_again(exported: Calendar, database: Path) -> None:  # noqa: F811
    raw = times_in_the_file()
    assert len(raw) == 3568
    # The same time of the same activity twice is one session, with a place more or less: nobody can be there twice.
    wanted = Counter({(activity, expected(edges)) for activity, edges in raw})
    needs = sources(database)
    read = by_need(list(exported.walk("VEVENT")), needs)
    assert read == wanted
    days = [date.fromisoformat(edges[1][:10]) for _, edges in raw]
    span = min(days) - timedelta(days=800), max(days) + timedelta(days=2)
    occurring = by_need(recurring_ical_events.of(exported).between(*span), needs)
    assert occurring == wanted
    agreeing = sum(
        (activity, expected(edges)) in read and (activity, expected(edges)) in occurring for activity, edges in raw
    )
    assert agreeing == 3568
    (zone,) = exported.walk("VTIMEZONE")
    tz = zone.to_tz()
    for event in exported.walk("VEVENT"):
        if isinstance(event.start, datetime):
            # Also for a program that trusts the zone in the file more than its own.
            assert event.start.replace(tzinfo=tz).utcoffset() == event.start.utcoffset()
