"""Until when somebody is asked for an answer. Pure.

docs/matches.md has the figures as a table; nights are those of the person who is asked.
"""

from datetime import datetime, time, timedelta

from volunteer_match.matching.zones import get_zone, wall_to_utc

SHARE = 4
"""A yes may take a quarter of the time that is left, within these bounds:"""
SHORTEST = timedelta(minutes=30)
LONGEST = timedelta(hours=48)
LAST_CALL = timedelta(minutes=15)
"""So long before it begins a place must be sure: somebody else may still find it, and whoever waits knows."""
TOO_SHORT = timedelta(minutes=5)
NIGHT_BEGINS, NIGHT_ENDS, MORNING = 22, 7, 9
"""Full hours: nothing ends in the night, and what would do so, or just after it, ends when people have woken up."""
_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)


def confirm_by(now: datetime, begins: datetime | None, zone: str) -> datetime | None:
    """Until when the yes to a place must come; None where so little time is left that nobody should be asked.

    `begins` is the start of the session or the deadline of a flexible need, None where it has none; `zone` is that of
    the person who is asked.
    """
    if begins is None:
        return _by_day(now + LONGEST, None, zone)
    latest = begins - LAST_CALL
    if latest - now < TOO_SHORT:
        return None
    length = min(max((begins - now) / SHARE, SHORTEST), LONGEST)
    return _by_day(_up_to(now + length, _MINUTE), latest, zone)


def answer_by(now: datetime, days: int, begins: datetime | None, zone: str) -> datetime:
    """Until when an invitation can be answered: so many days, to the full hour, and never after it begins."""
    return _by_day(_up_to(now + timedelta(days=days), _HOUR), begins, zone)


def decide_by(since: datetime, days: int, begins: datetime | None) -> datetime:
    """When a claim that nobody decides on ends by itself."""
    end = since + timedelta(days=days)
    return min(end, begins) if begins is not None else end


def _up_to(moment: datetime, step: timedelta) -> datetime:
    """The next full hour or minute: a time that people can remember, and that several invitations share."""
    rest = (moment - moment.replace(hour=0, minute=0, second=0, microsecond=0)) % step
    return moment + (step - rest) if rest else moment


def _by_day(until: datetime, latest: datetime | None, zone: str) -> datetime:
    """The same moment, or the morning after where it lies in the night, and never after `latest`."""
    ends = min(until, latest) if latest is not None else until
    local = ends.astimezone(get_zone(zone))
    if MORNING <= local.hour < NIGHT_BEGINS:
        return ends
    day = local.date() + timedelta(days=local.hour >= NIGHT_BEGINS)
    morning = wall_to_utc(datetime.combine(day, time(MORNING)), zone)
    later = min(morning, latest) if latest is not None else morning
    # What begins in the night itself leaves no morning to wait for.
    return max(ends, later) if NIGHT_ENDS <= later.astimezone(get_zone(zone)).hour < NIGHT_BEGINS else ends
