"""Schedules as JSON: a list of records, or records with lists of activities inside; names as in the pipe form. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from volunteer_match.integrations.shift_tables.columns import Columns, Part, TableFault, TableRefused, find_columns
from volunteer_match.integrations.shift_tables.rows import RawShift

DEEPEST = 8


def read_document(document: Any, wanted: Mapping[str, str], *, needs_who: bool) -> tuple[Columns, list[RawShift]]:
    """The columns that were found, and every innermost record, with what stands around it. Raises TableRefused."""
    records = list(_records(document, {}, 0))
    if not records:
        raise TableRefused(TableFault.NOT_A_TABLE)
    headings = tuple(dict.fromkeys(key for record in records for key in record))
    columns = find_columns(headings, wanted, needs_who=needs_who)
    return columns, [_raw(number, record, columns) for number, record in enumerate(records, start=1)]


def _records(value: Any, around: Mapping[str, str], depth: int) -> Iterator[dict[str, str]]:
    """Records have what the records around them have; a nearer value of the same name counts."""
    if depth > DEEPEST:
        return
    if isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            yield from _records(item, around, depth + 1)
    elif isinstance(value, Mapping):
        own = {**around, **{str(key): _text(cell) for key, cell in value.items() if _is_plain(cell)}}
        inner = [cell for cell in value.values() if not _is_plain(cell)]
        deeper = [record for cell in inner for record in _records(cell, own, depth + 1)]
        yield from deeper or ([own] if own else [])


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float | bool)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _raw(number: int, record: Mapping[str, str], columns: Columns) -> RawShift:
    def cell(part: Part) -> str:
        place = columns.at.get(part)
        return record.get(columns.headings[place], "") if place is not None else ""

    who = tuple(record.get(columns.headings[place], "") for place in columns.who)
    parts = (Part.DAY, Part.START, Part.END_DAY, Part.END, Part.MINUTES, Part.ZONE, Part.ACTIVITY)
    return RawShift(number, who, *(cell(part) for part in parts))
