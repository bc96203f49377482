"""People as columns, and the strata in which they are compared: site, role and the half-year of joining. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

NEVER = 10**7
"""A day that does not come (in days since 1970, as all days here)."""
YEAR = 365
BAND_MONTHS = 6


def as_day(day: date) -> int:
    """Days since 1970."""
    return day.toordinal() - date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class People:
    """One entry a person. `left` is the last day at work, `began` that of the first participation; NEVER: not yet."""

    site: Ints
    role: Ints
    joined: Ints
    left: Ints
    began: Ints

    def only(self, which: Flags) -> Self:
        """Those that are marked."""
        columns = (self.site, self.role, self.joined, self.left, self.began)
        return type(self)(*(column[which] for column in columns))


@dataclass(frozen=True, slots=True)
class Cohort:
    """Everybody on the scale of tenure, in days since joining; `stratum` numbers the strata, each of one `site`.

    `left` and `began` are NEVER where that day has not come. What is done on a day comes before leaving on that day.
    `first` and `last` bound the tenures (by stratum) at which everybody of the stratum was watched: the list has all
    leavers of those days, and it was made after them.
    """

    stratum: Ints
    left: Ints
    began: Ints
    first: Ints
    last: Ints
    site: Ints

    @property
    def exit(self) -> Ints:
        """The last tenure at which somebody is still among those who have not taken part."""
        return np.minimum(self.left, self.began - 1)

    @property
    def leaves(self) -> Flags:
        """Whether that ends by leaving; otherwise by taking part, or not yet."""
        return (self.left < self.began) & (self.left < NEVER)


def _months(days: Ints) -> Ints:
    """Months since January 1970."""
    return np.asarray(days, dtype="datetime64[D]").astype("datetime64[M]").astype(np.int64)


def _first_day(months: Ints) -> Ints:
    return np.asarray(months, dtype="datetime64[M]").astype("datetime64[D]").astype(np.int64)


def complete_from(people: People, as_of: int) -> int | None:
    """The first day on which somebody of the list left: before it, leavers are missing. None where nobody has left."""
    left = people.left[people.left <= as_of]
    return int(left.min()) if left.size else None


def build(people: People, as_of: int, watched_from: int) -> Cohort:
    """Puts people side by side. Whoever took part before they joined (a rehire, a wrong date) is left out; so is who
    joined after the list was made. Participation after leaving is none.
    """
    kept = people.only((people.began >= people.joined) & (people.joined <= as_of))
    band = _months(kept.joined) // BAND_MONTHS
    keys = np.stack([kept.site, kept.role, band]).astype(np.int64)
    named, stratum = np.unique(keys, axis=1, return_inverse=True)
    opens, ends = _first_day(named[2] * BAND_MONTHS), _first_day((named[2] + 1) * BAND_MONTHS) - 1
    left = np.where(kept.left <= as_of, kept.left - kept.joined, NEVER)
    began = np.where(kept.began <= as_of, kept.began - kept.joined, NEVER)
    began = np.where(began > left, NEVER, began)
    return Cohort(stratum.reshape(-1), left, began, np.maximum(watched_from - opens, 0), as_of - ends, named[0])


def as_columns(rows: Any) -> People:
    """From rows of (site, role, joined, left, began), all numbers."""
    table = np.array(list(rows), dtype=np.int64).reshape(-1, 5)
    return People(*table.T)
