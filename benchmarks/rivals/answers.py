"""What a rival answers."""

from typing import NamedTuple, Protocol

from volunteer_match.matching.facts import OpportunityFacts


class Row(NamedTuple):
    """One agent. `fit` and `order` are tenths of a point, `ranked_by` is the order in millionths."""

    position: int
    fit: int
    order: int
    ranked_by: int
    last_asked: int
    """Microseconds since 1970, −1 for never."""

    @property
    def key(self) -> tuple[int, int]:
        """What SQL sorts by."""
        return self.ranked_by, self.last_asked


class Rival(Protocol):
    """A database with all agents. A statement is made beforehand, so that only asking is measured."""

    def prepared(self, opportunity: OpportunityFacts) -> str | None:
        """The statement; None when nothing of the opportunity is open."""

    def ask(self, statement: str) -> list[tuple[int, ...]]:
        """The columns of `Row` of the top 50, best first."""
