"""Sparse vectors of features, weighed by how rare a feature is, so that a dot product is a cosine. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float32]


def grams_of(word: str, shortest: int = 2, longest: int = 4) -> Counter[str]:
    """The runs of `shortest` to `longest` signs of a word that is marked at both ends."""
    marked = f"<{word}>"
    runs = range(shortest, min(longest, len(marked)) + 1)
    return Counter(marked[at : at + length] for length in runs for at in range(len(marked) - length + 1))


class Counted:
    """Counts of features by the vocabulary that they make up; row by row in `matrix`."""

    def __init__(self, items: Iterable[Iterable[tuple[str, int]]]) -> None:
        self.places: dict[str, int] = {}
        columns: list[int] = []
        counts: list[int] = []
        ends = [0]
        for item in items:
            for feature, count in item:
                columns.append(self.places.setdefault(feature, len(self.places)))
                counts.append(count)
            ends.append(len(columns))
        parts = (np.array(counts, np.float32), np.array(columns, np.int32), np.array(ends, np.int32))
        self.matrix = sparse.csr_array(parts, shape=(len(ends) - 1, len(self.places)))

    def asked(self, items: Iterable[Iterable[tuple[str, int]]], weights: Floats, rarest: float) -> sparse.csr_array:
        """Rows of length 1 for what is asked. A feature that nothing here has lengthens a row like the rarest: so a
        row stays the same when the vocabulary grows.
        """
        columns: list[int] = []
        values: list[float] = []
        ends = [0]
        for item in items:
            square, start = 0.0, len(values)
            for feature, count in item:
                at = self.places.get(feature)
                value = (1 + log(count)) * (rarest if at is None else float(weights[at]))
                square += value * value
                if at is not None:
                    columns.append(at)
                    values.append(value)
            length = sqrt(square) or 1.0
            values[start:] = [value / length for value in values[start:]]
            ends.append(len(columns))
        parts = (np.array(values, np.float32), np.array(columns, np.int32), np.array(ends, np.int32))
        return sparse.csr_array(parts, shape=(len(ends) - 1, len(self.places)))


def rarity(counts: sparse.csr_array, rows: Sequence[int] | NDArray[np.int64]) -> Floats:
    """1 + ln((1 + N) / (1 + n)) a feature: N of these rows, n of which have it (inverse document frequency)."""
    known = counts[rows]
    having = np.bincount(known.indices, minlength=counts.shape[1])
    return np.asarray(1 + np.log((1 + known.shape[0]) / (1 + having)), np.float32)


def weigh(counts: sparse.csr_array, weights: Floats) -> sparse.csr_array:
    """Rows of length 1: (1 + ln count) × weight, divided by the row's length. An empty row stays empty."""
    rows = counts.copy()
    rows.data = ((1 + np.log(rows.data)) * weights[rows.indices]).astype(np.float32)
    squares = np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
    lengths = np.sqrt(np.where(squares > 0, squares, 1)).astype(np.float32)
    rows.data = rows.data / np.repeat(lengths, np.diff(rows.indptr))
    return rows


def against(row: sparse.csr_array, columns: sparse.csc_array) -> Floats:
    """The dot products of one row with every row of the matrix that `columns` holds column by column."""
    found = np.zeros(columns.shape[0], np.float32)
    for at, value in zip(row.indices, row.data, strict=True):
        span = slice(columns.indptr[at], columns.indptr[at + 1])
        found[columns.indices[span]] += value * columns.data[span]
    return found
