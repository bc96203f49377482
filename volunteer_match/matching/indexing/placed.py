"""What is asked of the index, and what it answers."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

from pyroaring import BitMap

from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, Settings
from volunteer_match.matching.fit import Fit
from volunteer_match.matching.gates import GateReport
from volunteer_match.matching.occasions import Occasion, occasions_of

MILLION = 1_000_000


class Scored(NamedTuple):
    """One agent or opportunity that passes. `fit` and `order` are tenths of a point, `parts` millionths of a point."""

    slot: int
    id: str
    fit: int
    order: int
    parts: tuple[int, ...]
    """Skills, languages, availability, interest, reliability."""


@dataclass(frozen=True, slots=True)
class Question:
    """Who can do this, best first? At most `top` of those `within` a set of slots (None is everybody)."""

    need: OpportunityFacts
    now: datetime
    settings: Settings
    occasions: tuple[Occasion, ...]
    top: int | None
    within: BitMap | None = None


def question(
    need: OpportunityFacts, now: datetime, settings: Settings, top: int | None = None, within: BitMap | None = None
) -> Question:
    return Question(need, now, settings, occasions_of(need, now), top, within)


@dataclass(frozen=True, slots=True)
class Exact:
    """One agent judged by the pure functions."""

    facts: AgentFacts
    report: GateReport
    fit: Fit
    order: Fraction


class Placed(NamedTuple):
    """One agent in the list. `exact` is there where columns told too little; else `doable` and `spare` are.

    `doable` has a flag for each open session, `spare` the minutes free around it; of a flexible opportunity `spare`
    has the minutes free before the deadline, counted up to twice those needed.
    """

    scored: Scored
    doable: list[bool]
    spare: list[int]
    exact: Exact | None = None
