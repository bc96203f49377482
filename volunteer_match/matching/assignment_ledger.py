"""Choosing one by one: what is left after each choice, and the two plain orders that an assignment is compared with."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from volunteer_match.matching.assignment_facts import Bounds, Candidate, Turn, worth
from volunteer_match.matching.intervals import Interval


class Ledger:
    """What was chosen so far, and whether one more is possible. This is what "feasible" means."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.chosen: list[Candidate] = []
        self._taken: dict[str, int] = defaultdict(int)
        self._asked: dict[str, int] = defaultdict(int)
        self._spent: dict[tuple[str, str], int] = defaultdict(int)
        self._busy: dict[str, list[Interval]] = defaultdict(list)
        self._pairs: set[tuple[str, str]] = set()

    def asked(self, agent: str) -> int:
        """How often the agent is asked so far."""
        return self._asked[agent]

    def is_open(self, session: str) -> bool:
        return self._taken[session] < self.bounds.places.get(session, 0)

    def take(self, one: Candidate) -> bool:
        """Takes the candidate if nothing stands against it; returns whether."""
        if not self._may_take(one):
            return False
        self.chosen.append(one)
        self._pairs.add((one.agent, one.session))
        self._taken[one.session] += 1
        self._asked[one.agent] += 1
        for limit, minutes in one.loads:
            self._spent[one.agent, limit] += minutes
        if one.interval is not None:
            self._busy[one.agent].append(one.interval)
        return True

    def take_all(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Takes whichever it can, in the order given; returns all that are chosen by now."""
        for one in candidates:
            self.take(one)
        return self.chosen

    def _may_take(self, one: Candidate) -> bool:
        return (
            self.is_open(one.session)
            and self._asked[one.agent] < self.bounds.asks.get(one.agent, 0)
            and (one.agent, one.session) not in self._pairs
            and all(
                self._spent[one.agent, limit] + minutes <= self.bounds.minutes.get((one.agent, limit), 0)
                for limit, minutes in one.loads
            )
            and not (one.interval and any(one.interval.overlaps(other) for other in self._busy[one.agent]))
        )


def best_first(candidates: Iterable[Candidate], bounds: Bounds) -> list[Candidate]:
    """The greedy order: whoever is best anywhere is taken first."""
    return Ledger(bounds).take_all(sorted(candidates, key=lambda one: one.turn))


def first_come(candidates: Iterable[Candidate], bounds: Bounds, opportunities: Sequence[str]) -> list[Candidate]:
    """First come, first served: one opportunity after the other, as given, takes its best people who are still free.

    Each session, by start, asks the best by order as it then is: whoever was asked before gives way. That is what a
    coordinator does who goes through the needs by hand.
    """
    ledger, share = Ledger(bounds), bounds.share
    sessions: dict[str, dict[str, list[Candidate]]] = defaultdict(lambda: defaultdict(list))
    for one in sorted(candidates, key=lambda one: (one.start, one.session)):
        sessions[one.opportunity][one.session].append(one)

    def turn(one: Candidate) -> tuple[int, Turn]:
        return -worth(one.order, ledger.asked(one.agent), share), one.turn

    for opportunity in opportunities:
        for waiting in sessions[opportunity].values():
            ledger.take_all(sorted(waiting, key=turn))
    return ledger.chosen
