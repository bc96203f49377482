"""How well somebody must, or can, do something, from the words around it. Pure."""

import re

from volunteer_match.suggesting.words import fold

BEGINNER, INTERMEDIATE, ADVANCED, EXPERT = 1, 2, 3, 4
NATIVE = 7
_SKILL_WORDS = {
    "en": (
        (EXPERT, r"experts?|expertise|qualified|professional(?:ly)?|chartered|certified|highly skilled"),
        (ADVANCED, r"advanced|experienced|proven|strong|years of"),
        (INTERMEDIATE, r"intermediate|solid|good|confident|some experience|working knowledge|familiar\w*"),
        (BEGINNER, r"beginners?|basics?|no (?:prior |previous )?experience|learn(?:ing)?|a little"),
    ),
    "es": (
        (EXPERT, r"expert[oa]s?|titulad[oa]s?|profesional(?:es)?|certificad[oa]s?|cualificad[oa]s?"),
        (ADVANCED, r"avanzad[oa]s?|con experiencia|amplia|anos de"),
        (INTERMEDIATE, r"intermedi[oa]s?|buen[oa]?s?|alguna experiencia|conocimientos de"),
        (BEGINNER, r"principiantes?|basic[oa]s?|sin experiencia|aprend\w+|un poco"),
    ),
}
_LANGUAGE_WORDS = {
    "en": (
        (NATIVE, r"native|mother tongue|first language|grew up"),
        (5, r"fluent(?:ly)?|bilingual|proficient|excellent|advanced|professional"),
        (4, r"good|confident(?:ly)?|upper[- ]intermediate|very well"),
        (3, r"intermediate|conversational|everyday|quite well"),
        (2, r"basic|some|a little|elementary"),
        (1, r"a few words|beginners?"),
    ),
    "es": (
        (NATIVE, r"nativ[oa]s?|lengua materna|primera lengua"),
        (5, r"fluid[oa]|con fluidez|bilingues?|excelente|avanzado|dominio|perfectamente"),
        (4, r"buen|bien"),
        (3, r"intermedio|conversacional|me defiendo"),
        (2, r"basico|algo de|un poco"),
        (1, r"principiante|unas palabras"),
    ),
}
_CEFR = re.compile(r"\b([ABC][12])\b", re.IGNORECASE)
_CEFR_LEVELS = ("a1", "a2", "b1", "b2", "c1", "c2")


def _first(words: tuple[tuple[int, str], ...], folded: str) -> int | None:
    return next((level for level, pattern in words if re.search(rf"\b(?:{pattern})\b", folded)), None)


def find_level(passage: str, language: str) -> int | None:
    """1 (beginner) to 4 (expert) as a passage tells it of a skill, the highest that it names; None where it doesn't."""
    return _first(_SKILL_WORDS[language], fold(passage))


def find_proficiency(passage: str, language: str) -> int | None:
    """1 (A1) to 7 (native) as a passage tells it of a language; a level such as B2 is taken at its word."""
    named = _CEFR.search(passage)
    if named:
        return _CEFR_LEVELS.index(named[1].lower()) + 1
    return _first(_LANGUAGE_WORDS[language], fold(passage))
