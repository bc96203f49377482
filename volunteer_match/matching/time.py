"""When an agent is free: weekly windows and exceptions in their zone, minus shifts with rest, minus promises."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from volunteer_match.matching.facts import AgentFacts, ExceptionFacts
from volunteer_match.matching.intervals import NO_TIME, Interval, merged, total, within, without
from volunteer_match.matching.zones import instants_of, local_day, local_to_utc, week_of

__all__ = ["Calendar", "Room", "free_intervals", "local_to_utc"]

AROUND = timedelta(hours=2)
"""How far directly before and after a session free time is looked for."""
HORIZON = timedelta(days=731)
"""How far ahead a flexible need is looked at, when its deadline is later or absent."""
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


_Dates = tuple[date, date]
"""From a local date to another, that one included."""


@dataclass(frozen=True, slots=True)
class Room:
    """How a session lies in an agent's free time: `free` of it, and `spare` directly before and after together."""

    free: timedelta
    spare: timedelta


class Calendar:
    """One agent's time, worked out date by date when asked for, and remembered for the length of one ranking."""

    def __init__(self, agent: AgentFacts) -> None:
        self.agent = agent
        self._free: dict[_Dates, tuple[Interval, ...]] = {}
        self._rooms: dict[Interval, Room] = {}
        self._promised: dict[Interval, timedelta] = {}

    def offered(self, window: Interval) -> tuple[Interval, ...]:
        """What the agent offers inside `window`: weekly windows and exceptions, before work and promises."""
        return within(self._offered_on(self._dates(window)), window)

    def free(self, window: Interval) -> tuple[Interval, ...]:
        """What is left of `offered` outside shifts widened by the rest gap and outside other sessions."""
        dates = self._dates(window)
        if dates not in self._free:
            self._free[dates] = self._free_on(dates)
        return within(self._free[dates], window)

    def shifts_near(self, window: Interval) -> list[Interval]:
        """Work shifts, widened by the rest gap, that reach into `window`."""
        gap = timedelta(minutes=self.agent.rest_gap_minutes)
        start, end = window.start - gap, window.end + gap
        return [shift.widened(gap) for shift in self.agent.shifts if shift.start < end and start < shift.end]

    def busy_near(self, window: Interval) -> list[Interval]:
        """Other pending or approved sessions that reach into `window`."""
        return [session for session in self.agent.busy if session.overlaps(window)]

    def room(self, session: Interval) -> Room:
        """How `session` lies in the free time. `spare` counts at most two hours on either side."""
        if session not in self._rooms:
            self._rooms[session] = _room(session, self.free(session.widened(AROUND)))
        return self._rooms[session]

    def free_time(self, window: Interval, enough: timedelta) -> timedelta:
        """Free time inside `window`, counted week by week and no further than `enough`."""
        counted = NO_TIME
        for week in _pieces(window, _WEEK) if self.has_hours else ():
            counted += total(self.free(week))
            if counted >= enough:
                break
        return min(counted, enough)

    def promised(self, week: Interval) -> timedelta:
        """Time already promised within `week`; what overlaps counts once."""
        if week not in self._promised:
            self._promised[week] = total(within(merged((*self.agent.busy, *self.agent.promised)), week))
        return self._promised[week]

    @property
    def has_hours(self) -> bool:
        """Whether the agent has offered any time at all."""
        return bool(self.agent.availability) or any(exception.available for exception in self.agent.exceptions)

    def _dates(self, window: Interval) -> _Dates:
        zone = self.agent.time_zone
        return local_day(window.start, zone), local_day(window.end, zone)

    def _free_on(self, dates: _Dates) -> tuple[Interval, ...]:
        offered = self._offered_on(dates)
        if not offered:
            return ()
        span = Interval(offered[0].start, offered[-1].end)
        return without(offered, merged((*self.shifts_near(span), *self.busy_near(span))))

    def _offered_on(self, dates: _Dates) -> tuple[Interval, ...]:
        """What is offered on these local dates, and by the day before them, which may reach past midnight."""
        first, last = dates
        days = [first + count * _DAY for count in range(-1, (last - first).days + 1)]
        given = merged((*_windows(self.agent, days), *_exceptions(self.agent, days, available=True)))
        return without(given, merged(_exceptions(self.agent, days, available=False)))


def free_intervals(agent: AgentFacts, window: Interval) -> tuple[Interval, ...]:
    """When `agent` is free inside `window`: in order, apart from each other, half open, in UTC."""
    return Calendar(agent).free(window)


def weeks_of(window: Interval, zone: str) -> Iterator[Interval]:
    """The weeks, Monday 00:00 to Monday 00:00 in `zone`, that `window` touches."""
    start = window.start
    while start < window.end:
        week = week_of(start, zone)
        yield week
        start = week.end


def _windows(agent: AgentFacts, days: Sequence[date]) -> list[Interval]:
    zone, windows = agent.time_zone, agent.availability
    return [
        interval
        for day in days
        for window in windows
        if window.day == day.weekday()
        for interval in instants_of(zone, day, window.start, window.end)
    ]


def _exceptions(agent: AgentFacts, days: Sequence[date], *, available: bool) -> list[Interval]:
    """What exceptions on these dates add, or take away; one without times is about the whole date."""
    return [
        interval
        for change in agent.exceptions
        if change.available is available and change.date in days
        for interval in instants_of_exception(change, agent.time_zone)
    ]


def instants_of_exception(change: ExceptionFacts, zone: str) -> tuple[Interval, ...]:
    """The instants that an exception is about; without times those of the whole date."""
    if change.start is None or change.end is None:
        return instants_of(zone, change.date, 0, 1440)
    return instants_of(zone, change.date, change.start, change.end)


def _pieces(window: Interval, length: timedelta) -> Iterator[Interval]:
    start: datetime = window.start
    while start < window.end:
        yield Interval(start, min(start + length, window.end))
        start += length


def _room(session: Interval, free: tuple[Interval, ...]) -> Room:
    before = sum((session.start - i.start for i in free if i.start < session.start <= i.end), NO_TIME)
    after = sum((i.end - session.end for i in free if i.start <= session.end < i.end), NO_TIME)
    return Room(total(within(free, session)), before + after)
