"""A catalogue arranged so that a text finds the skills it is about. Pure; built once, then only read."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from volunteer_match.suggesting.nearness import Coverage, Vocabulary
from volunteer_match.suggesting.vectors import Counted, Floats, against, grams_of, rarity, weigh
from volunteer_match.suggesting.words import Analyser, asked_part

RUNS, PAIRS, COVERED = 0.5, 0.2, 0.3
"""What the three measures of likeness count for: runs of signs, words with pairs of words, covered words."""
COMMON_RUNS = 0.6
"""A run of signs that is rare tells less than a rare word does: its rarity is raised to this power."""
PLAIN_FIRST = 1e-6
"""Taken off a likeness per sign of the name, so that of two forms of one name the plain one comes first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A skill with everything it is called, its own name first."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one skill; `entry` is the skill's place in the catalogue."""

    entry: int
    text: str
    terms: tuple[str, ...]


def _with_pairs(terms: Iterable[str]) -> Iterator[str]:
    before = None
    for term in terms:
        yield term
        if before is not None:
            yield f"{before} {term}"
        before = term


class Catalogue:
    """Entries of one language. A name without a letter or a digit is never found.

    How rare a word is, is counted over the skills' own names only: so another synonym can't make a skill less likely.
    """

    def __init__(self, entries: Iterable[Entry], language: str = "en") -> None:
        self.entries = tuple(entries)
        self.analyser = Analyser(language)
        self.names = list(self._read())
        own: NDArray[np.int64] = np.unique([name.entry for name in self.names], return_index=True)[1]
        self._words = Counted(Counter(name.terms).items() for name in self.names)
        self.vocabulary = Vocabulary(self._words.places)
        self._pairs = Counted(Counter(_with_pairs(name.terms)).items() for name in self.names)
        runs = (self._words.matrix @ self.vocabulary.grams.matrix).tocsr()
        self.rarity = rarity(self._words.matrix, own)
        self._run_rarity = rarity(runs, own) ** np.float32(COMMON_RUNS)
        self._pair_rarity = rarity(self._pairs.matrix, own)
        self._run_columns = weigh(runs, self._run_rarity).tocsc()
        self._pair_columns = weigh(self._pairs.matrix, self._pair_rarity).tocsc()
        self.coverage = Coverage(self._words.matrix, self.rarity) if self.names else None
        self.owners = np.array([name.entry for name in self.names], np.int64)
        self._lengths = np.array([len(name.text) for name in self.names], np.float32) * np.float32(PLAIN_FIRST)
        self._rarest = 1 + log(1 + len(own))

    def _read(self) -> Iterator[Name]:
        for place, entry in enumerate(self.entries):
            for text in dict.fromkeys(entry.names):
                if terms := self.analyser.terms(text):
                    yield Name(place, text, tuple(terms))

    def weights_of(self, terms: Iterable[str]) -> Floats:
        """How much each word of a text counts; one that no name has, counts like the rarest."""
        places = self._words.places
        known = (self.rarity[places[term]] if term in places else self._rarest for term in terms)
        return np.fromiter(known, np.float32)

    def likeness(self, text: str) -> Floats:
        """How alike a short text and each name are, 0 to 1."""
        terms = self.analyser.terms(asked_part(text, self.analyser.language))
        if not terms or self.coverage is None:
            return np.zeros(len(self.names), np.float32)
        distinct = list(dict.fromkeys(terms))
        near = self.vocabulary.nearness(distinct)
        text_covered = self.coverage.of_text(near, self.weights_of(distinct))
        covered = np.sqrt(text_covered * self.coverage.of_names(near.max(axis=0)))
        runs = sum((grams_of(term) for term in terms), Counter[str]())
        run_row = self.vocabulary.grams.asked([runs.items()], self._run_rarity, self._rarest**COMMON_RUNS)
        pairs = Counter(_with_pairs(terms))
        pair_row = self._pairs.asked([pairs.items()], self._pair_rarity, self._rarest)
        found = RUNS * against(run_row, self._run_columns) + PAIRS * against(pair_row, self._pair_columns)
        found += np.float32(COVERED) * covered
        return np.asarray(np.maximum(found - self._lengths, 0), np.float32)

    def best_of_entries(self, found: Floats) -> Floats:
        """Of a figure a name, the highest of each skill."""
        best = np.zeros(len(self.entries), np.float32)
        np.maximum.at(best, self.owners, found)
        return best
