"""The words of a catalogue, arranged once so that each key somebody types is answered quickly. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from volunteer_match.suggesting.words import fold

Terms = tuple[str, ...]
"""What one skill is called: its name, then its synonyms."""

_WORD = re.compile(r"\w+")
_PENALTY_HALF_TYPED = 0.05
_PENALTY_FIRST_LETTER = 0.1


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """`words[i][j]` are the words of term j of entry i; `places[word]` are the (i, j) where a word stands."""

    words: tuple[tuple[tuple[str, ...], ...], ...]
    places: Mapping[str, tuple[tuple[int, int], ...]]
    vocabulary: tuple[str, ...]


@lru_cache(maxsize=32768)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, bare of accents, capitals and punctuation; none for a text of only signs or emoji."""
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=8)
def index_of(entries: tuple[Terms, ...]) -> SearchIndex:
    """The index of these entries. The last few are kept: one catalogue in each language that is being read."""
    words = tuple(tuple(words_of(term) for term in terms) for terms in entries)
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for entry, terms in enumerate(words):
        for place, term in enumerate(terms):
            for word in term:
                places[word].append((entry, place))
    return SearchIndex(words, {word: tuple(found) for word, found in places.items()}, tuple(places))


def near_words(asked: str, vocabulary: tuple[str, ...]) -> dict[str, float]:
    """How near each word comes to the asked one, 0 to 1. Words that are too far are left out."""
    near = {word: 1.0 for word in vocabulary if word.startswith(asked)}
    allowed = _errors_allowed(len(asked))
    if allowed == 0:
        return near
    # A word half typed is compared with beginnings of its own length and one sign more or less.
    for length in (None, len(asked) - 1, len(asked), len(asked) + 1):
        beginnings = vocabulary if length is None else [word[:length] for word in vocabulary]
        for word, errors in _within(asked, beginnings, vocabulary, allowed):
            near[word] = max(near.get(word, 0.0), _worth(asked, word, errors, is_whole=length is None))
    return near


def _within(
    asked: str, compared: Iterable[str], vocabulary: tuple[str, ...], allowed: int
) -> Iterable[tuple[str, float]]:
    # The stubs of rapidfuzz want a scorer of floats; this one counts whole errors.
    hits = process.extract(asked, compared, scorer=OSA.distance, score_cutoff=allowed, limit=None)  # type: ignore[arg-type]
    return ((vocabulary[index], errors) for _, errors, index in hits)


def _worth(asked: str, word: str, errors: float, *, is_whole: bool) -> float:
    """People rarely get the first letter wrong, so a word that begins alike is the likelier one."""
    worth = 1 - errors / len(asked) - (0 if is_whole else _PENALTY_HALF_TYPED)
    return worth if word[0] == asked[0] else max(0.0, worth - _PENALTY_FIRST_LETTER)


def _errors_allowed(length: int) -> int:
    """Two letters are too few to be wrong about; long words may have two slips (a swap of neighbours is one)."""
    return 0 if length < 3 else 1 if length < 6 else 2
