"""From the bytes of a table to its rows, one after the other: a file of a million lines is never held whole. Pure."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import BinaryIO, NamedTuple

from volunteer_match.integrations.csv_needs.decoding import decode
from volunteer_match.integrations.csv_needs.table import find_delimiter
from volunteer_match.integrations.shift_tables.columns import (
    Columns,
    Part,
    TableFault,
    TableRefused,
    count_known,
    find_columns,
)

SAMPLE_BYTES = 200_000
HEADING_ROWS = 10
PREVIEWED = 8
LONGEST_CELL = 200


class RawShift(NamedTuple):
    """The cells of one line, as text; what is not there is empty. `who` has a value for each column that may say it."""

    line: int
    who: tuple[str, ...]
    day: str
    start: str
    end_day: str
    end: str
    minutes: str
    zone: str
    activity: str


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is read: found in its first lines."""

    encoding: str
    delimiter: str
    heading_line: int
    columns: Columns
    first_rows: tuple[tuple[str, ...], ...]


def read_layout(file: BinaryIO, wanted: Mapping[str, str], *, delimiter: str = "", needs_who: bool = True) -> Layout:
    """Looks at the first lines of a file and goes back to its start. Raises TableRefused and ImportFault."""
    sample = file.read(SAMPLE_BYTES)
    file.seek(0)
    if len(sample) == SAMPLE_BYTES and b"\n" in sample and b"\0" not in sample:
        sample = sample[: sample.rindex(b"\n") + 1]  # half a character at its end would hide what encoding it is
    text, encoding = decode(sample)
    found = delimiter or find_delimiter(text)
    rows = list(_cells(io.StringIO(text, newline=""), found))
    if not rows:
        raise TableRefused(TableFault.NOT_A_TABLE)
    heading = _heading(rows, wanted)
    line, cells = rows[heading]
    columns = find_columns(cells, wanted, needs_who=needs_who)
    below = tuple(tuple(cells) for _, cells in rows[heading + 1 : heading + 1 + PREVIEWED])
    return Layout(encoding, found, line, columns, below)


def _heading(rows: Sequence[tuple[int, list[str]]], wanted: Mapping[str, str]) -> int:
    """A heading may stand below a title: the row with the most known or wanted names, the first of them."""

    def score(number: int) -> int:
        cells = rows[number][1]
        return len(set(wanted.values()) & set(cells)) if wanted else count_known(cells)

    return max(range(min(HEADING_ROWS, len(rows))), key=lambda number: (score(number), -number))


def _cells(text: io.TextIOBase, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, with the line where each begins. `#fields` before the names is IEX's."""
    reader = csv.reader(text, delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            if any(cells):
                yield line, [_clean(cell) for cell in cells] if line <= HEADING_ROWS else cells
            line = reader.line_num + 1
    except csv.Error as fault:
        raise TableRefused(TableFault.NOT_A_TABLE) from fault


def _clean(cell: str) -> str:
    bare = cell.strip().lstrip("\ufeff")
    return bare.removeprefix("#fields").lstrip(":= \t") or bare if bare.startswith("#fields") else bare


def read_rows(file: BinaryIO, layout: Layout) -> Iterator[RawShift]:
    """Every line below the heading. Raises TableRefused where the file stops being a table."""
    text = io.TextIOWrapper(file, encoding=layout.encoding, errors="replace", newline="")
    try:
        yield from _rows(text, layout)
    finally:
        text.detach()


def _rows(text: io.TextIOBase, layout: Layout) -> Iterator[RawShift]:
    columns = layout.columns
    width = len(columns.headings)
    # One cell beyond the last stands for every part that has no column.
    places = [
        columns.at.get(part, width)
        for part in (Part.DAY, Part.START, Part.END_DAY, Part.END, Part.MINUTES, Part.ZONE, Part.ACTIVITY)
    ]
    pick = itemgetter(*places)
    pick_who = itemgetter(*columns.who, width, width) if columns.who else None
    for line, cells in _cells(text, layout.delimiter):
        if line <= layout.heading_line:
            continue
        if len(cells) < width:
            cells = cells + [""] * (width - len(cells))
        row = [*cells[:width], ""]
        who = pick_who(row)[:-2] if pick_who else ()
        yield RawShift(line, who, *pick(row))
