"""What a cut costs: how much of the weekly windows falls into it."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from volunteer_match.matching.indexing import week
from volunteer_match.matching.indexing.clocks import MONDAY
from volunteer_match.matching.indexing.cuts import Span
from volunteer_match.matching.zones import get_zone

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


@lru_cache(maxsize=65536)
def _offset(minute: int, zone: str) -> int:
    offset = (_EPOCH + minute * _MINUTE).astimezone(get_zone(zone)).utcoffset()
    assert offset is not None
    return offset // _MINUTE


def lost_to(cut: Span, bits: int, zone: str) -> int:
    """Minutes of the weekly windows (see `week.bits_of`) inside a cut of at most 24 hours."""
    start, end = cut
    if start >= end:
        return 0
    offset = _offset(start, zone)
    if _offset(end - 1, zone) != offset:
        middle = (start + end) // 2
        if middle > start:
            return lost_to((start, middle), bits, zone) + lost_to((middle, end), bits, zone)
    local = start + offset + MONDAY
    return week.minutes_between(bits, local, local + end - start)
