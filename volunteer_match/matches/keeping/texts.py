"""Millions of rows in few answers: the database strings whole numbers together, numpy reads the text.

A row as a Python object costs more than the rest of reading it. So what a row says is packed into one number, and
everything of some thousand agents comes as one long text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Select, Text, and_, cast, func, select

from volunteer_match.extensions import db
from volunteer_match.matching.tables import Ints
from volunteer_match.people.profile.models import AgentProfile

AGENTS_AT_ONCE = 25_000


@dataclass(frozen=True, slots=True)
class Span:
    """Agents whose row numbers are from `first` to before `beyond`."""

    first: int
    beyond: int

    def holds(self, agent_id: Any) -> ColumnElement[bool]:
        return and_(agent_id >= self.first, agent_id < self.beyond)


def spans() -> Iterator[Span]:
    """All agents, some thousand at a time."""
    lowest, highest = db.session.execute(
        select(func.min(AgentProfile.account_id), func.max(AgentProfile.account_id))
    ).one()
    if lowest is not None:
        for first in range(lowest, highest + 1, AGENTS_AT_ONCE):
            yield Span(first, min(first + AGENTS_AT_ONCE, highest + 1))


def strung(value: Any) -> Any:
    """All values of a group as one text, with spaces between. Columns of one statement come in the same order."""
    return func.aggregate_strings(cast(value, Text), " ")


def numbers_in(text: str | None) -> Ints:
    """The whole numbers of such a text."""
    return np.fromstring(text or "", dtype=np.int64, sep=" ")


def read_numbers(statement: Select[Any]) -> Ints:
    """The numbers of a statement that gives one text."""
    return numbers_in(db.session.execute(statement).scalar())


def unpacked(codes: Ints, *bases: int) -> list[Ints]:
    """Numbers that were packed as ((a × base + b) × base + c) …, taken apart; the first has no base."""
    parts: list[Ints] = []
    for base in reversed(bases):
        codes, part = np.divmod(codes, base)
        parts.append(part)
    return [codes, *reversed(parts)]
