"""When months begin and end, and which leaf of each tree something belongs to. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from volunteer_match.impact.glossary import NOWHERE, Speed, Tenure
from volunteer_match.impact.goals import goal_of
from volunteer_match.impact.suppression import Path

MARGIN = timedelta(days=1)
"""A month is settled so long after its end, when every request that wrote into it has ended."""


@dataclass(frozen=True, slots=True)
class Month:
    """What is settled together: from one instant to another, the second not in it."""

    first_day: date
    begins_at: datetime
    ends_at: datetime


def first_of(day: date) -> date:
    return day.replace(day=1)


def month_after(first_day: date) -> date:
    return first_of(first_day + timedelta(days=31))


def begin_of(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))


def month_from(begins_at: datetime, zone: str) -> Month:
    """The month that begins then: at its usual beginning, or where the one before it ended in another zone.

    A zone that was changed moves the end by hours: so the middle of the day after tells which month it is.
    """
    first_day = first_of((begins_at + timedelta(days=1, hours=12)).astimezone(ZoneInfo(zone)).date())
    return Month(first_day, begins_at, begin_of(month_after(first_day), zone))


def is_due(month: Month, now: datetime) -> bool:
    return month.ends_at + MARGIN <= now


def place_of(site_id: int | None, team_id: int | None) -> Path:
    return (str(site_id or NOWHERE), str(team_id or NOWHERE))


def tenure_of(joined_at: datetime, at: datetime) -> Tenure:
    """How long somebody had been there at that moment."""
    age = at - joined_at
    return next((band for band in Tenure if band.days and age < timedelta(days=band.days)), Tenure.LONGER)


def language_of(tags: Sequence[str]) -> Path:
    return ("+".join(sorted(tags)) or NOWHERE,)


def cause_of(cause: str) -> Path:
    """The goal, then the cause."""
    return (goal_of(cause) or NOWHERE, cause or NOWHERE)


_SPEEDS = {Speed.DAY: 1, Speed.THREE_DAYS: 3, Speed.WEEK: 7, Speed.FORTNIGHT: 14}
"""Days."""


def speed_of(waited: timedelta) -> Speed:
    return next((speed for speed, days in _SPEEDS.items() if waited <= timedelta(days=days)), Speed.LONGER)
