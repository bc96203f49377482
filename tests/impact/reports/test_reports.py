"""A report in four forms: what one withholds, no other tells. Files are read back as programs and people read them."""

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.matches.browsing import SignIn
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.impact.facts.shapes import Column, Headline, Money, Part, PartCode, Question, Report, Row, Unit
from volunteer_match.impact.glossary import Metric, Tree
from volunteer_match.impact.models import ImpactCell, ImpactMonth
from volunteer_match.impact.reports.files import CSV_COLUMNS, as_json, csv_rows
from volunteer_match.web.application import Application

FIGURES = st.none() | st.integers(0, 10**9) | st.builds(Money, st.decimals(0, 10**6, places=2), st.just("EUR"))
ROWS = st.builds(
    Row,
    label=st.text(min_size=1, max_size=12),
    figures=st.tuples(FIGURES, st.none() | st.decimals(0, 1, places=3)),
    left_out=st.integers(0, 12),
    code=st.just("one"),
)
COLUMNS = (Column("Hours", Unit.MINUTES), Column("Share", Unit.SHARE))


def _report(rows: list[Row]) -> Report:
    part = Part(PartCode.CAUSES, "By cause", None, "Cause", COLUMNS, tuple(rows))
    headline = Headline("hours", None, Unit.MINUTES, "of volunteering")
    return Report(Question(1, date(2026, 1, 1), date(2026, 3, 1)), "Northwind", [headline], [part])


def _said(figure: Any) -> str:
    return "" if figure is None else str(figure.amount if isinstance(figure, Money) else figure)


@settings(max_examples=15)
@given(st.lists(ROWS, max_size=5))
def test_files_say_every_figure_and_nothing_that_is_withheld(rows: list[Row]) -> None:
    report = _report(rows)
    told = json.loads(json.dumps(as_json(report)))
    assert (told["since"], told["until"], told["headlines"][0]["value"]) == ("2026-01", "2026-03", None)
    for row, said in zip(rows, told["parts"][0]["rows"], strict=True):
        assert [value is None for value in said["values"]] == [figure is None for figure in row.figures]
        assert ["" if value is None else str(value) for value in said["values"]] == list(map(_said, row.figures))
    lines = list(csv_rows(report))
    assert all(len(line) == len(CSV_COLUMNS) for line in lines)
    values = ["" if line[5] is None else str(line[5]) for line in lines[1:]]
    assert values == [_said(figure) for row in rows for figure in row.figures]


def test_shares_and_money_lose_nothing() -> None:
    row = Row("A", (Money(Decimal("12.30"), "EUR"), Decimal("0.125")), code="a")
    said = as_json(_report([row]))["parts"][0]["rows"][0]
    assert said == {
        "label": "A",
        "code": "a",
        "values": ["12.30", "0.125"],
        "months_left_out": 0,
        "currencies": ["EUR", None],
    }


def _settle(app: Application, world: World) -> None:
    """Two months, in the first of which a cause is withheld."""
    with app.app_context():
        begin_write(db.session)
        company = {"company_id": world.ids["northwind"]}
        for month in (date(2026, 1, 1), date(2026, 2, 1)):
            begins = datetime(month.year, month.month, 1, tzinfo=UTC)
            spans = {"begins_at": begins, "ends_at": begins + timedelta(days=28), "settled_at": world.now}
            made = ImpactMonth(month=month, **company, **spans)
            db.session.add(made)
            db.session.flush()
            health = (None, None) if month.month == 1 else (7, 301)
            for tree, first, second, (people, amount) in (
                (Tree.PLACE, "", "", (20, 1200)),
                (Tree.CAUSE, "4", "education", (20, 900)),
                (Tree.CAUSE, "3", "health", health),
            ):
                cell = {"tree": tree, "first": first, "second": second, "people": people, "amount": amount}
                db.session.add(ImpactCell(month_id=made.id, metric=Metric.MINUTES, **cell))
        db.session.commit()


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_the_page_and_its_files(app: Application, world: World, as_: SignIn) -> None:
    coordinator = as_("coordinator")
    assert "The first month is not over yet" in coordinator.get("/impact/report").get_data(as_text=True)
    assert coordinator.get("/impact/report.pdf").status_code == 404
    _settle(app, world)
    asked = "since=2026-01&until=2026-02&part=causes"
    page = coordinator.get(f"/impact/report?{asked}").get_data(as_text=True)
    assert "By cause" in page
    assert "Month by month</h2>" not in page
    told = coordinator.get(f"/impact/report.json?{asked}").get_json()
    assert [part["code"] for part in told["parts"]] == ["causes"]
    assert [row["values"][0] for row in told["parts"][0]["rows"]] == [1800, 301]
    table = coordinator.get(f"/impact/report.csv?{asked}").get_data(as_text=True).removeprefix("\ufeff")
    lines = list(csv.DictReader(io.StringIO(table)))
    assert [line["value"] for line in lines if line["figure"] == "Confirmed hours"] == ["1800", "301"]
    answer = coordinator.get(f"/impact/report.pdf?{asked}")
    assert (answer.mimetype, answer.data) == ("application/pdf", coordinator.get(f"/impact/report.pdf?{asked}").data)
    reader = PdfReader(io.BytesIO(answer.data))
    text = reader.pages[0].extract_text()
    for words in ("Impact of Northwind", "January 2026 to February 2026", "By cause", "30 h", "5 h"):
        assert words in text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert as_("agent").get("/impact/report").status_code == 404
    foreign = as_("foreign_coordinator").get("/impact/report.json")
    assert foreign.status_code == 404, "their company has nothing that is settled"
