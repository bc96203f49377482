"""Seven days of an agent for the week strip: free, at work, promised; the same in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import get_day_names
from flask_babel import gettext

from volunteer_match.matching.facts import AgentFacts
from volunteer_match.matching.intervals import Interval, merged, within
from volunteer_match.matching.time import Calendar
from volunteer_match.matching.zones import instants_of
from volunteer_match.web.folding import capitalised
from volunteer_match.web.locale import shown_locale
from volunteer_match.web.times import format_date

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_MINUTES = 1440


@dataclass(frozen=True, slots=True)
class Span:
    """`kind` is free, work or promised; minutes of the local day."""

    kind: str
    start: int
    end: int

    @property
    def clock(self) -> str:
        return f"{self.start // 60:02}:{self.start % 60:02}–{self.end // 60:02}:{self.end % 60:02}"


@dataclass(frozen=True, slots=True)
class DayView:
    """One column of the week strip."""

    day: str
    short: str
    name: str
    date: str
    words: str
    spans: tuple[Span, ...]


def _minute(moment: datetime, day: date, zone: ZoneInfo) -> int:
    local = moment.astimezone(zone)
    return DAY_MINUTES if local.date() > day else local.hour * 60 + local.minute


def _spans(kind: str, intervals: Iterable[Interval], day: date, zone: ZoneInfo) -> list[Span]:
    drawn = (Span(kind, _minute(i.start, day, zone), _minute(i.end, day, zone)) for i in intervals)
    return [span for span in drawn if span.end > span.start]


def _words(spans: list[Span]) -> str:
    names = {"free": gettext("free"), "work": gettext("work"), "promised": gettext("promised")}
    told = [f"{names[span.kind]} {span.clock}" for span in sorted(spans, key=lambda span: span.start)]
    return ", ".join(told) or gettext("nothing")


def _day_view(calendar: Calendar, day: date, zone: ZoneInfo) -> DayView:
    whole = Interval(*_bounds(calendar.agent.time_zone, day))
    agent = calendar.agent
    spans = [
        *_spans("free", calendar.free(whole), day, zone),
        *_spans("work", within(merged(agent.shifts), whole), day, zone),
        *_spans("promised", within(merged(agent.busy), whole), day, zone),
    ]
    widths = {width: get_day_names(width, locale=shown_locale())[day.weekday()] for width in ("abbreviated", "wide")}
    return DayView(
        DAYS[day.weekday()],
        widths["abbreviated"],
        capitalised(widths["wide"]),
        format_date(day),
        _words(spans),
        tuple(spans),
    )


def _bounds(zone: str, day: date) -> tuple[datetime, datetime]:
    pieces = instants_of(zone, day, 0, DAY_MINUTES)
    return pieces[0].start, pieces[-1].end


def coming_week(agent: AgentFacts, now: datetime, later: int = 0) -> list[DayView]:
    """Seven days from today on, or so many weeks later, in the agent's zone."""
    zone = ZoneInfo(agent.time_zone)
    first = now.astimezone(zone).date() + timedelta(weeks=later)
    calendar = Calendar(agent)
    return [_day_view(calendar, first + timedelta(days=offset), zone) for offset in range(7)]
