"""Where a session lies in the week, by the clocks as they stand now; and what a flexible need takes a week."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from volunteer_match.glossary import Format
from volunteer_match.matching.facts import OpportunityFacts, SessionFacts
from volunteer_match.matching.zones import get_zone

HALF_HOUR, WEEK = 30, 10080
_MINUTE, _WEEK = timedelta(minutes=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Hours:
    """So many half hours of the week (UTC, Monday 00:00 first) from `first` on."""

    first: int
    halves: int


def hours_of(session: SessionFacts, now: datetime) -> Hours:
    """The half hours that a session touches.

    Its hour on the wall is taken with the offset of today: those who share its clocks change them on the same night,
    and the snapshot knows everybody's week by the clocks of today.
    """
    zone = get_zone(session.time_zone)
    wall = session.start.astimezone(zone).replace(tzinfo=None)
    offset = now.astimezone(zone).utcoffset()
    assert offset is not None, "a zone always knows its offset"
    utc = wall - offset
    start = utc.weekday() * 1440 + utc.hour * 60 + utc.minute
    end = start + -(-(session.end - session.start) // _MINUTE)
    return Hours(start // HALF_HOUR, -(-end // HALF_HOUR) - start // HALF_HOUR)


def minutes_a_week(need: OpportunityFacts, now: datetime) -> int | None:
    """What a flexible need takes in each week up to its deadline; none is a year. None for what has sessions."""
    if need.format is not Format.FLEXIBLE:
        return None
    needed = need.minutes_needed or 0
    left = 52 * _WEEK if need.deadline is None else max(need.deadline - now, _MINUTE)
    return -(-needed * (_WEEK // _MINUTE) // max(left // _MINUTE, WEEK // 7))
