"""Reads of streaks: the weeks that count, and those that left no time."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from volunteer_match.availability.models import AvailabilityException, Shift
from volunteer_match.availability.shifts.counting import counts_as_work
from volunteer_match.challenges.boards.models import FrozenWeek
from volunteer_match.challenges.boards.streaks.rules import DAY, WEEK, Streak, gap, is_frozen, streak, week_of
from volunteer_match.challenges.models import Entry, Participation
from volunteer_match.extensions import db
from volunteer_match.glossary import EntryState
from volunteer_match.hours.days import zone_of

MINUTE = timedelta(minutes=1)


def counted_weeks(participation: Participation) -> frozenset[date]:
    """The weeks in which this person logged something that counts."""
    days = db.session.scalars(
        select(Entry.day)
        .where(Entry.participation_id == participation.id, Entry.state == EntryState.COUNTED)
        .distinct()
    )
    return frozenset(map(week_of, days))


def streak_of(participation: Participation, today: date) -> Streak:
    """The person's row of weeks as it stands on `today`, or on the challenge's last day."""
    this_week = week_of(min(today, participation.challenge.ends_on))
    counted = counted_weeks(participation)
    frozen = set(db.session.scalars(select(FrozenWeek.week).where(FrozenWeek.agent_id == participation.agent_id)))
    frozen.update(weeks_without_time(participation, set(gap(counted, this_week)) - frozen))
    return streak(counted, frozen, this_week)


def weeks_without_time(participation: Participation, weeks: Iterable[date]) -> list[date]:
    """Those of these weeks that left no time, as far as days off and shifts are known."""
    asked = sorted(weeks)
    if not asked:
        return []
    first, beyond = asked[0], asked[-1] + WEEK
    days_off = _days_off(participation.agent_id, first, beyond)
    work = _work(participation, first, beyond)
    return [week for week in asked if is_frozen(week, days_off, work)]


def _days_off(agent_id: int, first: date, beyond: date) -> frozenset[date]:
    """Days that the person took out of their availability as a whole."""
    return frozenset(
        db.session.scalars(
            select(AvailabilityException.day).where(
                AvailabilityException.agent_id == agent_id,
                AvailabilityException.day >= first,
                AvailabilityException.day < beyond,
                AvailabilityException.is_available.is_(False),
                AvailabilityException.start_minute.is_(None),
            )
        )
    )


def _work(participation: Participation, first: date, beyond: date) -> Counter[date]:
    """Minutes of work by day, where the person works; a night shift counts on both of its days."""
    zone = ZoneInfo(zone_of(participation.agent))
    since, until = _midnight(first, zone), _midnight(beyond, zone)
    rows = db.session.execute(
        select(Shift.starts_at, Shift.ends_at).where(
            Shift.agent_id == participation.agent_id,
            Shift.starts_at < until,
            Shift.ends_at > since,
            counts_as_work(),
        )
    )
    minutes = Counter[date]()
    for start, end in rows:
        day = start.astimezone(zone).date()
        while (midnight := _midnight(day, zone)) < end:
            last = min(end, _midnight(day + DAY, zone))
            minutes[day] += (last - max(start, midnight)) // MINUTE
            day += DAY
    return minutes


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)
