"""Finds skills while somebody types: without accents or capitals, with typing errors, in both languages. Pure.

The order of what is found (`Hit.rank` begins with these numbers):

0, 1. the text is a name, a synonym, in full;
2, 3. a name, a synonym, begins with the text;
4, 5. each word of the text begins a word of the name, of a synonym, in any order;
6. most words of the text are near words of one name or synonym; fewer errors come first;
7. the same, with words from several of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from volunteer_match.people.catalogue.reader import CatalogueSkill
from volunteer_match.people.catalogue.search_index import SearchIndex, index_of, near_words, words_of

LONGEST_QUERY = 100
MOST_WORDS = 8
NEAR_ENOUGH = 0.6
"""Share of a text that must be found, as a mean over its words, before a skill is offered for it."""
NOISE = 0.2
"""The share that may be missing of a text that something else matches without error."""
NEAR_KIND = 6

Near = dict[str, float]
Rank = tuple[int, float, int]


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

    `rank` sorts the hits of one search, best first; it means nothing between searches.
    """

    id: str
    name: str
    synonym: str | None
    rank: Rank


def search_entry(skill: CatalogueSkill, language: str = "en") -> SearchEntry:
    """The shipped `skill` for a reader of `language`; the other language's name is one of the synonyms."""
    name = skill.name_in(language)
    others = (skill.name_en, skill.name_es, *skill.synonyms_en, *skill.synonyms_es)
    return SearchEntry(skill.id, name, tuple(dict.fromkeys(other for other in others if other != name)))


@dataclass(frozen=True, slots=True)
class Searched:
    """Entries with their index, for a catalogue that is asked often."""

    entries: Sequence[Searchable]
    index: SearchIndex


def arrange(entries: Iterable[Searchable]) -> Searched:
    """Arranges entries once, to be searched many times."""
    listed = tuple(entries)
    return Searched(listed, index_of(tuple((entry.name, *entry.synonyms) for entry in listed)))


def search_skills(query: str, entries: Iterable[Searchable], limit: int = 8) -> list[Hit]:
    """At most `limit` skills for what was typed, best first; none for a text without a letter or a digit."""
    return search_arranged(query, arrange(entries), limit)


def search_arranged(query: str, searched: Searched, limit: int = 8) -> list[Hit]:
    """The same over entries that were arranged before."""
    asked = words_of(query[:LONGEST_QUERY])[:MOST_WORDS]
    if not asked:
        return []
    index = searched.index
    near = {word: near_words(word, index.vocabulary) for word in asked}
    hits = []
    for number, places in _candidates(near, index).items():
        best = _best(asked, index.words[number], places, near)
        if best is not None:
            rank, place = best
            entry = searched.entries[number]
            hits.append(Hit(entry.id, entry.name, entry.synonyms[place - 1] if place else None, rank))
    return sorted(_worth_showing(hits), key=lambda hit: (hit.rank, hit.name, hit.id))[:limit]


def _worth_showing(hits: list[Hit]) -> list[Hit]:
    """Beside an exact find, only what is very near helps; the rest would look like a mistake of ours."""
    if all(hit.rank[0] >= NEAR_KIND for hit in hits):
        return hits
    return [hit for hit in hits if hit.rank[0] < NEAR_KIND or hit.rank[1] <= NOISE]


def _candidates(near: dict[str, Near], index: SearchIndex) -> dict[int, set[int]]:
    """Per entry the places of those names and synonyms that have at least one near word."""
    found: dict[int, set[int]] = {}
    for words in near.values():
        for word in words:
            for entry, place in index.places[word]:
                found.setdefault(entry, set()).add(place)
    return found


def _best(
    asked: tuple[str, ...], terms: tuple[tuple[str, ...], ...], places: set[int], near: dict[str, Near]
) -> tuple[Rank, int] | None:
    ranks = [(_rank(asked, terms[place], near, place), place) for place in places]
    matching = [(rank, place) for rank, place in ranks if rank is not None]
    if matching:
        return min(matching)
    together = tuple(word for place in places for word in terms[place])
    missing = _missing(asked, together, near)
    if missing > 1 - NEAR_ENOUGH:
        return None
    place = min(places, key=lambda place: (_missing(asked, terms[place], near), place))
    return (NEAR_KIND + 1, round(missing, 6), len(terms[place])), place


def _rank(asked: tuple[str, ...], words: tuple[str, ...], near: dict[str, Near], place: int) -> Rank | None:
    """(how it matches, share of the text that is missing, words beyond it), or None for no match."""
    missing = _missing(asked, words, near)
    if missing > 1 - NEAR_ENOUGH:
        return None
    beyond = len(words) - len(asked)
    is_synonym = place > 0
    if words == asked:
        return (0 + is_synonym, 0.0, 0)
    if _begins(words, asked):
        return (2 + is_synonym, 0.0, beyond)
    if all(any(word.startswith(part) for word in words) for part in asked):
        return (4 + is_synonym, 0.0, beyond)
    return (NEAR_KIND, round(missing, 6), beyond + is_synonym)


def _begins(words: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    last = len(asked) - 1
    return len(words) > last and words[:last] == asked[:last] and words[last].startswith(asked[last])


def _missing(asked: tuple[str, ...], words: tuple[str, ...], near: dict[str, Near]) -> float:
    """1 minus the mean nearness. Words of one or two letters ("to", "de") count only where there are no others."""
    counted = [word for word in asked if len(word) > 2] or list(asked)
    found = (max((near[part].get(word, 0.0) for word in words), default=0.0) for part in counted)
    return 1 - sum(found) / len(counted)
