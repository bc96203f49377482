"""Fit and order of many agents at once: quick in floating point, exact wherever rounding could tell.

A fit is Σ weight × value, an order is a fit × factor; both are shown in tenths of a point and agents are sorted by
millionths. Floating point finds these whole numbers, except very near to a half; those few are worked out again in
whole numbers, so the result is the same as of exact fractions.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.facts import Weights
from volunteer_match.matching.indexing.worth import Ints, Share
from volunteer_match.matching.order import MOST_COUNTED, factor_of

Floats = NDArray[np.float64]
Ratio = tuple[int, int]
"""Above and below."""
MILLION = 1_000_000
NEAR = 1e-5
"""Points; far more than floating point can be wrong by, and than what rounding to millionths hides."""
_NEAR = 1e-4
"""How near to a half a number of millionths may come before it is worked out exactly. The error of the sum below is
under 1e-6 of a millionth: five products of numbers up to 100, each good to 1 in 10¹⁵."""


@dataclass(slots=True)
class Points:
    """The values of the five parts for each agent, as whole numbers above and below, and asks (or connections)."""

    weights: Weights
    skills: Share
    languages: Share
    availability: Share
    interest: Share
    record_over: Ints
    record_under: Ints
    base: float
    counts: Ints

    def floats(self) -> tuple[Floats, Floats]:
        """Fit and order in points, approximately."""
        weights = self.weights
        fit = (
            self.skills.over * (weights.skills / self.skills.under)
            + self.languages.over * (weights.languages / self.languages.under)
            + self.availability.over * (weights.availability / self.availability.under)
            + self.interest.over * (weights.interest / self.interest.under)
            + self.record_over / self.record_under * weights.reliability
        )
        if not np.count_nonzero(self.counts):
            return fit, fit
        return fit, fit * self.factors()

    def factors(self) -> Floats:
        counts = np.minimum(self.counts, MOST_COUNTED)
        return _factors(self.base, int(counts.max())).take(counts)

    def exact(self, place: int) -> Ratio:
        """The fit of one agent, in points."""
        weights = self.weights
        shares = (
            (weights.skills, self.skills),
            (weights.languages, self.languages),
            (weights.availability, self.availability),
            (weights.interest, self.interest),
        )
        over, under = 0, 1
        for weight, share in shares:
            more, of = share.at(place)
            over, under = over * of + weight * more * under, under * of
        record = int(self.record_under[place])
        return over * record + weights.reliability * int(self.record_over[place]) * under, under * record

    def rounded(self, values: Floats, parts: int, exactly: Callable[[int], Ratio]) -> Ints:
        """Each value in so many parts of a point, a half up."""
        result, scaled = np.empty(len(values), dtype=np.int64), values * parts + 0.5
        np.floor(scaled, out=result, casting="unsafe")
        scaled -= np.rint(scaled)
        for place in (np.abs(scaled) < _NEAR * min(1, parts / MILLION)).nonzero()[0].tolist():
            over, under = exactly(place)
            result[place] = (2 * parts * over + under) // (2 * under)
        return result

    def all_rounded(self, sorts: Sequence[tuple[Floats, int, Callable[[int], Ratio]]]) -> Ints:
        """The same for several sorts of values, a row for each."""
        return np.array([self.rounded(*sort) for sort in sorts])

    def parts(self) -> list[tuple[int, ...]]:
        """The points of each part, in millionths, a half up.

        2 × 10⁶ × weight × over stays below 2⁶³ for a record of 40,000.
        """
        weights = self.weights
        each = (weights.skills, weights.languages, weights.availability, weights.interest, weights.reliability)
        shares = (self.skills, self.languages, self.availability, self.interest, (self.record_over, self.record_under))
        over, under = np.empty((2, len(each), len(self.counts)), dtype=np.int64)
        for part, share in enumerate(shares):
            over[part], under[part] = share
        scaled = over * (2 * MILLION * np.array(each))[:, None]
        return [*zip(*((scaled + under) // (2 * under)).tolist(), strict=True)]

    def exact_order(self, place: int) -> Ratio:
        (over, under), factor = self.exact(place), factor_of(self.base, int(self.counts[place]))
        return over * factor.numerator, under * factor.denominator

    def chosen(self, places: Ints) -> "Points":
        """The same for some of the agents."""

        return Points(
            self.weights,
            self.skills.chosen(places),
            self.languages.chosen(places),
            self.availability.chosen(places),
            self.interest.chosen(places),
            self.record_over[places],
            self.record_under[places],
            self.base,
            self.counts[places],
        )


@lru_cache(maxsize=64)
def _factors(base: float, most: int) -> Floats:
    return np.array([float(factor_of(base, count)) for count in range(most + 1)])


def last_place(orders: Floats, top: int | None) -> float:
    """The order of the last of the best, as far as it is known."""
    if top is None or len(orders) < top:
        return -float("inf")
    if not top:
        return float("inf")
    return float(np.partition(orders, len(orders) - top)[len(orders) - top])
