"""What stands behind one figure: people, and what each of them gave. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest
from typing import Protocol, Self

SMALL = 5
"""A figure of fewer people is never published."""

NEARNESS = 10
"""Per cent. A figure is withheld where its second largest giver could tell the largest one's share to within this.

It is the p% rule of statistical disclosure control: Hundepool et al., Statistical Disclosure Control (Wiley, 2012),
section 4.2; Eurostat's handbooks use the same."""


class Cell(Protocol):
    """A group of people in a month, as far as suppression must know it."""

    @property
    def people(self) -> int:
        """How many gave something."""

    @property
    def is_fit(self) -> bool:
        """Whether the figure of these people alone may be known."""

    def joined(self, others: Iterable[Self]) -> Self:
        """It and the others as one group."""


@dataclass(frozen=True, slots=True)
class Given:
    """What each person gave, by any mark of the person.

    Amounts below 0, corrections of earlier months, protect nobody: they are left out when cells are joined, so that
    people only become more and shares smaller, and a whole of fit cells is fit.
    """

    amounts: Mapping[int, int]

    @property
    def people(self) -> int:
        return sum(amount > 0 for amount in self.amounts.values())

    @property
    def is_fit(self) -> bool:
        """Five people or more, none of whom nearly is the figure."""
        if self.people < SMALL:
            return False
        given = [amount for amount in self.amounts.values() if amount > 0]
        largest, second = nlargest(2, given)
        return 100 * (sum(given) - largest - second) >= NEARNESS * largest

    def joined(self, others: Iterable["Given"]) -> "Given":
        """Somebody in several is one person, who gave all of it."""
        whole: Counter[int] = Counter()
        for cell in (self, *others):
            whole.update({person: amount for person, amount in cell.amounts.items() if amount > 0})
        return Given(whole)


@dataclass(frozen=True, slots=True)
class Heads:
    """A number of people, where nobody is in two groups and all count alike: a board's teams, say."""

    people: int

    @property
    def is_fit(self) -> bool:
        return self.people >= SMALL

    def joined(self, others: Iterable["Heads"]) -> "Heads":
        return Heads(self.people + sum(other.people for other in others))
