"""An assignment as a linear program: a column for each candidate and each ask of the agent that it could be."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from volunteer_match.matching.assignment_facts import Bounds, Candidate, worth
from volunteer_match.matching.intervals import Interval


@dataclass(frozen=True, slots=True)
class Column:
    """Candidate number `candidate` as the agent's ask number `nth`, and what that is worth."""

    candidate: int
    nth: int
    worth: int


@dataclass(slots=True)
class Rows:
    """Sums of columns that stay below a limit, as triplets of a sparse matrix."""

    row: list[int] = field(default_factory=list)
    column: list[int] = field(default_factory=list)
    factor: list[int] = field(default_factory=list)
    limit: list[int] = field(default_factory=list)

    def add(self, columns: Sequence[int], limit: int, factors: Sequence[int] | None = None) -> None:
        self.row += [len(self.limit)] * len(columns)
        self.column += columns
        self.factor += factors or [1] * len(columns)
        self.limit.append(limit)


class Program:
    """Maximise the worth of the chosen columns (each 0 or 1) so that every row stays below its limit.

    Whoever could not be asked even alone must have been left out of `candidates` before. `own` are the columns of each
    candidate, `by_agent` the numbers of each agent's candidates.
    """

    def __init__(self, candidates: Sequence[Candidate], bounds: Bounds) -> None:
        self.candidates, self.bounds = candidates, bounds
        self.columns: list[Column] = []
        self.rows = Rows()
        self.own: list[list[int]] = [[] for _ in candidates]
        self.by_agent = _grouped(one.agent for one in candidates)
        for agent, numbers in self.by_agent.items():
            self._add_asks(agent, numbers)
            self._add_clashes(numbers)
            self._add_minutes(agent, numbers)
        for session, numbers in _grouped(one.session for one in candidates).items():
            self.rows.add(self.all_of(numbers), bounds.places[session])

    def all_of(self, numbers: Iterable[int]) -> list[int]:
        """The columns of these candidates."""
        return [column for number in numbers for column in self.own[number]]

    def _add_asks(self, agent: str, numbers: list[int]) -> None:
        """Without fairness all asks are alike: one column a candidate. With it each ask is a step, worth less than the
        one before, that holds one candidate; and a candidate is then still chosen only once.
        """
        share, asks = self.bounds.share, min(self.bounds.asks[agent], len(numbers))
        steps = 1 if share == 1 else asks
        for number in numbers:
            first, order = len(self.columns), self.candidates[number].order
            self.own[number] = list(range(first, first + steps))
            self.columns += [Column(number, nth, worth(order, nth, share)) for nth in range(steps)]
            if steps > 1:
                self.rows.add(self.own[number], 1)
        for nth in range(steps):
            self.rows.add([self.own[number][nth] for number in numbers], asks if steps == 1 else 1)

    def _add_clashes(self, numbers: list[int]) -> None:
        """Of sessions that share a moment the agent takes one."""
        spans = [(span, number) for number in numbers if (span := self.candidates[number].interval) is not None]
        for group in shared_moments(spans):
            self.rows.add(self.all_of(group), 1)

    def _add_minutes(self, agent: str, numbers: list[int]) -> None:
        """Limits that these candidates together could exceed."""
        loads: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number in numbers:
            for limit, minutes in self.candidates[number].loads:
                loads[limit] += [(column, minutes) for column in self.own[number]]
        for limit, shares in loads.items():
            left = self.bounds.minutes[agent, limit]
            if sum(minutes for _, minutes in shares) > left:
                self.rows.add([column for column, _ in shares], left, [minutes for _, minutes in shares])


def _grouped(keys: Iterable[str]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        groups[key].append(number)
    return groups


def shared_moments(spans: Iterable[tuple[Interval, int]]) -> Iterator[list[int]]:
    """The largest groups of spans that share a moment, two or more each; no group lies within another."""
    running: list[tuple[Interval, int]] = []
    for span, number in sorted(spans, key=lambda pair: (pair[0].start, pair[0].end, pair[1])):
        staying = [pair for pair in running if pair[0].end > span.start]
        if 1 < len(running) > len(staying):
            yield [one for _, one in running]
        running = [*staying, (span, number)]
    if len(running) > 1:
        yield [one for _, one in running]
