"""Finds skills while somebody types: without accents or capitals, with typing errors, in both languages. Pure.

The order of what is found:

1. the text is a name, then a synonym, in full;
2. a name, then a synonym, begins with the text;
3. each word of the text begins a word of the name, then of a synonym, in any order;
4. most words of the text are near a word, or near the beginning of one; fewer errors come first.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from volunteer_match.people.catalogue.reader import CatalogueSkill

LONGEST_QUERY = 100
MOST_WORDS = 8
NEAR_ENOUGH = 0.6
"""Share of a text that must be found, as a mean over its words, before a skill is offered for it."""

_WORD = re.compile(r"\w+")


class Searchable(Protocol):
    """What can be searched: a shipped skill as `SearchEntry`, or a row of the database with the same three names."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def synonyms(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A skill as one reader sees it: its name in their language, everything else it is called as synonyms."""

    id: str
    name: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A skill that was found. `synonym` is the one that matched; None when the name itself did.

    `rank` sorts hits of one search, best first; it means nothing between searches.
    """

    id: str
    name: str
    synonym: str | None
    rank: tuple[int, float, int]


def search_entry(skill: CatalogueSkill, language: str = "en") -> SearchEntry:
    """The shipped `skill` for a reader of `language`; the other language's name is one of the synonyms."""
    name = skill.name_in(language)
    others = (skill.name_en, skill.name_es, *skill.synonyms_en, *skill.synonyms_es)
    return SearchEntry(skill.id, name, tuple(dict.fromkeys(other for other in others if other != name)))


@lru_cache(maxsize=32768)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, bare of accents, capitals and punctuation; none for a text of only signs or emoji."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return tuple(_WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign))))


def search_skills(query: str, entries: Iterable[Searchable], limit: int = 8) -> list[Hit]:
    """At most `limit` skills for what was typed, best first; none for a text without a letter or a digit."""
    asked = words_of(query[:LONGEST_QUERY])[:MOST_WORDS]
    if not asked:
        return []
    searched = list(entries)
    vocabulary = {word for entry in searched for term in (entry.name, *entry.synonyms) for word in words_of(term)}
    nearness = [_nearness(word, vocabulary) for word in asked]
    hits = (_best_hit(asked, entry, nearness) for entry in searched)
    found = [hit for hit in hits if hit is not None]
    return sorted(found, key=lambda hit: (hit.rank, hit.name, hit.id))[:limit]


def _best_hit(asked: tuple[str, ...], entry: Searchable, nearness: list[dict[str, float]]) -> Hit | None:
    best: Hit | None = None
    for place, term in enumerate((entry.name, *entry.synonyms)):
        rank = _rank(asked, words_of(term), nearness, place > 0)
        if rank is not None and (best is None or rank < best.rank):
            best = Hit(entry.id, entry.name, term if place else None, rank)
    return best


def _rank(
    asked: tuple[str, ...], words: tuple[str, ...], nearness: list[dict[str, float]], is_synonym: bool
) -> tuple[int, float, int] | None:
    """(how it matches, how much is missing, words of the term that were not asked), or None for no match."""
    found = [max((near.get(word, 0.0) for word in words), default=0.0) for near in nearness]
    missing = 1 - sum(found) / len(found)
    if missing > 1 - NEAR_ENOUGH:
        return None
    unasked = len(words) - len(asked)
    if words == asked:
        return (0 + is_synonym, 0.0, 0)
    if words[: len(asked) - 1] == asked[:-1] and words[len(asked) - 1 : len(asked)] and _begins(words, asked):
        return (2 + is_synonym, 0.0, unasked)
    if all(any(word.startswith(part) for word in words) for part in asked):
        return (4 + is_synonym, 0.0, unasked)
    return (6, round(missing, 6), unasked + is_synonym)


def _begins(words: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    return words[len(asked) - 1].startswith(asked[-1])


def _nearness(asked: str, vocabulary: Iterable[str]) -> dict[str, float]:
    """How near each word comes to the asked one, 0 to 1; words that are too far are left out."""
    words = list(vocabulary)
    near = {word: 1.0 for word in words if word.startswith(asked)}
    allowed = _errors_allowed(len(asked))
    if allowed == 0:
        return near
    # A word half typed is compared with beginnings of its own length and one sign more or less.
    lengths = (None, len(asked) - 1, len(asked), len(asked) + 1)
    for length in lengths:
        beginnings = [word[:length] for word in words]
        for _, errors, index in process.extract(
            asked, beginnings, scorer=OSA.distance, score_cutoff=allowed, limit=None
        ):
            word = words[index]
            near[word] = max(near.get(word, 0.0), _worth(asked, word, errors, is_whole=length is None))
    return near


def _worth(asked: str, word: str, errors: float, *, is_whole: bool) -> float:
    """Whole words count a little more than beginnings, and so does a right first letter."""
    worth = 1 - errors / len(asked) - (0 if is_whole else 0.05)
    return max(0.0, worth if word[0] == asked[0] else worth - 0.1)


def _errors_allowed(length: int) -> int:
    return 0 if length < 3 else 1 if length < 6 else 2


