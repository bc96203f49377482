"""What the guide writes: the same actions as the profile's own pages, many at once."""

from collections.abc import Collection, Mapping
from datetime import datetime

from volunteer_match.availability.actions import set_windows
from volunteer_match.availability.queries import windows_of
from volunteer_match.availability.rules import WeeklyWindow, covers, with_presets
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.profile.guide.rules import Preset, windows_of_preset
from volunteer_match.people.profile.languages.actions import remove_language, set_language
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.people.profile.skills.actions import remove_skill, set_skill


def answer_languages(profile: AgentProfile, levels: Mapping[str, int | None], now: datetime) -> None:
    """Each tag at its level; None takes the language away. Tags that are not named stay as they are."""
    for tag, level in levels.items():
        known = next((entry for entry in profile.languages if entry.tag == tag), None)
        if level is not None:
            set_language(profile, tag, level, None, now)
        elif known is not None:
            remove_language(profile, known, now)


def answer_skills(
    profile: AgentProfile, offered: Collection[Skill], chosen: Collection[str], level: int, now: datetime
) -> None:
    """Of the offered skills exactly the chosen ones (codes). Those that were held keep their level."""
    held = {entry.skill_id for entry in profile.skills if entry.level is not None}
    for skill in offered:
        if skill.code in chosen and skill.id not in held:
            set_skill(profile, skill, level, False, now)
        elif skill.code not in chosen and skill.id in held:
            remove_skill(profile, skill, now)


def answer_hours(profile: AgentProfile, chosen: Collection[Preset], now: datetime) -> None:
    """The chosen presets are free, those that were and are no longer chosen are not; other hours stay."""
    held = windows_of(profile.account_id)
    dropped = [preset for preset in presets_in(held) if preset not in chosen]
    hours = with_presets(held, _all(chosen), _all(dropped))
    set_windows(profile.account_id, hours, now)


def presets_in(windows: list[WeeklyWindow]) -> list[Preset]:
    """The presets that these weekly hours hold in full."""
    return [preset for preset in Preset if covers(windows, windows_of_preset(preset))]


def _all(presets: Collection[Preset]) -> list[WeeklyWindow]:
    return [window for preset in presets for window in windows_of_preset(preset)]
