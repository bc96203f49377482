"""Skills and languages out of what an agent says they do: shown to be ticked, never added on their own."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.catalogue.suggestions import suggest_languages, suggest_skills
from volunteer_match.people.profile.languages.actions import set_language
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.people.profile.skills.actions import set_skill
from volunteer_match.web.labels import language_name, level_name, proficiency_name, skill_name

SKILL_LEVEL = int(SkillLevel.BEGINNER)
LANGUAGE_LEVEL = int(Proficiency.A2)
"""The levels of what a sentence tells no level of: low ones, for nobody's word is made more of than it says."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a sentence says of somebody; exactly one of `skill` and `tag` is set."""

    value: str
    label: str
    level: int
    skill: Skill | None = None
    tag: str = ""


def said_in(text: str, language: str, profile: AgentProfile) -> list[Said]:
    """The skills, then the languages, that the sentence tells and the profile doesn't have."""
    held = frozenset(entry.skill.code for entry in profile.skills)
    found = []
    for each in suggest_skills("", text, language, held):
        level = each.level or SKILL_LEVEL
        label = _("%(skill)s: %(level)s", skill=skill_name(each.skill), level=level_name(level))
        found.append(Said(f"skill:{each.skill.code}", label, level, skill=each.skill))
    for spoken in suggest_languages(text, language, frozenset(entry.tag for entry in profile.languages)):
        level = spoken.level or LANGUAGE_LEVEL
        label = _("%(language)s: %(level)s", language=language_name(spoken.tag), level=proficiency_name(level))
        found.append(Said(f"language:{spoken.tag}", label, level, tag=spoken.tag))
    return found


def take(profile: AgentProfile, chosen: list[Said], now: datetime) -> None:
    """Puts what was ticked on the profile. Raises Refused beyond the number of skills that a profile holds."""
    for each in chosen:
        if each.skill is not None:
            set_skill(profile, each.skill, each.level, is_wanted=False, now=now)
        else:
            set_language(profile, each.tag, each.level, None, now)
