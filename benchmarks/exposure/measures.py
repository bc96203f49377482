"""What is measured of an outcome, and of the paired differences of many."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from benchmarks.exposure.people import START, WEEK
from benchmarks.exposure.running import Outcome
from benchmarks.exposure.world import World
from volunteer_match.matching.spread import gini

T_975 = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
    2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
"""Student's t at 97.5 % for 1 to 30 degrees of freedom; beyond, the last is a little too wide, never too narrow."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one arm and one seed."""

    needs_matched: float
    """Needs with at least one match in the end."""
    needs_matched_weekly: float
    """Needs with at least one new match, mean of the weeks: what SmartSort was measured by."""
    matches: float
    asks: float
    gini_asks: float
    gini_matches: float
    """Of matches over needs."""
    most_asked: float
    """Invitations of the most asked agent in all weeks."""
    most_asked_week: float
    """The most that anybody was asked within any seven days."""
    fit_asked: float
    """Mean points of who was invited."""
    fit_matched: float


def measure_outcome(world: World, outcome: Outcome) -> Figures:
    asked = Counter(agent for _, agent, _ in outcome.asks)
    matched = Counter(need for _, _, need, _ in outcome.matches)
    by_week = {((at - START) // WEEK, need) for at, _, need, _ in outcome.matches}
    counted = [need for need in world.needs.values() if need.begins > START]
    weeks = max(1, len({week for week, _ in by_week}))
    return Figures(
        needs_matched=len(matched),
        needs_matched_weekly=len(by_week) / weeks,
        matches=len(outcome.matches),
        asks=len(outcome.asks),
        gini_asks=gini(asked.values(), len(world.people) - len(asked)),
        gini_matches=gini(matched.values(), len(counted) - len(matched)),
        most_asked=max(asked.values(), default=0),
        most_asked_week=_most_in_a_week(outcome),
        fit_asked=_mean([float(points) for _, _, points in outcome.asks]),
        fit_matched=_mean([float(points) for _, _, _, points in outcome.matches]),
    )


def _most_in_a_week(outcome: Outcome) -> int:
    moments = defaultdict(list)
    for at, agent, _ in outcome.asks:
        moments[agent].append(at)
    return max(
        (sum(at - timedelta(days=7) < one <= at for one in each) for each in moments.values() for at in each), default=0
    )


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values) if values else 0.0


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean with its 95 % interval."""

    mean: float
    low: float
    high: float


def interval(values: Sequence[float]) -> Interval:
    """Of the mean of independent values, by Student's t; a single value has no width to tell."""
    mean, number = _mean(values), len(values)
    if number < 2:
        return Interval(mean, mean, mean)
    variance = math.fsum((value - mean) ** 2 for value in values) / (number - 1)
    half = T_975[min(number - 1, len(T_975)) - 1] * math.sqrt(variance / number)
    return Interval(mean, mean - half, mean + half)


def changes(name: str, before: Sequence[Figures], after: Sequence[Figures], *, relative: bool) -> Interval:
    """The paired difference seed by seed; `relative` in per cent of what it was before."""
    pairs = [(getattr(one, name), getattr(other, name)) for one, other in zip(before, after, strict=True)]
    if relative:
        return interval([100 * (new - old) / old if old else 0.0 for old, new in pairs])
    return interval([new - old for old, new in pairs])
