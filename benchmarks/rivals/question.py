"""An opportunity in the whole numbers that SQL is asked with, and the scale of the score."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from math import lcm

from benchmarks.rivals.slots import SLOT, SLOTS, slot_of
from volunteer_match.glossary import Format
from volunteer_match.matching.facts import OpportunityFacts, Settings
from volunteer_match.matching.occasions import Occasion, occasions_of
from volunteer_match.matching.tables import AgentTable

UNKNOWN = -2
"""Stands for a name that no agent has."""


@dataclass(frozen=True, slots=True)
class Series:
    """Sessions at the same time of the week: first slot, how many slots, and the last day (ordinal) of each."""

    slot: int
    length: int
    days: tuple[int, ...]

    @property
    def end(self) -> int:
        return (self.slot + self.length) % SLOTS


@dataclass(frozen=True, slots=True)
class Flexible:
    """`needed` slots within so many whole weeks from `first` on and the slots after them; `touched` calendar weeks."""

    needed: int
    weeks: int
    slots: tuple[int, ...]
    touched: int
    day: int


@dataclass(frozen=True, slots=True)
class Question:
    """Names are numbers. Of skills and languages first the name, then the level, then whether it must be verified."""

    skills: tuple[tuple[int, int], ...]
    liked_skills: tuple[tuple[int, int], ...]
    languages: tuple[tuple[int, int, bool], ...]
    liked_languages: tuple[tuple[int, int], ...]
    credentials: tuple[int, ...]
    interests: tuple[int, ...]
    minimum_age: int
    series: tuple[Series, ...]
    flexible: Flexible | None

    @property
    def sessions(self) -> int:
        return sum(len(one.days) for one in self.series)

    @property
    def scale(self) -> int:
        """What points are multiplied by, so that every part but reliability is a whole number."""
        skills = 4 * (len(self.skills) + len(self.liked_skills)) or 2
        languages = 4 * (len(self.languages) + len(self.liked_languages)) or 2
        return lcm(skills, languages, 4, 2 * self.flexible.needed if self.flexible else 20 * self.sessions)


@dataclass(frozen=True, slots=True)
class Names:
    """Numbers of the names of a table. Languages are those of `columns.Tags`."""

    skills: dict[str, int]
    languages: dict[str, int]
    credentials: dict[str, int]
    interests: dict[str, int]


def names_of(table: AgentTable, tags: tuple[str, ...]) -> Names:
    parts = (table.skills.names, tags, table.credentials.names, table.interests.names)
    return Names(*({name: number for number, name in enumerate(part)} for part in parts))


def question_of(opportunity: OpportunityFacts, names: Names, now: datetime) -> Question | None:
    """What SQL is asked; None when nothing of the opportunity is open."""
    occasions = occasions_of(opportunity, now)
    if not any(occasion.span for occasion in occasions):
        return None
    asks, likes = opportunity.requires, opportunity.prefers
    is_flexible = opportunity.format is Format.FLEXIBLE
    keys = (f"cause:{opportunity.cause}", f"kind:{opportunity.kind}", f"partner:{opportunity.partner}")
    return Question(
        skills=tuple((names.skills[name], int(level)) for name, level in asks.skills.items()),
        liked_skills=tuple((names.skills[name], int(level)) for name, level in likes.skills.items()),
        languages=tuple(
            (names.languages.get(tag, UNKNOWN), int(level), tag in asks.verified_languages)
            for tag, level in asks.languages.items()
        ),
        liked_languages=tuple((names.languages.get(tag, UNKNOWN), int(v)) for tag, v in likes.languages.items()),
        credentials=tuple(names.credentials[kind] for kind in asks.credentials),
        interests=tuple(names.interests[key] for key in keys if key in names.interests),
        minimum_age=asks.minimum_age or 0,
        series=() if is_flexible else _series(occasions),
        flexible=_flexible(occasions[0], now) if is_flexible else None,
    )


def _series(occasions: tuple[Occasion, ...]) -> tuple[Series, ...]:
    def place(occasion: Occasion) -> tuple[int, int]:
        assert occasion.span is not None, "an open session has its times"
        return slot_of(occasion.span.start), int(occasion.needed / timedelta(minutes=SLOT))

    ordered = sorted(occasions, key=place)
    return tuple(
        Series(slot, length, tuple(one.day.toordinal() for one in group))
        for (slot, length), group in groupby(ordered, key=place)
    )


def _flexible(occasion: Occasion, now: datetime) -> Flexible:
    """Deadlines of the workload fall into the same calendar week everywhere."""
    assert occasion.span is not None, "the deadline lies ahead"
    whole, rest = divmod(int((occasion.span.end - now) / timedelta(minutes=SLOT)), SLOTS)
    slots = tuple((slot_of(now) + count) % SLOTS for count in range(rest))
    touched = (occasion.span.end - (now - timedelta(days=now.weekday(), hours=now.hour))).days // 7 + 1
    return Flexible(int(occasion.needed / timedelta(minutes=SLOT)), whole, slots, touched, occasion.day.toordinal())


def must_be(settings: Settings) -> None:
    """The statements have the default settings written into them. Raises ValueError for others."""
    if settings != Settings():
        raise ValueError("SQL is compared with the default settings")
