"""Factors: figures from a named source that turn what somebody did into carbon, energy or water. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from volunteer_match.challenges.factors.places import WORLD, region_of


@dataclass(frozen=True, slots=True)
class Factor:
    """One figure of one place.

    `place` is where it holds: an ISO 3166-1 alpha-2 code, a region of places.py, or World. `measured` is the place the
    source speaks of, which differs where a figure stands in for countries that have none of their own. `year` None: the
    source gives no date.
    """

    code: str
    place: str
    measured: str
    value: Decimal
    unit: str
    year: int | None
    source: str
    address: str
    note: str = ""


class FactorSet:
    """All factors of one version. A newer version is another set; a set never changes."""

    def __init__(self, version: str, factors: Iterable[Factor]) -> None:
        self.version = version
        self.by_place = {(factor.code, factor.place): factor for factor in factors}

    def __iter__(self) -> Iterator[Factor]:
        return iter(self.by_place.values())

    def __len__(self) -> int:
        return len(self.by_place)

    def find(self, code: str, country: str) -> Factor | None:
        """The country's own figure, else its region's, else the world's; None where no source gives one."""
        for place in (country.upper(), region_of(country), WORLD):
            if factor := self.by_place.get((code, place)):
                return factor
        return None
