"""What a text consists of: passages, and words that compare across endings and spellings. Pure."""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import snowballstemmer

LANGUAGES = {"en": "english", "es": "spanish"}
"""The languages that have word lists here, with the name of their stemmer."""
MOST_SIGNS = 20_000
"""What stands beyond is not read, so that no text takes long."""
_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[\n\r•·|;:!?()\[\]\"“”]+|[.,](?=\s|$)|\s[-–—*]+\s")
_LEFT_OUT = {
    "en": re.compile(r"\b(?:except|excluding|other than)\b.*", re.IGNORECASE | re.DOTALL),
    "es": re.compile(r"\b(?:excepto|salvo|excluid[oa]s?)\b.*", re.IGNORECASE | re.DOTALL),
}


def fold(text: str) -> str:
    """The text without capitals and accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def words_of(text: str) -> list[str]:
    """Its words, folded; none for a text of only signs or emoji."""
    return _WORD.findall(fold(text[:MOST_SIGNS]))


def passages_of(text: str) -> list[str]:
    """The pieces between signs that part a thought from the next: stops, commas, lines, bullets, brackets."""
    return [piece for piece in (part.strip() for part in _BREAK.split(text[:MOST_SIGNS])) if piece]


def asked_part(text: str, language: str) -> str:
    """The text without what it says is not meant ("Engineers, except naval"); the whole where nothing would be left."""
    return _LEFT_OUT[language].sub("", text).strip(" ,") or text


@cache
def function_words(language: str) -> frozenset[str]:
    """Words that say nothing of a skill, folded."""
    text = files(__package__).joinpath(f"function_words_{language}.txt").read_text(encoding="utf-8")
    return frozenset(fold(text).split())


@cache
def field_words(language: str) -> frozenset[str]:
    """Stems of words that stand in nearly every text of volunteering, and so tell little of one."""
    text = files(__package__).joinpath(f"field_words_{language}.txt").read_text(encoding="utf-8")
    return frozenset(_stem(language, word) for word in fold(text).split())


@cache
def _variants(language: str) -> dict[str, str]:
    """Each word of a line of variants with the first of that line: they mean the same in names of work."""
    text = files(__package__).joinpath("variants.csv").read_text(encoding="utf-8")
    rows = [fold(row["words"]).split() for row in csv.DictReader(text.splitlines()) if row["language"] == language]
    return {word: row[0] for row in rows for word in row}


def guess_language(texts: list[str]) -> str:
    """The language whose function words stand most often in the texts; English where they tell nothing."""
    found = dict.fromkeys(LANGUAGES, 0)
    for text in texts:
        words = words_of(text)
        for language in LANGUAGES:
            found[language] += sum(word in function_words(language) for word in words)
    return max(found, key=lambda language: found[language])


@dataclass(frozen=True, slots=True)
class Analyser:
    """Turns texts of one language into comparable words."""

    language: str

    def stem(self, word: str) -> str:
        """The stem of a folded word, after its variant was replaced."""
        return _stem(self.language, _variants(self.language).get(word, word))

    def terms(self, text: str) -> list[str]:
        """The stems of the words that carry meaning, in order; of all words where none does.

        A function word in capitals is an abbreviation ("IT support"), unless the whole text is in capitals.
        """
        quiet = function_words(self.language)
        is_shouted = text.isupper()
        read = [(word, fold(word)) for word in _WORD.findall(text[:MOST_SIGNS])]
        words = [part for _, folded in read for part in _WORD.findall(folded)]
        kept = [
            part
            for word, folded in read
            for part in _WORD.findall(folded)
            if part not in quiet or (len(word) > 1 and word.isupper() and not is_shouted)
        ]
        return [self.stem(word) for word in kept or words]


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(LANGUAGES[language])


@lru_cache(maxsize=100_000)
def _stem(language: str, word: str) -> str:
    return str(_stemmer(language).stemWord(word))
