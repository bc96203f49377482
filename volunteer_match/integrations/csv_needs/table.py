"""From text to rows: the delimiter is found, quotes may hold line ends, every row knows its line. Pure.

Cells stay the text they are: a cell that begins with "=" is no formula here.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from volunteer_match.integrations.faults import FaultCode, ImportFault

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_LINES = 60
MAX_COLUMNS = 300


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, without space around them, and the line on which it begins (from 1)."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    delimiter: str
    rows: tuple[Row, ...]
    """Without blank ones."""


def _declared(text: str) -> str | None:
    """Excel may write the delimiter on a line of its own: `sep=;`."""
    first = text.lstrip("\n\r").partition("\n")[0].strip("\r ")
    return first[4:] if first[:4].lower() == "sep=" and first[4:] in DELIMITERS else None


def _rows(text: str, delimiter: str, *, strict: bool) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    line = 1
    for cells in reader:
        if len(cells) > MAX_COLUMNS:
            raise ImportFault(FaultCode.TOO_MANY_COLUMNS, limit=MAX_COLUMNS)
        stripped = tuple(cell.strip() for cell in cells)
        if any(stripped):
            yield Row(line, stripped)
        line = reader.line_num + 1


def _score(sample: str, delimiter: str) -> tuple[int, int]:
    """How many rows agree on their number of cells, and that number; nothing where a row has a single cell."""
    try:
        widths = [len(row.cells) for row in _rows(sample, delimiter, strict=False)]
    except (csv.Error, ImportFault):
        return 0, 0
    common = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
    return (widths.count(common), common) if common > 1 else (0, 0)


def find_delimiter(text: str) -> str:
    """The one that cuts the first rows into equal numbers of cells; a comma where none does."""
    sample = "".join(text.splitlines(keepends=True)[:SAMPLE_LINES])
    return max(DELIMITERS, key=lambda delimiter: _score(sample, delimiter))


def read_table(text: str, delimiter: str = "") -> Table:
    """All rows that aren't blank; raises ImportFault where the file is cut off or no table."""
    declared = _declared(text)
    delimiter = delimiter or declared or find_delimiter(text)
    try:
        rows = list(_rows(text, delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise ImportFault(FaultCode.CUT_OFF, line=text.count("\n") + 1, column=1) from error
        rows = _lenient(text, delimiter)
    if declared and rows and rows[0].cells[0].lower().startswith("sep="):
        rows = rows[1:]
    if not rows:
        raise ImportFault(FaultCode.EMPTY)
    return Table(delimiter, tuple(rows))


def _lenient(text: str, delimiter: str) -> list[Row]:
    """Spreadsheets accept quotes amid a cell, and so does this."""
    try:
        return list(_rows(text, delimiter, strict=False))
    except csv.Error as error:
        raise ImportFault(FaultCode.NOT_CSV) from error
