"""What an assignment of many agents to many sessions is made of: candidates, limits, and what was chosen."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from volunteer_match.matching.fit import half_up
from volunteer_match.matching.intervals import Interval

Turn = tuple[int, bytes, float, str, str]
_MILLION = 1_000_000
_PER_TENTH = 100
"""Worth is counted in thousandths of a point, so that a share of an order loses nothing that is shown."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One agent who could be asked for one session.

    `fit` and `order` are tenths of a point, the order as it is before any ask of this assignment. `interval` is None
    for a flexible need, which clashes with nothing. `loads` are minutes that the session would take of limits of this
    agent, by the limit's name. `lot` decides between equals (`order.lot`); names and ids never do before it.
    """

    agent: str
    opportunity: str
    session: str
    fit: int
    order: int
    lot: int = 0
    interval: Interval | None = None
    loads: tuple[tuple[str, int], ...] = ()

    @property
    def turn(self) -> "Turn":
        """Sorts the best first, then by lot, then the earliest session."""
        return -self.order, self.lot, self.start, self.session, self.agent

    @property
    def start(self) -> float:
        """When the session begins, in seconds; a flexible need comes before all that have a date."""
        return self.interval.start.timestamp() if self.interval else 0.0


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an assignment may use up.

    `places` by session; `asks` by agent: how often each may still be asked this week; `minutes` by agent and limit.
    Whoever or whatever is not named has nothing left. `fairness` (above 0, at most 1): each further ask of the same
    agent is worth this share of the one before, as the order of a ranking would have it; 1 is off.
    """

    places: Mapping[str, int]
    asks: Mapping[str, int]
    minutes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    fairness: float = 1.0

    @property
    def share(self) -> Fraction:
        return Fraction(round(self.fairness * _MILLION), _MILLION)


@dataclass(frozen=True, slots=True)
class Line:
    """One ask: the `nth` (from 0) of this agent in the assignment, and what it is worth, in thousandths of a point."""

    candidate: Candidate
    nth: int
    worth: int

    @property
    def order(self) -> int:
        """The order in tenths of a point, the asks before it counted."""
        return half_up(Fraction(self.worth, _PER_TENTH))


@dataclass(frozen=True, slots=True)
class Tally:
    """An assignment in figures. `most_asks` is the highest number of asks of one agent in it."""

    places: int
    opportunities: int
    total: int
    most_asks: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is asked for what. No assignment whatsoever is worth more than `bound` (thousandths of a point)."""

    lines: tuple[Line, ...]
    bound: int

    @property
    def total(self) -> int:
        return sum(line.worth for line in self.lines)

    @property
    def gap(self) -> float:
        """At most this share of the best possible is missing; 0 where the assignment is proven to be the best."""
        return (self.bound - self.total) / self.bound if self.bound > self.total else 0.0


@lru_cache(maxsize=65_536)
def worth(order: int, nth: int, share: Fraction) -> int:
    """What an ask of that order (tenths of a point) is worth as the agent's `nth`: thousandths of a point, half up."""
    return half_up(order * share**nth, _PER_TENTH)


def lines_of(chosen: Iterable[Candidate], share: Fraction) -> tuple[Line, ...]:
    """The asks in the order of `Candidate.turn`; of each agent the best is the first."""
    asked: dict[str, int] = defaultdict(int)
    lines = []
    for one in sorted(chosen, key=lambda candidate: candidate.turn):
        nth = asked[one.agent]
        asked[one.agent] += 1
        lines.append(Line(one, nth, worth(one.order, nth, share)))
    return tuple(lines)


def tally(lines: Iterable[Line]) -> Tally:
    """How many places and opportunities are served, at what total, and how often one agent is asked at most."""
    listed = list(lines)
    return Tally(
        places=len(listed),
        opportunities=len({line.candidate.opportunity for line in listed}),
        total=sum(line.worth for line in listed),
        most_asks=max((line.nth + 1 for line in listed), default=0),
    )
