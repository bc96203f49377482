"""What longer texts say of skills, languages and levels, with the shipped catalogue."""

from functools import cache

import pytest

from volunteer_match.people.catalogue import OFFERED_LANGUAGES, language_name, read_catalogue
from volunteer_match.people.catalogue.reader import read_cues
from volunteer_match.people.catalogue.suggestions import LIKELY, MOST
from volunteer_match.suggesting.catalogue import Entry
from volunteer_match.suggesting.languages import LanguageFound, find_languages
from volunteer_match.suggesting.levels import find_level
from volunteer_match.suggesting.suggester import Suggester


@cache
def shipped(language: str) -> Suggester:
    cues = read_cues(language)
    return Suggester([Entry(s.id, (s.name_in(language), *cues.get(s.id, ()))) for s in read_catalogue()], language)


def found(title: str, text: str, language: str = "en") -> set[str]:
    return {each.skill for each in shipped(language).suggest(title, text, MOST, LIKELY)}


@pytest.mark.parametrize(
    ("language", "title", "text", "skills"),
    [
        (
            "en",
            "Treasurer",
            "You keep the books and draw up the annual accounts.",
            {"bookkeeping", "financial-reporting"},
        ),
        ("en", "Help us", "Somebody who can edit videos and add subtitles to them.", {"video-editing", "captioning"}),
        ("en", "Voice of a friend", "A weekly phone call with an older person.", {"telephone-befriending"}),
        ("es", "Tesorera", "Llevar las cuentas de una asociación pequeña.", {"bookkeeping"}),
        ("es", "Vídeos", "Necesitamos editar vídeos y subtitular vídeos cortos.", {"video-editing", "captioning"}),
    ],
)
def test_sentences_speak_of_skills(language: str, title: str, text: str, skills: set[str]) -> None:
    assert skills <= found(title, text, language)


@pytest.mark.parametrize("text", ["It is good for you and for us.", "Volunteers and new volunteers help people."])
def test_words_of_every_text_suggest_nothing(text: str) -> None:
    assert found("", text) == set()


def test_the_passages_that_speak_for_a_skill_are_told() -> None:
    text = "We are a small team. You bring proven experience of video editing. Tea is provided."
    told = {each.skill: each.said for each in shipped("en").suggest("", text, MOST, LIKELY)}
    assert told["video-editing"] == ("You bring proven experience of video editing",)


@pytest.mark.parametrize(
    ("language", "passage", "level"),
    [
        ("en", "a qualified lawyer", 4),
        ("en", "advanced spreadsheet skills", 3),
        ("en", "good knowledge of design", 2),
        ("en", "no experience needed", 1),
        ("en", "draws cats", None),
        ("es", "nivel avanzado", 3),
        ("es", "conocimientos básicos", 1),
    ],
)
def test_words_tell_a_level(language: str, passage: str, level: int | None) -> None:
    assert find_level(passage, language) == level


def names(language: str) -> dict[str, str]:
    return {tag: language_name(tag, language) for tag in OFFERED_LANGUAGES}


@pytest.mark.parametrize(
    ("language", "text", "languages"),
    [
        ("en", "I speak fluent Spanish, some Polish and Arabic (B2).", [("es", 5), ("pl", 2), ("ar", None)]),
        ("en", "You polish shoes, and the irish coffee is ours.", []),
        ("en", "Native Portuguese speakers; English at C1", [("pt", 7), ("en", 5)]),
        ("en", "British Sign Language", [("bfi", None)]),
        ("es", "Hablo inglés con fluidez y un poco de francés", [("en", 5), ("fr", 2)]),
    ],
)
def test_languages_are_found_with_their_level(
    language: str, text: str, languages: list[tuple[str, int | None]]
) -> None:
    assert find_languages(text, names(language), language) == [LanguageFound(tag, level) for tag, level in languages]
