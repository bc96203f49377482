"""Turns the days of the demo world into instants. Pure: `now` is an argument (aware, UTC)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from volunteer_match.demo.shape import DemoAgent, DemoOpportunity, DemoSession
from volunteer_match.demo.story import DemoMatch, DemoMessage, DemoMoment, DemoMove

DEADLINE = time(18)

Span = tuple[datetime, datetime]


def today_in(time_zone: str, now: datetime) -> date:
    """The date in that zone."""
    return now.astimezone(ZoneInfo(time_zone)).date()


def date_of(session: DemoSession, today: date) -> date:
    """The day of the session, seen from `today` in its own zone."""
    first = today + timedelta(days=session.day)
    if session.weekday is None:
        return first
    return first + timedelta(days=(session.weekday - first.weekday()) % 7)


def local_start(session: DemoSession, time_zone: str, now: datetime) -> datetime:
    """The wall time (naive) at which the session starts."""
    day = date_of(session, today_in(time_zone, now))
    return datetime.combine(day, time(session.start // 60, session.start % 60))


def span_of(opportunity: DemoOpportunity, session: DemoSession, now: datetime) -> Span:
    """Start and end of the session, in UTC."""
    zone = ZoneInfo(opportunity.time_zone)
    start = local_start(session, opportunity.time_zone, now).replace(tzinfo=zone).astimezone(UTC)
    return start, start + timedelta(minutes=session.minutes)


def deadline_of(opportunity: DemoOpportunity, now: datetime) -> datetime:
    """The deadline of a flexible need, in UTC. Raises ValueError for one with sessions."""
    if opportunity.flexible is None:
        raise ValueError(f"{opportunity.key} has sessions and no deadline")
    day = today_in(opportunity.time_zone, now) + timedelta(days=opportunity.flexible.deadline_day)
    return datetime.combine(day, DEADLINE, ZoneInfo(opportunity.time_zone)).astimezone(UTC)


def shifts_between(agent: DemoAgent, first_day: int, last_day: int, now: datetime) -> tuple[Span, ...]:
    """The agent's shifts that begin from `first_day` to `last_day` (both counted from today), in UTC, in order."""
    zone, today = ZoneInfo(agent.time_zone), today_in(agent.time_zone, now)
    spans: list[Span] = []
    for offset in range(first_day, last_day + 1):
        day = today + timedelta(days=offset)
        for shift in agent.shifts:
            if shift.weekday == day.weekday():
                wall = datetime.combine(day, time(shift.start // 60, shift.start % 60), zone)
                start = wall.astimezone(UTC)
                spans.append((start, start + timedelta(minutes=shift.minutes)))
    return tuple(sorted(spans))


def instant_of(moment: DemoMoment, span: Span | None, now: datetime) -> datetime:
    """The instant of a moment. `span` is that of the match's session; None for a flexible need, counted from now."""
    anchors = {"now": now, "start": span[0] if span else now, "end": span[1] if span else now}
    return anchors[moment.anchor] + timedelta(minutes=moment.minutes)


def happened(match: DemoMatch, span: Span | None, now: datetime) -> tuple[tuple[DemoMove, datetime], ...]:
    """The moves that lie in the past, with their instants. There is always one: the first counts from now."""
    timed = ((move, instant_of(move.at, span, now)) for move in match.moves)
    return tuple((move, at) for move, at in timed if at <= now)


def said(match: DemoMatch, span: Span | None, now: datetime) -> tuple[tuple[DemoMessage, datetime], ...]:
    """The messages that lie in the past, with their instants."""
    timed = ((message, instant_of(message.at, span, now)) for message in match.messages)
    return tuple((message, at) for message, at in timed if at <= now)
