"""Languages that a text names, with how well it says they are spoken. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from volunteer_match.suggesting.levels import find_proficiency
from volunteer_match.suggesting.words import MOST_SIGNS, fold

_PASSAGE = re.compile(r"[\n\r•;:!?()]+|\.(?=\s|$)|,")
_OFTEN_LISTED = re.compile(r"\s(?:and|or|y|e|o)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LanguageFound:
    """A language by its BCP 47 tag; `level` is 1 (A1) to 7 (native), None where the text tells none."""

    tag: str
    level: int | None


def _patterns(names: Mapping[str, str]) -> Iterator[tuple[str, re.Pattern[str]]]:
    """A pattern for each language whose name is not a part of a longer one that stands first."""
    for tag, name in sorted(names.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        yield tag, re.compile(rf"(?<!\w){re.escape(fold(name))}(?!\w)")


def _is_written_as_name(text: str, start: int, end: int, language: str) -> bool:
    """English writes names of languages with a capital: "polish" is what one does to shoes."""
    return language != "en" or text[start:end][:1].isupper() or text.isupper()


def find_languages(text: str, names: Mapping[str, str], language: str) -> list[LanguageFound]:
    """Each language that the text (in `language`) names, in the order of the text; `names` are in that language too."""
    patterns = list(_patterns(names))
    found: dict[str, int | None] = {}
    for piece in (part for whole in _PASSAGE.split(text[:MOST_SIGNS]) for part in _OFTEN_LISTED.split(whole)):
        folded = fold(piece)
        if len(folded) != len(piece):  # a sign that folds to several, so that places no longer agree
            piece = folded.title()
            folded = fold(piece)
        for _start, tag in sorted(_named(piece, folded, patterns, language)):
            level = find_proficiency(piece, language)
            found[tag] = max((each for each in (found.get(tag), level) if each is not None), default=None)
    return [LanguageFound(tag, level) for tag, level in found.items()]


def _named(
    piece: str, folded: str, patterns: list[tuple[str, re.Pattern[str]]], language: str
) -> Iterator[tuple[int, str]]:
    taken: list[tuple[int, int]] = []
    for tag, pattern in patterns:
        for match in pattern.finditer(folded):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            if _is_written_as_name(piece, start, end, language):
                taken.append((start, end))
                yield start, tag
