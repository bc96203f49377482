"""Who has what, as roaring bitmaps of slots: one for each thing that a gate may ask.

For skills and languages there is a bitmap for every level, of all who have at least that; so a requirement is one
bitmap, and all requirements together are an intersection that begins with the rarest.
"""

from collections.abc import Callable, Collection, Hashable, Iterable

from pyroaring import BitMap

SKILL_LEVELS, LANGUAGE_LEVELS = 5, 8
_KEPT = 24
"""How many unions are kept, of 64 KB each at most for half a million slots."""


class Postings:
    """Bitmaps by key; a key that nobody has has an empty one."""

    def __init__(self) -> None:
        self._maps: dict[Hashable, BitMap] = {}
        self._shared: set[Hashable] = set()
        """Keys whose bitmap is that of another key too, until one of them changes."""
        self.nobody = BitMap()
        self._unions: dict[Hashable, BitMap] = {}
        """Those asked for last by name, the newest at the end."""
        self._united: set[Hashable] = set()
        """The keys that kept unions are made of: when one of them changes, all are forgotten."""

    def get(self, key: Hashable) -> BitMap:
        """The bitmap of a key, to be read only."""
        return self._maps.get(key, self.nobody)

    def add(self, slot: int, keys: Collection[Hashable]) -> None:
        self._forget_unions(keys)
        for key in keys:
            found = self._own(key)
            if found is None:
                found = self._maps[key] = BitMap()
            found.add(slot)

    def remove(self, slot: int, keys: Collection[Hashable]) -> None:
        self._forget_unions(keys)
        for key in keys:
            found = self._own(key)
            assert found is not None, "whoever has a key is in its bitmap"
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
        self._forget_unions([key])
        self._maps[key] = slots

    def put_same(self, key: Hashable, other: Hashable) -> None:
        """All who have another key have this one, for now."""
        self.put(key, self._maps[other])
        self._shared |= {key, other}

    def _own(self, key: Hashable) -> BitMap | None:
        """The bitmap of a key, to be changed."""
        if key in self._shared:
            self._shared.discard(key)
            self._maps[key] = self._maps[key].copy()
        return self._maps.get(key)

    def _forget_unions(self, keys: Collection[Hashable]) -> None:
        if not self._united.isdisjoint(keys):
            self._unions, self._united = {}, set()

    def any_of(self, keys: Iterable[Hashable]) -> list[BitMap]:
        """The bitmaps of those keys that somebody has."""
        get = self._maps.get
        return [found for key in keys if (found := get(key)) is not None]

    def union(self, keys: Iterable[Hashable]) -> BitMap:
        """Who has any of these."""
        found = self.any_of(keys)
        return found[0] if len(found) == 1 else BitMap.union(*found) if found else self.nobody

    def kept_union(self, name: Hashable, keys: Callable[[], Collection[Hashable]]) -> BitMap:
        """The same, to be read only, for keys that are asked for together time and again, under a name of their own."""
        found = self._unions.pop(name, None)
        if found is None:
            found = self.union(keys())
            self._united.update(keys())
            if len(self._unions) == _KEPT:
                del self._unions[next(iter(self._unions))]
        self._unions[name] = found
        return found

    def among(self, some: BitMap, keys: Iterable[Hashable]) -> BitMap:
        """Who of some (few) has any of these."""
        found = [some & each for each in self.any_of(keys) if some.intersect(each)] if some else []
        return BitMap.union(*found) if found else self.nobody

    @property
    def keys(self) -> Iterable[Hashable]:
        return self._maps.keys()
