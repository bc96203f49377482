"""Skills and languages that a text speaks of, for somebody to confirm. Nothing is written here."""

from dataclasses import dataclass

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.people.catalogue.languages import OFFERED_LANGUAGES
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.catalogue.naming import language_name
from volunteer_match.people.catalogue.snapshot import catalogue_now
from volunteer_match.suggesting.languages import LanguageFound, find_languages
from volunteer_match.suggesting.levels import find_level
from volunteer_match.suggesting.suggester import Suggestion
from volunteer_match.suggesting.words import LANGUAGES, guess_language

MOST = 6
LIKELY = 0.5
"""The score from which a skill is shown; docs/suggesting.md has what it finds and misses at this one."""
IMPORTED = 0.8
"""An imported skill counts for so much of its score: thousands of them must not crowd out the curated ones."""


@dataclass(frozen=True, slots=True)
class SuggestedSkill:
    """A skill for somebody to take or leave; `level` (1 to 4) where the text tells one."""

    skill: Skill
    score: float
    level: int | None


def text_language(language: str, text: str) -> str:
    """ "en" or "es": what the text is said to be in if that is one of them, else what its words look like."""
    known = language.partition("-")[0]
    return known if known in LANGUAGES else guess_language([text])


def _found(title: str, text: str, language: str) -> list[Suggestion]:
    catalogue = catalogue_now()
    found = catalogue.suggester(language).suggest(title, text, MOST * 4, LIKELY)
    weighed = [
        Suggestion(each.skill, each.score * IMPORTED, each.said) if catalogue.by_code[each.skill].is_imported else each
        for each in found
    ]
    return sorted((each for each in weighed if each.score >= LIKELY), key=lambda each: -each.score)


def suggest_codes(title: str, text: str, language: str) -> list[str]:
    """The codes of the skills that the text most likely speaks of, best first."""
    return [each.skill for each in _found(title, text, text_language(language, f"{title} {text}"))[:MOST]]


def suggest_skills(title: str, text: str, language: str, without: frozenset[str] = frozenset()) -> list[SuggestedSkill]:
    """The same as rows, `without` those that are there already, each with the level that its passage tells."""
    spoken = text_language(language, f"{title} {text}")
    found = [each for each in _found(title, text, spoken) if each.skill not in without][:MOST]
    rows = db.session.scalars(select(Skill).where(Skill.code.in_([each.skill for each in found])))
    skills = {skill.code: skill for skill in rows}
    return [
        SuggestedSkill(skills[each.skill], each.score, _level(each.said, spoken))
        for each in found
        if each.skill in skills
    ]


def suggest_languages(text: str, language: str, without: frozenset[str] = frozenset()) -> list[LanguageFound]:
    """Languages that the text names, in its order."""
    spoken = text_language(language, text)
    names = {tag: language_name(tag, spoken) for tag in OFFERED_LANGUAGES}
    return [found for found in find_languages(text, names, spoken) if found.tag not in without]


def _level(passages: tuple[str, ...], language: str) -> int | None:
    """The highest that a passage which speaks of the skill tells."""
    told = (find_level(passage, language) for passage in passages)
    return max((level for level in told if level is not None), default=None)
