"""What a proposal says of itself: how much it serves, how first come, first served compares, how good it is. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from volunteer_match.matching.assignment_facts import Assignment, Line, Tally

NO_GAP = 0.00005
"""A share that would be shown as 0.00 %."""


@dataclass(frozen=True, slots=True)
class Side:
    """One way to go about it. `points` is the sum of all orders; `most_asks` of one person, in the proposal and the
    seven days before it.
    """

    places: int
    needs: int
    points: float
    most_asks: int


@dataclass(frozen=True, slots=True)
class Figures:
    """`proposed` against `first_come`; `needs` were looked at, with `places` free in them.

    `gap` is the share that at most is missing of the best possible; 0 is proven to be the best. `nobody_fits` and
    `nobody_left` are public ids of needs that get nobody: because no one passes the gates, or because those who do are
    asked enough or needed elsewhere.
    """

    needs: int
    places: int
    proposed: Side
    first_come: Side
    gap: float
    asks_per_week: int
    nobody_fits: tuple[str, ...] = ()
    nobody_left: tuple[str, ...] = ()

    def as_values(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def is_best(self) -> bool:
        return self.gap < NO_GAP

    @property
    def lost_by_first_come(self) -> float:
        """How much less first come, first served adds up to, as a share of the proposal; never below 0."""
        return 1 - self.first_come.points / self.proposed.points if self.proposed.points else 0.0


def figures_from(values: Mapping[str, Any]) -> Figures:
    """What `as_values` made, read again."""
    return Figures(
        **{
            **values,
            "proposed": Side(**values["proposed"]),
            "first_come": Side(**values["first_come"]),
            "nobody_fits": tuple(values["nobody_fits"]),
            "nobody_left": tuple(values["nobody_left"]),
        }
    )


def side_of(counted: Tally, lines: tuple[Line, ...], asked: Mapping[str, int]) -> Side:
    """The figures of one way; `asked` says how often each agent was asked in the seven days before."""
    most = max((asked.get(line.candidate.agent, 0) + line.nth + 1 for line in lines), default=0)
    return Side(counted.places, counted.opportunities, counted.total / 1000, most)


def gap_of(made: Assignment) -> float:
    """The gap, rounded up to what is shown: a claim is never better than the proof."""
    return -(-made.gap * 10_000 // 1) / 10_000 if made.gap else 0.0
