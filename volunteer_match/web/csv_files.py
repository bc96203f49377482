"""Tables as CSV files that spreadsheets open safely."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

from volunteer_match.web.files import to_save

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins like this may be run as a formula by a spreadsheet (OWASP, CSV injection)."""


def safe_cell(value: object) -> str:
    """The value as text; what could be a formula begins with an apostrophe, which spreadsheets show as text.

    Numbers stay numbers, also below zero.
    """
    text = "" if value is None else str(value)
    if isinstance(value, int | float) or not text.lstrip().startswith(FORMULA):
        return text
    return f"'{text}"


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """UTF-8 with a mark at the start, by which spreadsheets know it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return "\ufeff" + out.getvalue()


def csv_answer(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A file to save; `name` without its ending, in letters, digits and hyphens."""
    return to_save(Response(csv_text(header, rows), mimetype="text/csv"), f"{name}.csv")
