"""Local wall time turned into instants, for the very date, by the IANA time-zone data."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from volunteer_match.matching.intervals import Interval, merged

_SECOND = timedelta(seconds=1)
_DAY = timedelta(days=1)
_MIDNIGHT = time(0)


@lru_cache(maxsize=2048)
def find_zone(name: str) -> ZoneInfo | None:
    """The zone of an IANA name such as `Asia/Manila`, or None."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: `Europe` is a folder, and no zone
        return None


def get_zone(name: str) -> ZoneInfo:
    """The zone of an IANA name; raises ValueError."""
    zone = find_zone(name)
    if zone is None:
        raise ValueError(f"'{name}' is no IANA time zone")
    return zone


def wall_to_utc(wall: datetime, zone: str) -> datetime:
    """The instant of one local wall time (naive): in a gap by the offset before it, in an overlap the first.

    That is the rule of RFC 5545, section 3.3.5, and also what Python does with `fold=0`.
    """
    return wall.replace(tzinfo=get_zone(zone), fold=0).astimezone(UTC)


def local_to_utc(day: date, minute: int, zone: str) -> datetime:
    """The instant of `minute` (0 is 00:00, 1440 is the next midnight) of a local day; gap and overlap as above."""
    return wall_to_utc(datetime.combine(day, _MIDNIGHT) + timedelta(minutes=minute), zone)


@lru_cache(maxsize=8192)
def local_day(instant: datetime, zone: str) -> date:
    """The date that a calendar on the wall of `zone` shows at `instant`."""
    return instant.astimezone(get_zone(zone)).date()


@lru_cache(maxsize=4096)
def _week_from(monday: date, zone: str) -> Interval:
    return Interval(local_to_utc(monday, 0, zone), local_to_utc(monday + 7 * _DAY, 0, zone))


def week_of(instant: datetime, zone: str) -> Interval:
    """The week of `zone`, from Monday 00:00 to the next, that `instant` lies in."""
    day = local_day(instant, zone)
    return _week_from(day - day.weekday() * _DAY, zone)


@lru_cache(maxsize=8192)
def instants_of(zone: str, day: date, start: int, end: int) -> tuple[Interval, ...]:
    """All instants at which clocks of `zone` show a time from minute `start` up to `end` of `day`.

    An `end` at or before `start` belongs to the next day. A gap has no instants, an overlap has both of its passes,
    so a window can give none, one or two intervals.
    """
    tz = get_zone(zone)
    first = datetime.combine(day, _MIDNIGHT, tz) + timedelta(minutes=start)
    last = datetime.combine(day, _MIDNIGHT, tz) + timedelta(minutes=end if end > start else end + 1440)
    offsets = [_offset(wall.replace(fold=fold)) for wall in (first, last) for fold in (0, 1)]
    if len(set(offsets)) == 1:
        return (Interval(first.astimezone(UTC), last.astimezone(UTC)),)
    from_wall, to_wall = first.replace(tzinfo=UTC), last.replace(tzinfo=UTC)
    change = change_between(from_wall - max(offsets), to_wall - min(offsets), tz)
    before, after = _offset((change - _SECOND).astimezone(tz)), _offset(change.astimezone(tz))
    passes = ((from_wall - before, min(to_wall - before, change)), (max(from_wall - after, change), to_wall - after))
    return merged(Interval(since, until) for since, until in passes if since < until)


def _offset(moment: datetime) -> timedelta:
    """UTC offset of a moment that carries a ZoneInfo."""
    offset = moment.utcoffset()
    assert offset is not None, "a ZoneInfo always knows its offset"
    return offset


def change_between(low: datetime, high: datetime, tz: ZoneInfo) -> datetime:
    """The first instant with the new offset: `low` and `high` differ in it, and zones change once in such a span."""
    before = _offset(low.astimezone(tz))
    while high - low > _SECOND:
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        if _offset(middle.astimezone(tz)) == before:
            low = middle
        else:
            high = middle
    return high
