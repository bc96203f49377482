"""What everybody gave in a month, leaf by leaf of every tree: read once, when the month is settled."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from volunteer_match.impact.glossary import Metric, Tree
from volunteer_match.impact.suppression import Given, Path


@dataclass(slots=True)
class Leaf:
    """What a leaf came to. `given` is what protects its people: only what each gave, never what was taken back."""

    amount: int = 0
    given: Counter[int] = field(default_factory=Counter)

    def add(self, person: int, amount: int) -> None:
        self.amount += amount
        if amount > 0:
            self.given[person] += amount

    @property
    def cell(self) -> Given:
        return Given(self.given)


Leaves = defaultdict[Path, Leaf]


class Gathered:
    """Leaves by tree and metric, and how many people there are in each leaf that is a group of people."""

    def __init__(self) -> None:
        self.leaves: defaultdict[tuple[Tree, Metric], Leaves] = defaultdict(lambda: defaultdict(Leaf))
        self.members: defaultdict[Tree, Counter[Path]] = defaultdict(Counter)

    def add(self, metric: Metric, person: int, amount: int, places: Iterable[tuple[Tree, Path]]) -> None:
        for tree, path in places:
            self.leaves[tree, metric][path].add(person, amount)

    def add_one(self, metric: Metric, people: Iterable[int], places: Iterable[tuple[Tree, Path]]) -> None:
        """One thing that several people had a part in."""
        for tree, path in places:
            leaf = self.leaves[tree, metric][path]
            leaf.amount += 1
            leaf.given.update(people)

    def add_members(self, tree: Tree, path: Path, number: int) -> None:
        """Somebody is there, so that it has a leaf even where nobody gave anything."""
        self.members[tree][path] += number

    def whole(self, tree: Tree, metric: Metric) -> Leaves:
        """All leaves of a tree, the empty ones of groups of people too."""
        leaves = self.leaves[tree, metric]
        for path in self.members[tree]:
            leaves[path]  # makes it
        return leaves


def rolled_up(numbers: Mapping[Path, int]) -> Counter[Path]:
    """Sums of leaves for every cell of their tree."""
    sums: Counter[Path] = Counter()
    for path, number in numbers.items():
        for depth in range(len(path) + 1):
            sums[path[:depth]] += number
    return sums
