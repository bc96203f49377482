"""/profile/skills: adding by typing, changing levels, removing."""

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.catalogue.queries import Resolution, find_skill, resolve, skills_in_demand
from volunteer_match.people.catalogue.views import skill_or_404
from volunteer_match.people.profile.models import AgentProfile, AgentSkill
from volunteer_match.people.profile.queries import skills_of, whole_profile
from volunteer_match.people.profile.skills import actions
from volunteer_match.people.profile.skills.forms import ONLY_WANTED, AboutForm, AddSkillForm, SkillRowForm, held_level
from volunteer_match.people.profile.views import own_profile
from volunteer_match.refusals import Refused
from volunteer_match.web.access import volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.labels import group_name, reading_language, skill_name
from volunteer_match.web.messages import tell

blueprint = Blueprint("profile_skills", __name__)
SUGGESTED = 12


def profile_with_skills() -> AgentProfile:
    """The reader's own, whole."""
    own_profile()
    return whole_profile(current_user.id) or abort(404)


def _row(entry: AgentSkill, *, is_sent: bool = False) -> SkillRowForm:
    known = {"level": str(entry.level or ONLY_WANTED), "wants": entry.is_wanted and entry.level is not None}
    return SkillRowForm(request.form if is_sent else None, prefix=f"{entry.skill.code}-", data=known)


def show_page(
    profile: AgentProfile,
    form: AddSkillForm,
    status: int = 200,
    *,
    about: AboutForm | None = None,
    block: str = "content",
) -> ResponseReturnValue:
    """The page with its forms as they stand."""
    held = {entry.skill_id for entry in profile.skills}
    suggestions = [skill for skill in skills_in_demand(SUGGESTED + len(held)) if skill.id not in held][:SUGGESTED]
    rows = [(entry, _row(entry)) for entry in skills_of(profile)]
    names = [skill_name(skill) for skill in suggestions]
    return page(
        "people/profile/skills.html",
        status=status,
        block=block,
        form=form,
        about=about or AboutForm(formdata=None),
        rows=rows,
        suggestions=suggestions,
        suggestion_names=names,
    )


@blueprint.get("/profile/skills")
@volunteers
def show_skills() -> ResponseReturnValue:
    """A skill in the address (`?skill=`) is filled in, for links that say "add this"."""
    asked = find_skill(request.args.get("skill", ""))
    form = AddSkillForm(None, data={"skill": skill_name(asked)} if asked else None)
    return show_page(profile_with_skills(), form)


@blueprint.post("/profile/skills")
@volunteers
def add_skill() -> ResponseReturnValue:
    """Resolves what was typed; where it may mean several things, they are offered as a choice."""
    profile, form = profile_with_skills(), AddSkillForm()
    is_fine = form.validate()
    found = _resolve(form)
    if found.skill is None and form.skill.data:
        _offer(form, found)
    if found.skill is None or not is_fine:
        return show_page(profile, form, 422)
    try:
        actions.set_skill(profile, found.skill, held_level(form.level.data), form.wants.data, now())
    except Refused as refused:
        form.skill.errors = [_(refused.refusal.sentence)]
        return show_page(profile, form, 422)
    tell(_("%(skill)s is on your profile.", skill=skill_name(found.skill)))
    return see_other("profile_skills.show_skills")


def _resolve(form: AddSkillForm) -> Resolution:
    if form.choice.data and (chosen := find_skill(form.choice.data)):
        return Resolution(chosen)
    return resolve(form.skill.data or "", reading_language())


def _offer(form: AddSkillForm, found: Resolution) -> None:
    form.choice.choices = [(skill.code, f"{skill_name(skill)} ({group_name(skill.group)})") for skill in found.choices]
    if found.choices:
        form.choice.errors = [_("Choose one of these skills, or type another word.")]
    else:
        form.skill.errors = [_("There is no skill like that. Try another word for it.")]


@blueprint.post("/profile/skills/levels")
@volunteers
def save_levels() -> ResponseReturnValue:
    """All rows of the list at once; a row that was not sent stays as it is."""
    profile = profile_with_skills()
    for entry in list(profile.skills):
        if f"{entry.skill.code}-level" not in request.form:
            continue
        row = _row(entry, is_sent=True)
        if not row.validate():
            abort(400)
        actions.set_skill(profile, entry.skill, held_level(row.level.data), row.wants.data, now())
    tell(_("Your skills were saved."))
    return see_other("profile_skills.show_skills")


@blueprint.post("/profile/skills/<code>/removal")
@volunteers
def remove_skill(code: str) -> ResponseReturnValue:
    skill = skill_or_404(code)
    entry = actions.remove_skill(profile_with_skills(), skill, now())
    if entry is not None:
        tell(_("%(skill)s was removed.", skill=skill_name(skill)), undo_address=_way_back(skill, entry))
    return see_other("profile_skills.show_skills")


def _way_back(skill: Skill, entry: AgentSkill) -> str:
    values = {"level": entry.level or ONLY_WANTED, "wants": "y" if entry.is_wanted else ""}
    return url_for("profile_skills.restore_skill", code=skill.code, **values)  # type: ignore[arg-type]


@blueprint.post("/profile/skills/<code>/restoration")
@volunteers
def restore_skill(code: str) -> ResponseReturnValue:
    """Undo of a removal; the level stands in the address."""
    level = request.args.get("level", "")
    if level not in {"0", "1", "2", "3", "4"}:
        abort(400)
    skill = skill_or_404(code)
    try:
        actions.set_skill(profile_with_skills(), skill, held_level(level), bool(request.args.get("wants")), now())
    except Refused as refused:
        tell(_(refused.refusal.sentence), category="warning")
    else:
        tell(_("%(skill)s is on your profile.", skill=skill_name(skill)))
    return see_other("profile_skills.show_skills")
