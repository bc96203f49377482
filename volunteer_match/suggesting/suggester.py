"""Skills for a text, best first, with what speaks for each. Pure and deterministic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from volunteer_match.suggesting.catalogue import Catalogue, Entry
from volunteer_match.suggesting.mentions import Mentions
from volunteer_match.suggesting.vectors import Floats
from volunteer_match.suggesting.words import MOST_SIGNS, passages_of

SHORT = 14
"""A text of at most so many words that carry meaning is compared as a whole, a longer one passage by passage."""
TITLE_COUNTS = 2
"""What a title mentions counts like so many mentions in the text below it."""
TITLE_ALIKE = 0.9
"""How much the likeness of a whole title to a name proves beside what it mentions."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A skill with its score, 0 to 1. Scores of one text compare; those of a short and a long one do not."""

    skill: str
    score: float
    said: tuple[str, ...] = ()
    """The passages that speak for it; none where only the title as a whole does."""


class Suggester:
    """Suggests entries of one catalogue. Built once; as many threads as like may ask it."""

    def __init__(self, entries: Iterable[Entry], language: str = "en") -> None:
        self.catalogue = Catalogue(entries, language)

    def rank(self, text: str, most: int) -> list[Suggestion]:
        """At most `most` skills for a text of any length. Equal scores stand in the order of the catalogue."""
        if len(self.catalogue.analyser.terms(text)) <= SHORT:
            scores = self.catalogue.best_of_entries(self.catalogue.likeness(text[:MOST_SIGNS]))
        else:
            scores = self._mentioned("", text)[0]
        return self._listed(scores, most)

    def suggest(self, title: str, text: str, most: int, floor: float) -> list[Suggestion]:
        """At most `most` skills for a title with a text below it, those with a score of at least `floor`."""
        alike = self.catalogue.best_of_entries(self.catalogue.likeness(title)) * np.float32(TITLE_ALIKE)
        mentioned, said = self._mentioned(title, text)
        listed = self._listed(np.maximum(alike, mentioned), most, said)
        return [found for found in listed if found.score >= floor]

    def _mentioned(self, title: str, text: str) -> tuple[Floats, dict[int, list[str]]]:
        """1 − Π (1 − strength) over all mentions, so each further one adds less; and where each skill stands."""
        titles = passages_of(title)
        passages = [*titles, *passages_of(text)]
        missed = np.ones(len(self.catalogue.entries), np.float32)
        said: dict[int, list[str]] = {}
        for place, found in enumerate(Mentions(self.catalogue, passages).strengths()):
            times = TITLE_COUNTS if place < len(titles) else 1
            for entry, strength in found.items():
                missed[entry] *= np.float32((1 - strength) ** times)
                said.setdefault(entry, []).append(passages[place])
        return np.asarray(1 - missed, np.float32), said

    def _listed(self, scores: Floats, most: int, said: Mapping[int, list[str]] | None = None) -> list[Suggestion]:
        # Only what can be among the best is put in order.
        least = np.partition(scores, -most)[-most] if most < len(scores) else 0
        able = np.flatnonzero((scores >= least) & (scores > 0))
        best = [int(at) for at in able[np.argsort(-scores[able], kind="stable")][:most]]
        entries = self.catalogue.entries
        return [Suggestion(entries[at].id, float(scores[at]), tuple((said or {}).get(at, ()))) for at in best]
