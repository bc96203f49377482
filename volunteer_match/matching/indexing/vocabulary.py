"""Names as small numbers, in the order in which they were first seen."""

from collections.abc import Iterable


class Vocabulary:
    """Gives every name a number from 0 on. A name keeps its number for good."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.names)

    def number(self, name: str) -> int:
        """The number of a name, a new one if it was never seen."""
        found = self._numbers.get(name)
        if found is None:
            found = self._numbers[name] = len(self.names)
            self.names.append(name)
        return found

    def find(self, name: str) -> int | None:
        return self._numbers.get(name)

    def numbers(self, names: Iterable[str]) -> list[int]:
        return [self.number(name) for name in names]
