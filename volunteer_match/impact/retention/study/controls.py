"""How long the controls of each participant stayed: the Kaplan–Meier curve of each risk set, and their mean. Pure.

The controls of a participant are those of the same stratum who, at the same tenure, are still employed and have not
taken part. All of them stand at the same tenure, so the curve of a risk set is the product of (1 - d/Y) over the days
after it, where d of the Y who are then employed and have not taken part leave: one table of d and Y by stratum and
tenure serves every risk set, and says how much they overlap. Whoever takes part later leaves the risk set on that day
(censored). To drop them instead would look into the future: they are known to have stayed that long.
"""

from dataclasses import dataclass

import numpy as np

from volunteer_match.impact.retention.study.cohort import YEAR, Cohort, Floats, Ints

NOBODY_LEFT = -700.0
"""The logarithm of a share that is zero: e^-700 is, for every purpose here."""


@dataclass(frozen=True, slots=True)
class Hazards:
    """By stratum and tenure, as one long row of `width` tenures a stratum: who is at risk, the running sum of log(1 -
    d/Y), and Greenwood's term d / (Y (Y - d)), the variance that the day adds to it.
    """

    width: int
    at_risk: Ints
    log_stay: Floats
    variance: Floats


def measure(cohort: Cohort, longest: int) -> Hazards:
    """Of all tenures up to `longest` and the year after it."""
    width, strata = longest + YEAR + 2, len(cohort.first)
    ends = np.clip(cohort.exit, -1, width - 2)
    watched = ends >= 0
    place = cohort.stratum * width + ends
    exits = np.bincount(place[watched], minlength=strata * width).reshape(strata, width)
    leavers = watched & cohort.leaves & (cohort.exit <= width - 2)
    gone = np.bincount(place[leavers], minlength=strata * width).reshape(strata, width)
    at_risk = exits[:, ::-1].cumsum(axis=1)[:, ::-1]
    stay = at_risk - gone
    with np.errstate(divide="ignore", invalid="ignore"):
        step = np.where(gone == 0, 0.0, np.where(stay == 0, NOBODY_LEFT, np.log1p(-gone / at_risk)))
        variance = np.where((gone == 0) | (stay == 0), 0.0, gone / (at_risk * stay))
    return Hazards(width, at_risk.ravel(), step.cumsum(axis=1).ravel(), variance.ravel())


def curve(hazards: Hazards, places: Ints, days: Ints) -> Floats:
    """The share of each risk set that is still employed so many days after: one row a participant, one column a day.

    `places` are where the participants stand in the long row: stratum x width + tenure.
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
