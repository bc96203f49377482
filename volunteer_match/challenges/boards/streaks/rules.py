"""Weeks in a row in which somebody logged something, by ISO week (from Monday). Pure.

The rule, as people read it: log something once a week, and the row grows. A week in which you were away on three days
or more, or in which work and days off left you one free day at most, doesn't break it: it is frozen by itself. This
week never breaks it as long as it lasts.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta

DAY, WEEK = timedelta(days=1), timedelta(days=7)
DAYS_AWAY = 3
FULL_DAY = 6 * 60
"""Minutes of work from which on a day leaves no time."""
FREE_DAYS = 1


@dataclass(frozen=True, slots=True)
class Streak:
    """`weeks` counts those in which something was logged; `frozen` those between them that broke nothing."""

    weeks: int
    frozen: int
    is_safe: bool
    """This week already counts."""


def week_of(day: date) -> date:
    """The Monday of the day's ISO week."""
    return day - day.weekday() * DAY


def is_frozen(week: date, days_off: Set[date], work: Mapping[date, int]) -> bool:
    """Whether the week from this Monday on left no time. `work`: minutes of work by day."""
    days = {week + number * DAY for number in range(7)}
    away = days & days_off
    full = away | {day for day in days if work.get(day, 0) >= FULL_DAY}
    return len(away) >= DAYS_AWAY or len(days) - len(full) <= FREE_DAYS


def gap(counted: Set[date], this_week: date) -> list[date]:
    """The weeks between the last one before `this_week` that counted and `this_week`, newest first."""
    last = max((week for week in counted if week < this_week), default=this_week)
    return [this_week - number * WEEK for number in range(1, (this_week - last).days // 7)]


def streak(counted: Set[date], frozen: Set[date], this_week: date) -> Streak:
    """The row that ends with this week or, as long as that has nothing yet, with the one before. All are Mondays."""
    is_safe = this_week in counted
    weeks, skipped, waiting, week = int(is_safe), 0, 0, this_week - WEEK
    while week in counted or week in frozen:
        if week in counted:
            weeks, skipped, waiting = weeks + 1, skipped + waiting, 0
        else:
            waiting += 1
        week -= WEEK
    return Streak(weeks, skipped, is_safe)
