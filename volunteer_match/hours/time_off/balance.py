"""What is left of an allowance, year by year. Pure; minutes throughout.

A year begins on the first of a month that the site chooses, and is named after the calendar year of that day. What is
carried over is used first and ends with the year; only the year's own allowance is carried on, up to the site's limit.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


def year_of(day: date, first_month: int) -> int:
    """The name of the year that `day` lies in: with April as the first month, March 2027 belongs to 2026."""
    return day.year if day.month >= first_month else day.year - 1


def days_of(year: int, first_month: int) -> tuple[date, date]:
    """The first day of the year, and the first of the next."""
    return date(year, first_month, 1), date(year + 1, first_month, 1)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a site gives in a year, how much of it may go into the next, and up to what length it asks nobody."""

    yearly: int = 0
    carried: int = 0
    automatic: int = 0


@dataclass(frozen=True, slots=True)
class Use:
    """What the lines of one person and year add up to."""

    granted: int = 0
    approved: int = 0
    taken: int = 0

    @property
    def used(self) -> int:
        return self.approved + self.taken

    def plus(self, approved: int = 0, granted: int = 0) -> "Use":
        return Use(self.granted + granted, self.approved + approved, self.taken)


@dataclass(frozen=True, slots=True)
class Allowance:
    """One year of one person: what they may have, and what became of it."""

    yearly: int
    carried: int
    use: Use

    @property
    def whole(self) -> int:
        return self.yearly + self.carried + self.use.granted

    @property
    def left(self) -> int:
        """Below zero only where the site's terms were lowered afterwards."""
        return self.whole - self.use.used

    def goes_on(self, limit: int) -> int:
        """What is carried into the next year."""
        own_left = self.yearly + self.use.granted - max(0, self.use.used - self.carried)
        return min(limit, max(0, own_left))


def terms_in(year: int, known: Mapping[int, Terms]) -> Terms:
    """The newest terms that hold in that year; before the first ones nothing is given."""
    holding = [first for first in known if first <= year]
    return known[max(holding)] if holding else Terms()


def allowances(known: Mapping[int, Terms], uses: Mapping[int, Use], years: Iterable[int]) -> dict[int, Allowance]:
    """The allowance of each of these years, which follow one another; nothing is carried into the first."""
    found: dict[int, Allowance] = {}
    carried = 0
    for year in years:
        terms = terms_in(year, known)
        found[year] = Allowance(terms.yearly, carried, uses.get(year, Use()))
        carried = found[year].goes_on(terms.carried)
    return found
