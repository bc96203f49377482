"""When the need of a row happens, from whichever of its cells say so. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from volunteer_match.integrations.csv_needs.columns import Column
from volunteer_match.integrations.csv_needs.reader import RawRow
from volunteer_match.integrations.csv_needs.values import parse_date, parse_time_range
from volunteer_match.integrations.durations import parse_minutes
from volunteer_match.integrations.moments import Moment
from volunteer_match.integrations.timing import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RowTimes:
    """The interval of a row, and how many of its cells can't be read."""

    spans: tuple[Span, ...]
    unreadable: int


class _Cells:
    """Reads the cells of one row and counts those that say nothing readable."""

    def __init__(self, row: RawRow, zone: ZoneInfo, order: str) -> None:
        self.row, self.zone, self.order = row, zone, order
        self.unreadable = 0

    def date(self, column: Column) -> Moment | None:
        return self._counted(column, parse_date(self.row.cell(column), self.zone, self.order))

    def minutes(self) -> int | None:
        return self._counted(Column.MINUTES, parse_minutes(self.row.cell(Column.MINUTES), "m"))

    def times(self) -> tuple[time | None, time | None]:
        first, second = parse_time_range(self.row.cell(Column.START_TIME))
        end = self._counted(Column.END_TIME, parse_time_range(self.row.cell(Column.END_TIME))[0])
        return self._counted(Column.START_TIME, first), end or second

    def _counted(self, column: Column, value: T | None) -> T | None:
        if value is None and self.row.cell(column):
            self.unreadable += 1
        return value


def _at(moment: Moment, at: time) -> Moment:
    return replace(moment, local=datetime.combine(moment.local, at), is_day=False)


def _sides(cells: _Cells) -> tuple[Moment | None, Moment | None]:
    start, end = cells.date(Column.START) or cells.date(Column.DATE), cells.date(Column.END)
    minutes, (from_time, to_time) = cells.minutes(), cells.times()
    if start and start.is_day and from_time:
        start = _at(start, from_time)
    if start and end is None and to_time:
        end = _at(start, to_time)
        # A session that ends before it begins ends on the next day.
        end = replace(end, local=end.local + timedelta(days=1)) if end.local < start.local else end
    elif end and end.is_day and to_time:
        end = _at(end, to_time)
    if start and end is None and minutes and not start.is_day:
        end = replace(start, local=start.local + timedelta(minutes=minutes))
    return start, end


def read_times(row: RawRow, zone: ZoneInfo, order: str, places: int | None) -> RowTimes:
    """What the cells say: a start with an end or a length, a date with times, or a deadline alone."""
    cells = _Cells(row, zone, order)
    start, end = _sides(cells)
    deadline = cells.date(Column.DEADLINE)
    if start is None and end is None:
        end = deadline
    if cells.unreadable or not (start or end):
        return RowTimes((), cells.unreadable)
    return RowTimes((Span(start, end, places),), 0)
