"""How long the controls of each participant stayed: the Kaplan–Meier curve of each risk set, and their mean. Pure.

The controls of a participant are those of the same stratum who, at the same tenure, are still employed and have not
taken part. All of them stand at the same tenure, so the curve of a risk set is the product of (1 - d/Y) over the days
after it, where d of the Y who are then employed and have not taken part leave: one table of d and Y by stratum and
tenure serves every risk set, and says how much they overlap. Whoever takes part later leaves the risk set on that day
(censored). To drop them instead would look into the future: they are known to have stayed that long.
"""

from dataclasses import dataclass

import numpy as np

from volunteer_match.impact.retention.study.cohort import NEVER, YEAR, Cohort, Floats, Ints

NOBODY_LEFT = -800.0
"""The logarithm of a share that is zero: e^-800 is, in floating point."""


@dataclass(frozen=True, slots=True)
class Hazards:
    """By stratum and tenure, as one long row of the tenures at which a risk set of the stratum may be open: who is at
    risk, the running sum of log(1 - d/Y), and Greenwood's term d / (Y (Y - d)), the variance that the day adds to it.

    `origin` is where tenure 0 of each stratum would stand.
    """

    origin: Ints
    at_risk: Ints
    log_stay: Floats
    variance: Floats

    def places(self, stratum: Ints, tenure: Ints) -> Ints:
        """Where these tenures stand in the long row."""
        found: Ints = self.origin[stratum] + tenure
        return found


def measure(cohort: Cohort, stratum: Ints, began: Ints) -> Hazards:
    """Of the strata of participants who `began` at those tenures: from the first of each stratum to a year after its
    last. All strata at all tenures would be gigabytes for a large company in which people stay long.
    """
    first, last = np.full(len(cohort.first), NEVER), np.full(len(cohort.first), -1)
    np.minimum.at(first, stratum, began)
    np.maximum.at(last, stratum, began)
    widths = np.maximum(last + YEAR + 1 - first, 0)
    ends = widths.cumsum()
    origin, size = ends - widths - first, int(widths.sum())
    watched = cohort.exit >= first[cohort.stratum]
    place, end = (origin[cohort.stratum] + cohort.exit)[watched], ends[cohort.stratum][watched]
    exits = np.bincount(np.minimum(place, end - 1), minlength=size)
    gone = np.bincount(place[cohort.leaves[watched] & (place < end)], minlength=size)
    from_here = np.append(exits[::-1].cumsum()[::-1], 0)
    at_risk = from_here[:-1] - np.repeat(from_here[ends], widths)
    stay = at_risk - gone
    with np.errstate(divide="ignore", invalid="ignore"):
        step = np.where(gone == 0, 0.0, np.where(stay == 0, NOBODY_LEFT, np.log1p(-gone / at_risk)))
        variance = np.where((gone == 0) | (stay == 0), 0.0, gone / (at_risk * stay))
    return Hazards(origin, at_risk, step.cumsum(), variance)


def curve(hazards: Hazards, places: Ints, days: Ints) -> Floats:
    """The share of each risk set that is still employed so many days after: one row a participant, one column a day.

    `places` are where the participants stand in the long row.
    """
    stays: Floats = np.exp(hazards.log_stay[places[:, None] + days] - hazards.log_stay[places][:, None])
    return stays


def set_variances(hazards: Hazards, places: Ints, stays: Floats, days: int) -> Floats:
    """Greenwood's variance of each set's own share `stays` after so many days."""
    sums = np.cumsum(hazards.variance)
    found: Floats = stays**2 * (sums[places + days] - sums[places])
    return found


def mean_variance(hazards: Hazards, places: Ints, stays: Floats, days: int) -> float:
    """The variance of the mean of `stays` (of the risk sets, after so many days), overlaps included.

    A step of log(1 - d/Y) counts in every set that is open on that day, so its weight is the sum of theirs, squared:
    the delta method on the product-limit, which is Greenwood's formula when there is one set.
    """
    if days == 0 or not len(places):
        return 0.0
    order = np.argsort(places)
    sums = np.concatenate([[0.0], stays[order].cumsum()])
    begun, moments = places[order], np.flatnonzero(hazards.variance)
    # The sets that are open at a moment are those begun before it, less those begun more than `days` before it.
    weight = sums[np.searchsorted(begun, moments)] - sums[np.searchsorted(begun, moments - days)]
    return float(np.sum((weight / len(places)) ** 2 * hazards.variance[moments]))
