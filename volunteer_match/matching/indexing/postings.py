"""Who has what, as roaring bitmaps of slots: one for each thing that a gate may ask.

For skills and languages there is a bitmap for every level, of all who have at least that; so a requirement is one
bitmap, and all requirements together are an intersection that begins with the rarest.
"""

from collections.abc import Hashable, Iterable

from pyroaring import BitMap

SKILL_LEVELS, LANGUAGE_LEVELS = 5, 8


class Postings:
    """Bitmaps by key; a key that nobody has has an empty one."""

    def __init__(self) -> None:
        self._maps: dict[Hashable, BitMap] = {}
        self.nobody = BitMap()

    def get(self, key: Hashable) -> BitMap:
        """The bitmap of a key, to be read only."""
        return self._maps.get(key, self.nobody)

    def add(self, slot: int, keys: Iterable[Hashable]) -> None:
        for key in keys:
            found = self._maps.get(key)
            if found is None:
                found = self._maps[key] = BitMap()
            found.add(slot)

    def remove(self, slot: int, keys: Iterable[Hashable]) -> None:
        for key in keys:
            found = self._maps[key]
            found.discard(slot)
            if not found:
                del self._maps[key]

    def change(self, slot: int, old: set[Hashable], new: set[Hashable]) -> None:
        """Takes a slot out of what it no longer has, and into what it has now."""
        if old != new:
            self.remove(slot, old - new)
            self.add(slot, new - old)

    def put(self, key: Hashable, slots: BitMap) -> None:
        """All slots of a key at once; there must be some."""
        self._maps[key] = slots

    def any_of(self, keys: Iterable[Hashable]) -> list[BitMap]:
        """The bitmaps of those keys that somebody has."""
        return [self._maps[key] for key in keys if key in self._maps]

    def union(self, keys: Iterable[Hashable]) -> BitMap:
        """Who has any of these."""
        found = self.any_of(keys)
        return found[0] if len(found) == 1 else BitMap.union(*found) if found else self.nobody

    def among(self, some: BitMap, keys: Iterable[Hashable]) -> BitMap:
        """Who of some (few) has any of these."""
        return BitMap.union(self.nobody, *(some & each for each in self.any_of(keys))) if some else some

    @property
    def keys(self) -> Iterable[Hashable]:
        return self._maps.keys()
