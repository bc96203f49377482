"""When a challenge is on, and for which days somebody may log. Pure.

A challenge begins with its first day and ends with its last, both in its own named zone. A person logs for their own
today or yesterday: somebody ahead of that zone may have a day that is not yet on, somebody behind it one that is over.
"""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from volunteer_match.glossary import ChallengeState

DAY = timedelta(days=1)
CHECKING = timedelta(days=2)
"""So long after the end what still waits for a coordinator may be looked at, before the final standing is kept."""
MOST_DAYS = 366


class Phase(StrEnum):
    """Where an open challenge stands by the clock. ENDED: nothing new is logged, what waits is still looked at."""

    DRAFT = "draft"
    TO_COME = "to-come"
    RUNNING = "running"
    ENDED = "ended"
    CLOSED = "closed"


JOINABLE = frozenset({Phase.TO_COME, Phase.RUNNING})


def starts_at(zone: str, first_day: date) -> datetime:
    """The first instant of that day there."""
    return datetime.combine(first_day, time.min, ZoneInfo(zone)).astimezone(UTC)


def ends_at(zone: str, last_day: date) -> datetime:
    """The first instant after that day there."""
    return starts_at(zone, last_day + DAY)


def phase_of(state: ChallengeState, zone: str, first_day: date, last_day: date, now: datetime) -> Phase:
    if state is ChallengeState.DRAFT:
        return Phase.DRAFT
    if state is ChallengeState.CLOSED:
        return Phase.CLOSED
    if now < starts_at(zone, first_day):
        return Phase.TO_COME
    return Phase.RUNNING if now < ends_at(zone, last_day) else Phase.ENDED


def days_to_log(today: date, first_day: date, last_day: date) -> list[date]:
    """Today and yesterday, as far as they belong to the challenge."""
    return [day for day in (today, today - DAY) if first_day <= day <= last_day]
