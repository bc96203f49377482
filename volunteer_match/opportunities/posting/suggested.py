"""What the text of a need suggests to ask for: offered, never added on its own."""

from collections.abc import Collection
from dataclasses import dataclass

from flask_babel import gettext as _

from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.opportunities.posting.actions import LanguageWanted, SkillWanted
from volunteer_match.people.catalogue.suggestions import suggest_languages, suggest_skills
from volunteer_match.web.labels import language_name, level_name, proficiency_name, skill_name

SKILL, LANGUAGE = "skill:", "language:"
LEAST_SKILL = int(SkillLevel.BEGINNER)
LEAST_LANGUAGE = int(Proficiency.B1)
"""The levels of what the text tells no level of: the least that is of use, which keeps nobody away."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A skill or a language to ask for. `value` names it in forms; `row` is what the editor's row then shows."""

    value: str
    label: str
    wanted: SkillWanted | LanguageWanted
    row: dict[str, str]


def _skills(title: str, text: str, language: str, without: frozenset[str]) -> list[Offer]:
    offers = []
    for found in suggest_skills(title, text, language, without):
        level, name = found.level or LEAST_SKILL, skill_name(found.skill)
        label = _("%(skill)s: %(level)s", skill=name, level=level_name(level)) if found.level else name
        wanted = SkillWanted(found.skill.id, level, is_required=False)
        row = {"skill": name, "level": str(level), "need": "nice"}
        offers.append(Offer(SKILL + found.skill.code, label, wanted, row))
    return offers


def _languages(title: str, text: str, language: str, without: frozenset[str]) -> list[Offer]:
    offers = []
    for found in suggest_languages(f"{title}\n{text}", language, without):
        level = found.level or LEAST_LANGUAGE
        label = _("%(language)s: %(level)s", language=language_name(found.tag), level=proficiency_name(level))
        wanted = LanguageWanted(found.tag, level, is_required=False, verified_only=False)
        row = {"language": found.tag, "level": str(level), "need": "nice"}
        offers.append(Offer(LANGUAGE + found.tag, label, wanted, row))
    return offers


def offers_for(title: str, text: str, language: str, without: Collection[str] = ()) -> list[Offer]:
    """What the text suggests, skills before languages; `without` the values of offers that need not be made."""
    skills = frozenset(value.removeprefix(SKILL) for value in without if value.startswith(SKILL))
    tags = frozenset(value.removeprefix(LANGUAGE) for value in without if value.startswith(LANGUAGE))
    return [*_skills(title, text, language, skills), *_languages(title, text, language, tags)]


def asked_already(opportunity: Opportunity) -> list[str]:
    """The values of offers that the need's rows make needless."""
    skills = [SKILL + row.skill.code for row in opportunity.skills]
    return [*skills, *(LANGUAGE + row.tag for row in opportunity.languages)]
