"""What partners are told of the supply: from the snapshot, blurred and rounded."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyroaring import BitMap

from volunteer_match.matching.asking import Relaxed, relaxations
from volunteer_match.matching.buckets import ROUND, blur, rounded
from volunteer_match.matching.facts import OpportunityFacts, Requirements
from volunteer_match.matching.snapshot import Snapshot
from volunteer_match.matching.supply import TIMES_MORE, moved_needs


@dataclass(frozen=True, slots=True)
class RoundCost:
    """About how many more there would be; 0 stands for "fewer than 5". `lower` never exceeds `without`."""

    asked: Relaxed
    without: int
    lower: int | None


@dataclass(frozen=True, slots=True)
class RoundShift:
    """Two hours later (or, negative, earlier), `times` as many could."""

    hours: int
    times: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Round numbers; 0 stands for "fewer than 5". No session exceeds `total`, which doesn't exceed `suited`."""

    total: int
    suited: int
    costs: tuple[RoundCost, ...]
    sessions: tuple[tuple[str, int], ...]
    shift: RoundShift | None


def figures(snapshot: Snapshot, need: OpportunityFacts, companies: Iterable[str], secret: bytes) -> Figures:
    """What a partner reads about a need, of the agents of the companies that verified it."""
    return _Asked(snapshot, need, snapshot.of_companies(companies), secret).answer()


class _Asked:
    """One question to the snapshot."""

    def __init__(self, snapshot: Snapshot, need: OpportunityFacts, within: BitMap, secret: bytes) -> None:
        self.snapshot, self.need, self.within, self.secret = snapshot, need, within, secret
        self.sessions, self.free = self._times(need)

    def _times(self, need: OpportunityFacts) -> tuple[dict[str, BitMap], BitMap]:
        found = self.snapshot.available(need)
        if isinstance(found, BitMap):
            return {}, found
        return found, BitMap.union(*found.values()) if found else self.within

    def answer(self) -> Figures:
        suits = self._suiting(self.need.requires)
        could = suits & self.free
        suited = self._told(suits)
        total = min(self._told(could), suited)
        return Figures(
            total=rounded(total),
            suited=rounded(suited),
            costs=tuple(self._cost(one, could) for one in relaxations(self.need.requires)),
            sessions=tuple((name, rounded(min(self._told(suits & one), total))) for name, one in self.sessions.items()),
            shift=self._shift(suits, total),
        )

    def _suiting(self, requires: Requirements) -> BitMap:
        rarest_first = sorted([self.within, *self.snapshot.meeting(requires)], key=len)
        found = rarest_first[0]
        for each in rarest_first[1:]:
            found = found & each
        return found

    def _told(self, people: BitMap) -> int:
        """The size of a set, blurred. The same set is blurred alike however it is asked for, and whenever."""
        first, second = (people.intersection_cardinality(half) for half in self.snapshot.halves)
        return max(0, len(people) + blur(self.secret, len(people), first, second))

    def _cost(self, one: Relaxed, could: BitMap) -> RoundCost:
        without = self._told((self._suiting(one.without) & self.free) - could)
        if one.lower is None:
            return RoundCost(one, rounded(without), None)
        lower = self._told((self._suiting(one.lower) & self.free) - could)
        return RoundCost(one, rounded(without), rounded(min(lower, without)))

    def _shift(self, suits: BitMap, total: int) -> RoundShift | None:
        """Told from the blurred figures alone, and where they are large enough to mean something."""
        moved = [
            (self._told(suits & self._times(other)[1]), hours)
            for hours, other in moved_needs(self.need, self.snapshot.taken_at)
        ]
        most, hours = max(moved, default=(0, 0))
        least = max(total, ROUND[0] // 2)
        return RoundShift(hours, min(most // least, 10)) if most >= TIMES_MORE * least else None
