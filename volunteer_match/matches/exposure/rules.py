"""Which groups people and needs are counted in, and which groups are too small to be shown. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum
from types import MappingProxyType

SMALL = 5
"""A group of fewer people is not shown with figures."""


class ShiftPattern(StrEnum):
    EARLY = "early"
    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"
    NONE = "no-shifts"


_MIDDLES = ((time(6), ShiftPattern.EARLY), (time(11, 30), ShiftPattern.DAY), (time(15, 30), ShiftPattern.EVENING))


def shift_pattern(middles: Iterable[time]) -> ShiftPattern:
    """By the middles of somebody's shifts on their own clock: what most of them are; of equals, the earlier in the day.

    A middle from 06:00 is early (06:00 to 14:00 has its middle at 10:00), from 11:30 day, from 15:30 evening, from
    22:00 night. The middle tells more than the start: a shift of twelve hours from 06:00 is a day.
    """
    counts = Counter(map(_pattern_of, middles))
    return max(ShiftPattern, key=lambda pattern: counts[pattern]) if counts else ShiftPattern.NONE


def _pattern_of(middle: time) -> ShiftPattern:
    if not time(6) <= middle < time(22):
        return ShiftPattern.NIGHT
    return next(pattern for begins, pattern in reversed(_MIDDLES) if middle >= begins)


class Tenure(StrEnum):
    """Time since somebody joined."""

    MONTH = "under-1-month"
    QUARTER = "1-to-3-months"
    HALF = "3-to-6-months"
    YEAR = "6-to-12-months"
    LONGER = "a-year-or-more"

    @property
    def days(self) -> int | None:
        """It holds below so many days; None for the last."""
        return _TENURES.get(self)


_TENURES: Mapping[Tenure, int] = MappingProxyType(
    {Tenure.MONTH: 30, Tenure.QUARTER: 91, Tenure.HALF: 183, Tenure.YEAR: 365}
)


class Waiting(StrEnum):
    """How long a need has been open without any match."""

    NEW = "under-3-days"
    WEEK = "3-to-7-days"
    FORTNIGHT = "1-to-2-weeks"
    MONTH = "2-to-4-weeks"
    LONGER = "4-weeks-or-more"


_WAITS: Mapping[Waiting, int] = MappingProxyType(
    {Waiting.NEW: 3, Waiting.WEEK: 7, Waiting.FORTNIGHT: 14, Waiting.MONTH: 28}
)


def waiting_of(age: timedelta) -> Waiting:
    return next((band for band, days in _WAITS.items() if age < timedelta(days=days)), Waiting.LONGER)


@dataclass(frozen=True, slots=True)
class Group:
    """People of one kind, with what they had: `figures` are counts, such as invitations and matches."""

    name: str
    people: int
    figures: tuple[int, ...]


class Shown(StrEnum):
    """Whole; too small; or large enough, but withheld so that a small one can't be worked out from the totals."""

    OPEN = "open"
    SMALL = "small"
    HELD = "held"


def withheld(groups: Sequence[Group]) -> list[Shown]:
    """What may be shown of each group (all have people) beside the totals of them all.

    Small groups are withheld, and then the smallest of the others one by one, until no withheld cell can be worked out:
    see `_is_hidden`. Where even withholding all is not enough to say which are small, none is said to be.
    """
    order = sorted(range(len(groups)), key=lambda index: (groups[index].people, groups[index].figures, index))
    number = sum(group.people < SMALL for group in groups)
    if not number:
        return [Shown.OPEN] * len(groups)
    while number < len(groups) and not _is_hidden([groups[index] for index in order[:number]], groups):
        number += 1
    hidden = [groups[index] for index in order[:number]]
    names_small = _is_hidden(hidden, groups)
    shown = [Shown.OPEN] * len(groups)
    for index in order[:number]:
        shown[index] = Shown.SMALL if names_small and groups[index].people < SMALL else Shown.HELD
    return shown


def _is_hidden(hidden: Sequence[Group], groups: Sequence[Group]) -> bool:
    """Whether totals less all that is shown leave every withheld cell open.

    Of each figure there is something among them (unless there is none at all); and so many people that any small group
    may have anything from 1 to 4, when the small ones are known to have 1 to 4 and the others 5 or more. One alone may
    not.
    """
    for column in range(len(groups[0].figures)):
        has_some = any(group.figures[column] for group in groups)
        if has_some and not sum(group.figures[column] for group in hidden):
            return False
    people, small = sum(group.people for group in hidden), sum(group.people < SMALL for group in hidden)
    large, most = len(hidden) - small, SMALL - 1
    fewest = (small - 1) + SMALL * large
    return people - most >= fewest and (large > 0 or people - 1 <= most * (small - 1))
