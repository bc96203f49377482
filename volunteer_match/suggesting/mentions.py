"""Skills that a longer text mentions: names whose words stand close together in one of its passages. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from volunteer_match.suggesting.catalogue import Catalogue, Name
from volunteer_match.suggesting.vectors import Floats
from volunteer_match.suggesting.words import field_words, words_of

SAME = 0.85
"""In running text, with its many words, only words this near are taken for the same."""
ENOUGH = 0.8
"""The share of a name's weight that must stand in one passage."""
SPARE_WORDS = 2
"""Other words that may stand between those of a name."""
OWN_WORD, OTHER_WORD, SEVERAL_WORDS = 0.6, 0.4, 0.75
"""What one mention proves: of a skill's own name of one word, of another name of one word, of a name of several."""
ONLY_FIELD_WORDS = 0.15
"""The same of a name that has nothing but words of the field ("new volunteers"), or one word that means something
among words that don't ("voice-over")."""

Places = dict[str, list[tuple[int, int]]]
"""For each word of a text where it stands: (passage, word of the passage), counted without function words."""


def _places(passages: Sequence[Sequence[str]]) -> Places:
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for passage, terms in enumerate(passages):
        for at, term in enumerate(terms):
            places[term].append((passage, at))
    return places


class Mentions:
    """The passages of one text, as the words of a catalogue stand in them."""

    def __init__(self, catalogue: Catalogue, passages: Iterable[str]) -> None:
        self.catalogue = catalogue
        self.passages = [catalogue.analyser.terms(passage) for passage in passages]
        self._places = _places(self.passages)
        self._words = list(self._places)
        near = catalogue.vocabulary.nearness(self._words)
        self._near: Floats = np.where(near >= SAME, near, 0).astype(np.float32)

    def strengths(self) -> list[dict[int, float]]:
        """For each passage the skills (by place in the catalogue) that it mentions, each 0 to 1."""
        found: list[dict[int, float]] = [{} for _ in self.passages]
        if self.catalogue.coverage is None or not self._words:
            return found
        covered = self.catalogue.coverage.of_names(self._near.max(axis=0))
        for number in np.flatnonzero(covered >= ENOUGH):
            name = self.catalogue.names[number]
            for passage, share in self._shares(name).items():
                strength = share * _proof(name, self.catalogue)
                found[passage][name.entry] = max(strength, found[passage].get(name.entry, 0.0))
        return found

    def _shares(self, name: Name) -> dict[int, float]:
        """The passages in which enough of the name stands close together, with the share of its weight."""
        terms = list(dict.fromkeys(name.terms))
        weights = self.catalogue.weights_of(terms)
        marks: defaultdict[int, list[tuple[int, int, float]]] = defaultdict(list)
        for row, term in enumerate(terms):
            column = self._near[:, self.catalogue.vocabulary.places[term]]
            for word in np.flatnonzero(column):
                for passage, at in self._places[self._words[word]]:
                    marks[passage].append((at, row, float(column[word])))
        span = len(terms) + SPARE_WORDS
        shares = {passage: _densest(sorted(found), weights, span) for passage, found in marks.items()}
        return {passage: share for passage, share in shares.items() if share >= ENOUGH}


def _densest(marks: list[tuple[int, int, float]], weights: Floats, span: int) -> float:
    """The largest share of a name's weight within `span` words; marks are (where, which word of the name, nearness)."""
    most = 0.0
    for first, (start, _, _) in enumerate(marks):
        best: dict[int, float] = {}
        for at, row, near in marks[first:]:
            if at >= start + span:
                break
            best[row] = max(near, best.get(row, 0.0))
        most = max(most, sum(float(weights[row]) * near for row, near in best.items()))
    return most / float(weights.sum())


def _proof(name: Name, catalogue: Catalogue) -> float:
    """What a mention of this name proves: words of the field count for little."""
    telling = set(name.terms) - field_words(catalogue.analyser.language)
    if not telling:
        return ONLY_FIELD_WORDS
    if len(set(name.terms)) > 1:
        return SEVERAL_WORDS
    if len(words_of(name.text)) > 1:
        return ONLY_FIELD_WORDS
    is_own = name.text == catalogue.entries[name.entry].names[0]
    return OWN_WORD if is_own else OTHER_WORD
