"""Weekly limits of one agent, as an assignment counts them: minutes left by limit, and what each session takes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from volunteer_match.matching.facts import AgentFacts, Settings
from volunteer_match.matching.intervals import NO_TIME, Interval, total, within
from volunteer_match.matching.time import HORIZON, Calendar, weeks_of

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """One session that the agent could be asked for; of a flexible need its minutes and its deadline."""

    session: str
    interval: Interval | None
    minutes: int = 0
    deadline: datetime | None = None

    def end(self, now: datetime) -> datetime:
        """Until when the hours of a flexible need can be given."""
        return now + HORIZON if self.deadline is None else min(self.deadline, now + HORIZON)


@dataclass(frozen=True, slots=True)
class Limits:
    """`left`: minutes by limit; `loads`: by session, what it takes of which limits. No limits: both empty."""

    left: dict[str, int]
    loads: dict[str, tuple[tuple[str, int], ...]]


def limits_of(agent: AgentFacts, wishes: Sequence[Wish], now: datetime, settings: Settings) -> Limits:
    """The smaller of the agent's own limit and the company's, less what is promised, as the gate `limits` counts it.

    A session takes its minutes of the weeks that it touches. Flexible hours may be spread: those of all needs up to a
    deadline, with the sessions until then, must not exceed what the weeks up to it leave together.
    """
    own, company = agent.weekly_limit_minutes, settings.limits_of(agent.company).weekly_limit_minutes
    given = [limit for limit in (own, company) if limit is not None]
    counted = _Counted(Calendar(agent), min(given) * _MINUTE) if given else None
    if counted is not None:
        for wish in wishes:
            if wish.interval is not None:
                counted.add_session(wish.session, wish.interval)
        flexible = [wish for wish in wishes if wish.interval is None and wish.end(now) > now]
        for end in sorted({wish.end(now) for wish in flexible}):
            counted.add_deadline(Interval(now, end), [wish for wish in flexible if wish.end(now) <= end], wishes)
    return counted.limits() if counted is not None else Limits({}, {})


class _Counted:
    def __init__(self, calendar: Calendar, limit: timedelta) -> None:
        self.calendar, self.limit = calendar, limit
        self._left: dict[str, int] = {}
        self._loads: dict[str, list[tuple[str, int]]] = defaultdict(list)

    def limits(self) -> Limits:
        return Limits(self._left, {session: tuple(loads) for session, loads in self._loads.items()})

    def left_of(self, week: Interval) -> timedelta:
        return max(NO_TIME, self.limit - self.calendar.promised(week))

    def add_session(self, session: str, span: Interval) -> None:
        for week in weeks_of(span, self.calendar.agent.time_zone):
            name = f"week from {week.start.isoformat()}"
            self._left[name] = self.left_of(week) // _MINUTE
            self._loads[session].append((name, _up(total(within((span,), week)))))

    def add_deadline(self, span: Interval, flexible: list[Wish], wishes: Sequence[Wish]) -> None:
        """Adds a limit up to the end of `span` for `flexible` and the dated ones of `wishes`, if it can be reached."""
        most = sum((wish.interval.length if wish.interval else wish.minutes * _MINUTE for wish in wishes), NO_TIME)
        left, until = NO_TIME, span.start
        for week in weeks_of(span, self.calendar.agent.time_zone):
            left, until = left + self.left_of(week), week.end
            if left >= most:
                return
        name = f"until {span.end.isoformat()}"
        self._left[name] = left // _MINUTE
        for wish in flexible:
            self._loads[wish.session].append((name, wish.minutes))
        for wish in wishes:
            if wish.interval is not None and wish.interval.start < until:
                inside = total(within((wish.interval,), Interval(span.start, until)))
                self._loads[wish.session].append((name, _up(inside)))


def _up(length: timedelta) -> int:
    return -(-length // _MINUTE)
