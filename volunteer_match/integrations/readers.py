"""Reads a file of any format into the staging area, before any database work."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from volunteer_match.integrations.csv_needs.columns import ColumnMap, parse_map
from volunteer_match.integrations.csv_needs.mapping import map_row
from volunteer_match.integrations.csv_needs.reader import Sheet, read_sheet
from volunteer_match.integrations.do_it import mapping as do_it_mapping
from volunteer_match.integrations.do_it import reader as do_it_reader
from volunteer_match.integrations.files import load_json, read_bytes
from volunteer_match.integrations.needs import ImportedNeed, Skipped, Staged
from volunteer_match.integrations.options import ReadOptions, SourceFormat
from volunteer_match.integrations.staging import stage
from volunteer_match.integrations.volunteering_data import mapping as standard_mapping
from volunteer_match.integrations.volunteering_data import reader as standard_reader

MAX_MAP_BYTES = 100_000
Progress = Callable[[int, int], None]
"""Called with how many records are done, and how many there are."""
Found = ImportedNeed | Skipped
Raw = TypeVar("Raw")


def _mapped(records: Sequence[Raw], map_one: Callable[[Raw], Found], progress: Progress | None) -> Iterator[Found]:
    for done, record in enumerate(records, start=1):
        yield map_one(record)
        if progress:
            progress(done, len(records))


def _read(data: bytes, options: ReadOptions, columns: ColumnMap | None, progress: Progress | None) -> Iterable[Found]:
    if options.format is SourceFormat.DO_IT:
        placed = do_it_reader.read_records(data)
        return _mapped(placed, lambda item: do_it_mapping.map_record(*item, options), progress)
    if options.format is SourceFormat.VOLUNTEERING_DATA:
        needs = standard_reader.read_records(data)
        return _mapped(needs, lambda need: standard_mapping.map_record(need, options), progress)
    sheet = read_sheet(data, options, columns)
    return _mapped(sheet.rows, lambda row: map_row(row, sheet, options), progress)


def read_file(
    path: Path, options: ReadOptions, columns: ColumnMap | None = None, progress: Progress | None = None
) -> Staged:
    """Every record of the file as a need or as skipped, with its place.

    `columns` is for CSV: what each column holds; guessed from the heading where it is None. Raises ImportFault where
    the file can't be read at all; nothing a record holds makes it raise.
    """
    assert options.zone, "an unknown zone is a fault before anything is read"
    return stage(options.format, _read(read_bytes(path, options.max_bytes), options, columns, progress))


def read_columns(path: Path, options: ReadOptions, columns: ColumnMap | None = None) -> Sheet:
    """A CSV file with the columns that were found, to be shown before it is imported. Raises ImportFault."""
    return read_sheet(read_bytes(path, options.max_bytes), options, columns)


def read_map(path: Path) -> ColumnMap:
    """A mapping file; raises ImportFault where it is none."""
    return parse_map(load_json(read_bytes(path, MAX_MAP_BYTES)))
