"""What a report is made of. Pages, PDF, CSV and JSON are made from the same. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any


class PartCode(StrEnum):
    """The parts of a report, in their order."""

    MONTHS = "months"
    PLACES = "places"
    TENURE = "tenure"
    KINDS = "kinds"
    LANGUAGES = "languages"
    GOALS = "goals"
    CAUSES = "causes"
    SPEED = "speed"
    CHALLENGES = "challenges"
    VALUE = "value"


class Unit(StrEnum):
    """What a figure is; words.py writes it for people."""

    MINUTES = "minutes"
    PEOPLE = "people"
    COUNT = "count"
    SHARE = "share"
    """0 to 1."""
    GRAMS = "grams"
    MONEY = "money"
    """An amount in a currency: see `Money`."""


@dataclass(frozen=True, slots=True)
class Money:
    amount: Decimal
    currency: str
    """ISO 4217."""


Figure = int | Decimal | Money | None
"""None: withheld, or nothing to say."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a report is about: whole months from `since` to `until` (their first days), of the company or a part of it.

    `place` is () for the company, (site,) or (site, team) in row numbers as text.
    """

    company_id: int
    since: date
    until: date
    place: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    label: Any
    """A lazy text."""
    unit: Unit


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a part: its figures in the order of the columns; `left_out` months of it are withheld."""

    label: str
    figures: tuple[Figure, ...]
    left_out: int = 0
    code: str = ""
    """What it stands for, for programs: `kind`, `fr+en`, `2026-05`."""

    @property
    def is_withheld(self) -> bool:
        return all(figure is None for figure in self.figures)


@dataclass(frozen=True, slots=True)
class Part:
    """A table of a report. The first column is what its chart draws."""

    code: PartCode
    title: Any
    lead: Any
    heading: Any
    """Over the labels of the rows."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether it has any figure."""
        return not all(row.is_withheld for row in self.rows)

    @property
    def is_over_time(self) -> bool:
        return self.code is PartCode.MONTHS


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure with its words; `hint` says what it means."""

    code: str
    figure: Figure
    unit: Unit
    label: Any
    hint: Any = None


@dataclass(frozen=True, slots=True)
class Report:
    question: Question
    title: str
    """Of whom: the company's name, a site, a team."""
    headlines: Sequence[Headline]
    parts: Sequence[Part]

    @property
    def is_told(self) -> bool:
        return any(headline.figure is not None for headline in self.headlines)
