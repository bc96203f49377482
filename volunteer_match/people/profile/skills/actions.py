"""Writes of the skills of one profile."""

from datetime import datetime

from volunteer_match.extensions import db
from volunteer_match.matches.changes import note_change
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.profile.models import AgentProfile, AgentSkill
from volunteer_match.refusals import Refusal, Refused

MOST_SKILLS = 60


class SkillRefusal(Refusal):
    RETIRED = "This skill can no longer be chosen."
    TOO_MANY = "A profile holds at most 60 skills. Remove one first."


def _find(profile: AgentProfile, skill: Skill) -> AgentSkill | None:
    return next((entry for entry in profile.skills if entry.skill_id == skill.id), None)


def set_skill(profile: AgentProfile, skill: Skill, level: int | None, is_wanted: bool, now: datetime) -> AgentSkill:
    """Held at `level` (1 to 4), or only wanted (None), which is what None means whatever `is_wanted` says.

    Raises Refused for a retired skill that is not held yet, and beyond the number that a profile holds.
    """
    entry = _find(profile, skill)
    if entry is None:
        if skill.retired_at is not None:
            raise Refused(SkillRefusal.RETIRED)
        if len(profile.skills) >= MOST_SKILLS:
            raise Refused(SkillRefusal.TOO_MANY)
        entry = AgentSkill(agent_id=profile.account_id, skill=skill, skill_id=skill.id)
        profile.skills.append(entry)
    entry.level, entry.is_wanted = level, is_wanted or level is None
    db.session.flush()
    note_change("agent", profile.account_id, now)
    return entry


def remove_skill(profile: AgentProfile, skill: Skill, now: datetime) -> AgentSkill | None:
    """Takes the skill away; returns what was there, None if it was not."""
    entry = _find(profile, skill)
    if entry is not None:
        profile.skills.remove(entry)
        note_change("agent", profile.account_id, now)
    return entry
