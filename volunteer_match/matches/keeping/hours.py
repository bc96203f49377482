"""Weekly windows and shifts of all agents."""

from datetime import datetime

from sqlalchemy import select

from volunteer_match.availability.models import AvailabilityWindow, Shift
from volunteer_match.availability.shifts.counting import counts_as_work
from volunteer_match.database.expressions import microseconds_of
from volunteer_match.extensions import db
from volunteer_match.matches.facts.agents import WEEK
from volunteer_match.matches.keeping.gathering import Gathered
from volunteer_match.matches.keeping.texts import Span, numbers_in, read_numbers, strung, unpacked
from volunteer_match.matching.tables import ShiftTable, WindowTable

_DAYS, _STARTS, _ENDS = 7, 1440, 1441


class Hours:
    """Gathers them span by span."""

    def __init__(self, now: datetime) -> None:
        self._since = now - WEEK
        self._windows = Gathered("agent", "day", "start", "end")
        self._shifts = Gathered("agent", "start", "end")

    def read(self, span: Span) -> None:
        self._read_windows(span)
        self._read_shifts(span)

    def windows(self) -> WindowTable:
        return WindowTable(**self._windows.columns())

    def shifts(self) -> ShiftTable:
        return ShiftTable(**self._shifts.columns())

    def _read_windows(self, span: Span) -> None:
        packed = (AvailabilityWindow.agent_id - span.first) * _DAYS + AvailabilityWindow.day
        packed = (packed * _STARTS + AvailabilityWindow.start_minute) * _ENDS + AvailabilityWindow.end_minute
        codes = read_numbers(select(strung(packed)).where(span.holds(AvailabilityWindow.agent_id)))
        agents, day, start, end = unpacked(codes, _DAYS, _STARTS, _ENDS)
        self._windows.add(agents + span.first, day=day, start=start, end=end)

    def _read_shifts(self, span: Span) -> None:
        start = microseconds_of(Shift.starts_at)
        agents, starts, lengths = db.session.execute(
            select(strung(Shift.agent_id), strung(start), strung(microseconds_of(Shift.ends_at) - start)).where(
                span.holds(Shift.agent_id), Shift.ends_at > self._since, counts_as_work()
            )
        ).one()
        begins = numbers_in(starts)
        self._shifts.add(numbers_in(agents), start=begins, end=begins + numbers_in(lengths))
