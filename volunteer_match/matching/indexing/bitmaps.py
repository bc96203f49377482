"""Bitmaps of slots as arrays, and back."""

from array import array

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def bitmap_of(slots: NDArray[np.integer]) -> BitMap:
    """A bitmap of many slots, by the constructor's quick way."""
    return BitMap(array("I", slots.astype(np.uint32).tobytes()))


def slots_of(bitmap: BitMap) -> Ints:
    """The slots of a bitmap, ascending."""
    return np.frombuffer(bitmap.to_array(), dtype=np.uint32).astype(np.int64) if bitmap else np.zeros(0, np.int64)


def places_of(rows: Ints, some: BitMap) -> Ints:
    """Where in `rows` (ascending) those of a bitmap stand."""
    slots = slots_of(some)
    if not len(slots) or not len(rows):
        return slots[:0]
    places = np.minimum(np.searchsorted(rows, slots), len(rows) - 1)
    return np.asarray(places[rows[places] == slots])


def flagged(rows: Ints, some: BitMap) -> Flags:
    """Which of `rows` (ascending) are in a bitmap."""
    flags = np.zeros(len(rows), dtype=np.bool_)
    flags[places_of(rows, some)] = True
    return flags


def every(flags: Flags) -> Flags:
    """Which rows of eight (or four) flags have all of them; quicker than `all`, as each row is read as one number."""
    width, ones = _AS_NUMBER[flags.shape[1]]
    return np.asarray(flags.view(width).ravel() == ones)


_AS_NUMBER = {4: (np.uint32, np.uint32(0x01010101)), 8: (np.uint64, np.uint64(0x0101010101010101))}
