"""Work in pieces: what time asks for is done a little at a time, so that others may write in between."""

from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

Item = TypeVar("Item")
SECONDS = 0.5
"""How long one piece takes at most, but for its last item: while it is done, SQLite lets nobody else write."""


def piece_of(items: Iterable[Item], seconds: float = SECONDS) -> Iterator[Item]:
    """The first of `items`, until `seconds` have passed; at least one, so that the work always goes on."""
    begun = monotonic()
    for item in items:
        yield item
        if monotonic() - begun > seconds:
            return
