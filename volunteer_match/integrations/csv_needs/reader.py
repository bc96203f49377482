"""From the bytes of a CSV file to its rows by what their cells hold."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from volunteer_match.integrations.csv_needs.columns import Column, ColumnMap, guess_columns, named_apart
from volunteer_match.integrations.csv_needs.decoding import decode
from volunteer_match.integrations.csv_needs.table import Row, Table, read_table
from volunteer_match.integrations.csv_needs.values import guess_date_order, is_ambiguous
from volunteer_match.integrations.faults import FaultCode, ImportFault
from volunteer_match.integrations.options import ReadOptions

HEADING_ROWS = 10
"""A heading may stand below a title and a date; it is looked for in the first rows."""
DATED = (Column.DATE, Column.START, Column.END, Column.DEADLINE)


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row: its place (`line 14`), its cells by column, and cells that stand beyond the heading."""

    place: str
    cells: Mapping[Column, str]
    has_extra: bool

    def cell(self, column: Column) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows below the heading, and how they were read."""

    map: ColumnMap
    encoding: str
    delimiter: str
    headings: tuple[str, ...]
    rows: tuple[RawRow, ...]
    date_order_is_guess: bool


def _heading(table: Table, wanted: Mapping[Column, str]) -> tuple[int, tuple[str, ...]]:
    """The row that has every wanted heading, or the most known ones; the first where none has any."""
    best, most = 0, 0
    for number, row in enumerate(table.rows[:HEADING_ROWS]):
        names = named_apart(row.cells)
        hits = len(set(wanted.values()) & set(names)) if wanted else len(guess_columns(names))
        if hits > most:
            best, most = number, hits
    return best, named_apart(table.rows[best].cells)


def _check(columns: Mapping[Column, str], headings: tuple[str, ...], options: ReadOptions) -> None:
    shown = ", ".join(heading[:30] for heading in headings[:20])
    for column, heading in columns.items():
        if heading not in headings:
            raise ImportFault(FaultCode.UNKNOWN_COLUMN, field=column, column=heading[:60], columns=shown)
    if Column.TITLE not in columns:
        raise ImportFault(FaultCode.NO_TITLE_COLUMN, columns=shown)
    if Column.PARTNER not in columns and not options.partner:
        raise ImportFault(FaultCode.NO_PARTNER_COLUMN, columns=shown)


def _raw_row(row: Row, positions: Mapping[Column, int], width: int) -> RawRow:
    cells = {column: row.cells[at] for column, at in positions.items() if at < len(row.cells)}
    return RawRow(f"line {row.line}", cells, any(row.cells[width:]))


def read_sheet(data: bytes, options: ReadOptions, given: ColumnMap | None = None) -> Sheet:
    """Raises ImportFault where the file is no table, lacks a title or a partner, or lacks a column of the mapping."""
    settings = given or ColumnMap({})
    text, encoding = decode(data, settings.encoding)
    table = read_table(text, settings.delimiter)
    start, headings = _heading(table, settings.columns)
    columns = settings.columns or guess_columns(headings)
    _check(columns, headings, options)
    positions = {column: headings.index(heading) for column, heading in columns.items()}
    rows = tuple(_raw_row(row, positions, len(headings)) for row in table.rows[start + 1 :])
    if not rows:
        raise ImportFault(FaultCode.NO_RECORDS)
    dates = [row.cell(column) for row in rows for column in DATED]
    found = settings.dates or guess_date_order(dates)
    return Sheet(
        map=replace(settings, columns=columns, dates=found or "dmy", is_guess=not settings.columns),
        encoding=encoding,
        delimiter=table.delimiter,
        headings=headings,
        rows=rows,
        date_order_is_guess=not found and any(is_ambiguous(cell) for cell in dates),
    )
