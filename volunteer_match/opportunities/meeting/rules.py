"""When the way into a session is shown. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

BEFORE = timedelta(minutes=15)
"""From so long before the start; earlier, a link would be passed on or lost by the time it is needed."""
AFTER = timedelta(hours=1)
"""Until so long after the end: sessions run over, and people fall out of calls."""
LONGEST_WAIT = timedelta(minutes=30)
"""A page left open looks again at least so often, for the session may be moved."""


class Door(StrEnum):
    CLOSED = "closed"
    """Not yet."""
    OPEN = "open"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether the way in is shown, from when, and in how many seconds it is worth looking again (None: never)."""

    door: Door
    opens_at: datetime
    look_again: int | None


def opening(start: datetime, end: datetime, now: datetime) -> Opening:
    """For a session from `start` to `end`."""
    opens_at, closes_at = start - BEFORE, end + AFTER
    if now >= closes_at:
        return Opening(Door.OVER, opens_at, None)
    if now >= opens_at:
        return Opening(Door.OPEN, opens_at, None)
    wait = min(opens_at - now, LONGEST_WAIT)
    return Opening(Door.CLOSED, opens_at, int(wait.total_seconds()) + 1)
