"""Sessions that were planned together: which of them an edit is for, and what it makes of each. Pure.

As in a calendar, an edit is for one, for this and later ones, or for all to come. What was changed in the one that
somebody edits is changed in the others; what was not stays as each has it. All of it is wall time, so that a series
keeps its hour when clocks change.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from volunteer_match.opportunities.times import MAX_WEEKS, Occasion, occasion


class Scope(StrEnum):
    ONE = "one"
    LATER = "later"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned for one session: its wall time (naive), zone, minutes, and places."""

    local_start: datetime
    time_zone: str
    minutes: int
    places: int

    def as_occasion(self) -> Occasion:
        return occasion(self.local_start, self.time_zone, self.minutes)


def chosen_of(starts: Sequence[datetime], edited: int, scope: Scope, now: datetime) -> list[int]:
    """The places in `starts` (of a series, whatever their order) that an edit of the one at `edited` is for.

    What has begun is over, and stays.
    """
    if scope is Scope.ONE:
        return [edited]
    since = starts[edited] if scope is Scope.LATER else now
    return [at for at, start in enumerate(starts) if start > now and start >= since]


def replanned(edited: Plan, wish: Plan, other: Plan) -> Plan:
    """What the edit that made `wish` of `edited` makes of another session of the series."""
    days = wish.local_start.date() - edited.local_start.date()
    is_other_hour = wish.local_start.time() != edited.local_start.time()
    hour = wish.local_start.time() if is_other_hour else other.local_start.time()
    return Plan(
        local_start=datetime.combine(other.local_start.date() + days, hour),
        time_zone=wish.time_zone if wish.time_zone != edited.time_zone else other.time_zone,
        minutes=wish.minutes if wish.minutes != edited.minutes else other.minutes,
        places=wish.places if wish.places != edited.places else other.places,
    )


def continued(last: Plan, weeks: int) -> list[Plan]:
    """So many more weeks after the last session, on its weekday and at its hour."""
    assert 1 <= weeks <= MAX_WEEKS, "the form lets nothing else through"
    step = timedelta(weeks=1)
    return [
        Plan(last.local_start + number * step, last.time_zone, last.minutes, last.places)
        for number in range(1, weeks + 1)
    ]
