"""Values that many agents share, kept once: rows hold numbers of two bytes in place of them.

A value that is no longer used keeps its number; an index is built anew before that could count. Beyond 65,536 values
the columns of numbers take four bytes (`widened`).
"""

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Ints = NDArray[np.int64]
Numbers = NDArray[np.unsignedinteger]
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)


class Distinct:
    """Values of so many words of 64 bits, by number; 0 is the value whose words are all 0."""

    def __init__(self, words: int) -> None:
        self.values = np.zeros((words, 1), dtype=np.uint64)
        """By word, then by number; there may be room behind the last."""
        self._count = 1
        self._keys, self._numbers = np.zeros(1, dtype=np.uint64), np.zeros(1, dtype=np.uint32)
        """Hashes of all values, ascending, and whose they are."""

    def __len__(self) -> int:
        return self._count

    def numbers(self, values: Words) -> Ints:
        """The numbers of values (by word, then one after the other); those never seen get new ones."""
        keys = _hashes(values)
        found = self._numbers.take(np.minimum(self._keys.searchsorted(keys), len(self._keys) - 1)).astype(np.int64)
        new = np.flatnonzero((self.values[:, found] != values).any(axis=0))
        if len(new):
            found[new] = self._added(values[:, new], keys[new])
        return found

    def _added(self, values: Words, keys: Words) -> Ints:
        """New numbers. (Should two values ever have one hash, one of them may get several: no fault, but for room.)"""
        order = np.argsort(keys, kind="stable")
        values, keys = values[:, order], keys[order]
        first = np.concatenate([[True], (values[:, 1:] != values[:, :-1]).any(axis=0)])
        numbers = self._count + np.cumsum(first) - 1
        self._make_room(self._count + int(first.sum()))
        self.values[:, numbers] = values
        self._count += int(first.sum())
        places = self._keys.searchsorted(keys[first])
        self._keys = np.insert(self._keys, places, keys[first])
        self._numbers = np.insert(self._numbers, places, numbers[first])
        found = np.empty(len(order), dtype=np.int64)
        found[order] = numbers
        return found

    def _make_room(self, count: int) -> None:
        if count > self.values.shape[1]:
            more = np.zeros((len(self.values), count * 9 // 8 + 64), dtype=np.uint64)
            more[:, : self._count] = self.values[:, : self._count]
            self.values = more


def _hashes(values: Words) -> Words:
    keys = np.zeros(values.shape[1], dtype=np.uint64)
    for word in values:
        keys = (keys ^ word) * _FACTOR
        keys ^= keys >> _HALF
    return keys


def widened(column: Numbers, count: int) -> Numbers:
    """A column of numbers with room for `count` different ones."""
    return column if count <= 1 << 8 * column.itemsize else column.astype(np.uint32)
