"""What a cut costs: how much of the weekly windows falls into it."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from volunteer_match.matching.indexing import week
from volunteer_match.matching.indexing.clocks import MONDAY
from volunteer_match.matching.indexing.cuts import Span
from volunteer_match.matching.zones import get_zone

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)
DAY = 1440


@lru_cache(maxsize=8192)
def _offset(minute: int, zone: str) -> int:
    offset = (_EPOCH + minute * _MINUTE).astimezone(get_zone(zone)).utcoffset()
    assert offset is not None
    return offset // _MINUTE


def lost_to(cut: Span, offered: int | tuple[Span, ...], zone: str) -> int:
    """Minutes of the weekly windows inside a cut. `offered` are bits (`week.bits_of`), or runs (`dated.joined`)."""
    start, end = cut
    if start >= end:
        return 0
    offset = _offset(start, zone)
    if end - start > DAY or (_offset(end - 1, zone) != offset and end - start > 1):
        middle = (start + end) // 2
        return lost_to((start, middle), offered, zone) + lost_to((middle, end), offered, zone)
    return _between(offered, (start + offset + MONDAY) % week.WEEK, end - start)


def _between(offered: int | tuple[Span, ...], start: int, length: int) -> int:
    """Minutes offered in a stretch of at most a week that begins inside the week."""
    if isinstance(offered, int):
        return week.minutes_between(offered, start, start + length) if length else 0
    first, last = start + week.WEEK, start + week.WEEK + length
    found = 0
    for begin, end in offered:
        if begin >= last:
            break
        if end > first:
            found += min(end, last) - max(begin, first)
    return found


def offered_between(offered: int | tuple[Span, ...], first: int, last: int) -> int:
    """Minutes offered from a minute of the local clock up to another."""
    (week_before, before), (week_after, after) = (divmod(local + MONDAY, week.WEEK) for local in (first, last))
    whole = (week_after - week_before) * _between(offered, 0, week.WEEK)
    return whole + _between(offered, 0, after) - _between(offered, 0, before)
