"""When an agent is free: weekly windows and exceptions in their zone, minus shifts with rest, minus promises."""

from collections.abc import Iterator
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


@dataclass(frozen=True, slots=True)
class Room:
    """How a session lies in an agent's free time: `free` of it, and `spare` directly before and after together."""

    free: timedelta
    spare: timedelta


@dataclass(frozen=True, slots=True)
class _Day:
    """What the windows and exceptions of one local date give and take away."""

    given: tuple[Interval, ...]
    taken: tuple[Interval, ...]


class Calendar:
    """One agent's time, worked out date by date when asked for, and remembered for the length of one ranking."""

    def __init__(self, agent: AgentFacts) -> None:
        self.agent = agent
        self._days: dict[date, _Day] = {}
        self._offers: dict[tuple[date, date], tuple[Interval, ...]] = {}
        self._rooms: dict[Interval, Room] = {}
        self._promised: dict[Interval, timedelta] = {}

    def offered(self, window: Interval) -> tuple[Interval, ...]:
        """What the agent offers inside `window`: weekly windows and exceptions, before work and promises."""
        zone = self.agent.time_zone
        return within(self._offered_on(local_day(window.start, zone), local_day(window.end, zone)), window)

    def _offered_on(self, first: date, last: date) -> tuple[Interval, ...]:
        """What is offered on local dates `first` to `last`, and by the day before, which may reach past midnight."""
        if (first, last) not in self._offers:
            days = [self._day(first + count * _DAY) for count in range(-1, (last - first).days + 1)]
            given = merged(interval for day in days for interval in day.given)
            taken = merged(interval for day in days for interval in day.taken)
            self._offers[first, last] = without(given, taken)
        return self._offers[first, last]

    def free(self, window: Interval) -> tuple[Interval, ...]:
        """What is left of `offered` outside shifts widened by the rest gap and outside other sessions."""
        offered = self.offered(window)
        if not offered:
            return ()
        return without(offered, merged((*self.shifts_near(window), *self.busy_near(window))))

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

    def _day(self, day: date) -> _Day:
        if day not in self._days:
            self._days[day] = _day_of(self.agent, day)
        return self._days[day]


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


def _day_of(agent: AgentFacts, day: date) -> _Day:
    zone, weekday = agent.time_zone, day.weekday()
    windows = [window for window in agent.availability if window.day == weekday]
    changes = [exception for exception in agent.exceptions if exception.date == day]
    given = [interval for window in windows for interval in instants_of(zone, day, window.start, window.end)]
    given += [interval for change in changes if change.available for interval in _instants(change, zone)]
    taken = [interval for change in changes if not change.available for interval in _instants(change, zone)]
    return _Day(tuple(given), tuple(taken))


def _instants(change: ExceptionFacts, zone: str) -> tuple[Interval, ...]:
    start, end = (0, 1440) if change.start is None or change.end is None else (change.start, change.end)
    return instants_of(zone, change.date, start, end)


def _pieces(window: Interval, length: timedelta) -> Iterator[Interval]:
    start: datetime = window.start
    while start < window.end:
        yield Interval(start, min(start + length, window.end))
        start += length


def _room(session: Interval, free: tuple[Interval, ...]) -> Room:
    before = sum((session.start - i.start for i in free if i.start < session.start <= i.end), NO_TIME)
    after = sum((i.end - session.end for i in free if i.start <= session.end < i.end), NO_TIME)
    return Room(total(within(free, session)), before + after)
