"""Which teams and sites show a figure of their own. Pure.

Groups of under five never do, and enough others are withheld with them that the difference to a whole doesn't tell
either (impact/suppression). The tree is company, site, team; it is decided level by level, so that somebody who joins
changes the level of their own site and, rarely, that of the sites.
"""

from collections.abc import Mapping
from typing import TypeVar

from volunteer_match.impact.suppression import Heads, publishable

Key = TypeVar("Key", bound=int)


def shown_parts(people: Mapping[Key, int]) -> frozenset[Key]:
    """Which parts of a whole that is shown may show their own figure, by how many people take part in each."""
    parts = {(f"{key:020}",): (key, Heads(heads)) for key, heads in people.items() if heads > 0}
    whole = Heads(sum(people.values()))
    shown = publishable({(): whole, **{path: heads for path, (_, heads) in parts.items()}})
    return frozenset(key for path, (key, _) in parts.items() if path in shown)


def is_told(people: int) -> bool:
    """Whether so many together show a figure."""
    return Heads(people).is_fit
