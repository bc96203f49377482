"""How near words of a text come to words of a catalogue, and how much of a name they cover. Pure."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from volunteer_match.suggesting.vectors import Counted, Floats, grams_of, weigh

NEAR = 0.6
"""Two words whose runs of signs agree less (as a cosine) have nothing to do with each other."""


class Vocabulary:
    """The words of a catalogue's names, and the runs of signs that they consist of."""

    def __init__(self, words: dict[str, int]) -> None:
        self.places = words
        self.grams = Counted(grams_of(word).items() for word in words)
        self._even = np.ones(len(self.grams.places), np.float32)
        self._columns = weigh(self.grams.matrix, self._even).T.tocsr()

    def nearness(self, asked: Sequence[str]) -> Floats:
        """One row an asked word, one column a word of the vocabulary: 0 for far, `NEAR` to 1 for near."""
        rows = self.grams.asked((grams_of(word).items() for word in asked), self._even, 1.0)
        near = (rows @ self._columns).toarray()
        for row, word in enumerate(asked):
            if word in self.places:
                near[row, self.places[word]] = 1
        return np.asarray(np.where(near >= NEAR, near, 0), np.float32)


class Coverage:
    """Names as lists of words of a vocabulary, laid end to end; none of them is empty."""

    def __init__(self, counts: sparse.csr_array, weights: Floats) -> None:
        self.words = counts.indices
        self.weights = weights
        self._worth = weights[self.words]
        self._starts = counts.indptr[:-1]
        self.total = np.maximum(self._sums(self._worth), 1e-9)

    def _sums(self, values: Floats) -> Floats:
        return np.asarray(np.add.reduceat(values, self._starts), np.float32)

    def _best(self, values: Floats) -> Floats:
        return np.asarray(np.maximum.reduceat(values, self._starts), np.float32)

    def of_names(self, near: Floats) -> Floats:
        """The share of each name's weight that is near some asked word; `near` is the best of each vocabulary word."""
        return np.asarray(self._sums(self._worth * near[self.words]) / self.total, np.float32)

    def of_text(self, near: Floats, weights: Floats) -> Floats:
        """The share of the asked words' weight that each name has something near to."""
        found = np.zeros(len(self._starts), np.float32)
        for row, weight in zip(near, weights, strict=True):
            found += weight * self._best(row[self.words])
        return np.asarray(found / weights.sum(), np.float32)
