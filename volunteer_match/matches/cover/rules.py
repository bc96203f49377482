"""How many are asked at once, when the next ones are, and when it is time to say that nobody was found. Pure.

The figures are settled here and nowhere else; docs/decisions/0011-substitutes.md says why they are what they are.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from volunteer_match.refusals import Refusal

GROUP = 5
"""So many are asked at once: enough that somebody answers, few enough that hardly anybody is asked in vain."""
SHARE_OF_WAIT = 8
"""The next group follows after an eighth of the time that is left."""
SHORTEST_WAIT, LONGEST_WAIT = timedelta(minutes=10), timedelta(hours=12)
EARLIEST_WARNING, LATEST_WARNING = timedelta(hours=24), timedelta(hours=2)
SOON = timedelta(hours=2)
"""From then on a place that is given back helps more than a search."""
LAST_GROUP = timedelta(minutes=20)
"""Nobody is asked later than so long before the start: they could not get ready."""


class CoverRefusal(Refusal):
    """Why a request for a substitute, or an answer to one, was refused."""

    NOT_COMING = "Only who has an approved place can ask for a substitute."
    TOO_LATE = "It has begun, so nobody can stand in any more."
    ENDED = "Somebody else has it already, or it is no longer needed. Thank you for wanting to help."
    HAS_MATCH = "This person has to do with this session already."
    ASKED_ENOUGH = "This person was asked as often as the company allows in one week."
    GATES = "Something that this need asks for is not met."


class Advice(StrEnum):
    """What helps more, as far as one can know before."""

    ASK = "ask"
    GIVE_BACK = "give-back"


@dataclass(frozen=True, slots=True)
class Search:
    """An open request at one moment. `starts_at` None: in one's own time, without a deadline."""

    created_at: datetime
    next_group_at: datetime
    starts_at: datetime | None
    is_warned: bool


def time_left(starts_at: datetime | None, now: datetime) -> timedelta | None:
    return None if starts_at is None else starts_at - now


def wait_after_group(left: timedelta | None) -> timedelta:
    """How long a group has for itself: 9 hours when three days are left, 3 hours on the day before.

    Between 10 minutes and 12 hours; what has no end waits longest.
    """
    if left is None:
        return LONGEST_WAIT
    return min(LONGEST_WAIT, max(SHORTEST_WAIT, left / SHARE_OF_WAIT))


def warning_at(created_at: datetime, starts_at: datetime | None) -> datetime | None:
    """When agent and coordinators hear that nobody said yes: a quarter of the time before the start, between 2 and 24
    hours before; half of the time where there were less than 4 hours in all. None for what has no end.
    """
    if starts_at is None:
        return None
    whole = starts_at - created_at
    return starts_at - min(EARLIEST_WARNING, max(whole / 4, min(LATEST_WARNING, whole / 2)))


def is_over(search: Search, now: datetime) -> bool:
    return search.starts_at is not None and now >= search.starts_at


def is_group_due(search: Search, now: datetime) -> bool:
    left = time_left(search.starts_at, now)
    return now >= search.next_group_at and (left is None or left >= LAST_GROUP)


def is_warning_due(search: Search, now: datetime) -> bool:
    moment = warning_at(search.created_at, search.starts_at)
    return not search.is_warned and moment is not None and now >= moment


def due_at(search: Search) -> datetime:
    """When something is to be done next; the end itself at the latest."""
    moments = [search.next_group_at] if search.starts_at is None else [search.starts_at]
    if search.starts_at is not None and search.next_group_at <= search.starts_at - LAST_GROUP:
        moments.append(search.next_group_at)
    if not search.is_warned and (warning := warning_at(search.created_at, search.starts_at)) is not None:
        moments.append(warning)
    return min(moments)


def advice(starts_at: datetime | None, now: datetime, *, is_anybody_able: bool) -> Advice:
    """What the page "I can't make it" puts first."""
    left = time_left(starts_at, now)
    if not is_anybody_able or (left is not None and left < SOON):
        return Advice.GIVE_BACK
    return Advice.ASK
