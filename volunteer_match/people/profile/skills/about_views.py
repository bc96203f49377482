"""/profile/skills: a sentence about oneself, and what is ticked of what it tells."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.people.profile.skills.about import Said, said_in, take
from volunteer_match.people.profile.skills.forms import AboutForm, AddSkillForm
from volunteer_match.people.profile.skills.views import profile_with_skills, show_page
from volunteer_match.refusals import Refused
from volunteer_match.web.access import volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import see_other
from volunteer_match.web.labels import reading_language
from volunteer_match.web.messages import tell

blueprint = Blueprint("profile_about", __name__)


def _asked(profile: AgentProfile, about: AboutForm) -> tuple[bool, list[Said]]:
    is_fine = about.validate()
    found = said_in(about.about.data, reading_language(), profile) if is_fine else []
    about.offer(found)
    return is_fine, found


def _shown(profile: AgentProfile, about: AboutForm, status: int) -> ResponseReturnValue:
    return show_page(profile, AddSkillForm(formdata=None), status, about=about, block="about")


@blueprint.post("/profile/skills/suggestions")
@volunteers
def suggest() -> ResponseReturnValue:
    """What the sentence tells, to be ticked. The sentence is not kept."""
    profile, about = profile_with_skills(), AboutForm()
    is_fine, found = _asked(profile, about)
    if is_fine and not found:
        about.about.errors = [_("We found nothing new in it. Say it in other words, or add a skill by its name.")]
    return _shown(profile, about, 200 if found else 422)


@blueprint.post("/profile/skills/suggested")
@volunteers
def take_suggested() -> ResponseReturnValue:
    """Puts what is ticked on the profile, at the levels that stand there."""
    profile, about = profile_with_skills(), AboutForm()
    is_fine, found = _asked(profile, about)
    chosen = [each for each in found if each.value in (about.said.data or [])]
    if not chosen:
        if is_fine:
            about.said.errors = [_("Tick what you want to add.")]
        return _shown(profile, about, 422)
    try:
        take(profile, chosen, now())
    except Refused as refused:
        about.said.errors = [_(refused.refusal.sentence)]
        return _shown(profile, about, 422)
    tell(
        ngettext(
            "%(num)s is on your profile. Check its level.",
            "%(num)s are on your profile. Check their levels.",
            len(chosen),
        )
    )
    return see_other("profile_skills.show_skills")
