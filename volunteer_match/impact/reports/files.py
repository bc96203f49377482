"""A report as data for programs: the figures of the page, unrounded, and nothing that the page withholds."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from volunteer_match.impact.facts.shapes import Column, Figure, Money, Part, Report, Row

VERSION = 1
"""Of the JSON: it is raised when a field changes its meaning."""
CSV_COLUMNS = ("part", "row", "code", "figure", "unit", "value", "currency", "months_left_out")


def _value(figure: Figure) -> int | str | None:
    """Whole numbers as such; shares and money as decimals in text, so that nothing is lost; None: withheld."""
    if isinstance(figure, Money):
        return str(figure.amount)
    return str(figure) if isinstance(figure, Decimal) else figure


def _currency(figure: Figure) -> str | None:
    return figure.currency if isinstance(figure, Money) else None


def as_json(report: Report) -> dict[str, Any]:
    """The whole report; docs/recognition-files.md says what each field is."""
    question = report.question
    return {
        "version": VERSION,
        "about": report.title,
        "since": f"{question.since:%Y-%m}",
        "until": f"{question.until:%Y-%m}",
        "headlines": [
            {"code": one.code, "label": str(one.label), "unit": one.unit.value, "value": _value(one.figure)}
            for one in report.headlines
        ],
        "parts": [_part(part) for part in report.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "code": part.code.value,
        "title": str(part.title),
        "columns": [{"label": str(column.label), "unit": column.unit.value} for column in part.columns],
        "rows": [_row(row) for row in part.rows],
        "notes": list(part.notes),
    }


def _row(row: Row) -> dict[str, Any]:
    currencies = [_currency(figure) for figure in row.figures]
    return {
        "label": row.label,
        "code": row.code,
        "values": [_value(figure) for figure in row.figures],
        "months_left_out": row.left_out,
    } | ({"currencies": currencies} if any(currencies) else {})


def csv_rows(report: Report) -> Iterator[list[object]]:
    """A line for each figure, under CSV_COLUMNS; an empty value is withheld."""
    for one in report.headlines:
        yield ["headline", str(one.label), one.code, "", one.unit.value, _value(one.figure), None, 0]
    for part in report.parts:
        for row in part.rows:
            for column, figure in zip(part.columns, row.figures, strict=True):
                yield _line(part, row, column, figure)


def _line(part: Part, row: Row, column: Column, figure: Figure) -> list[object]:
    label, unit = str(column.label), column.unit.value
    return [part.code.value, row.label, row.code, label, unit, _value(figure), _currency(figure), row.left_out]
