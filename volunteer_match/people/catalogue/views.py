"""Finding a skill while typing, and the administration of the catalogue."""

from flask import Blueprint, abort, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from volunteer_match.people.catalogue import actions, queries
from volunteer_match.people.catalogue.forms import SkillForm
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.refusals import Refused
from volunteer_match.web.access import administrators, signed_in
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.labels import group_name, reading_language, skill_name
from volunteer_match.web.messages import tell
from volunteer_match.web.once import once

blueprint = Blueprint("catalogue", __name__)
LONGEST_QUERY = 100


def skill_or_404(code: str) -> Skill:
    return queries.find_skill(code) or abort(404)


@blueprint.get("/skills")
@signed_in
def suggest() -> ResponseReturnValue:
    """JSON for the typeahead: `[{"label", "detail"}]`, best first; the detail tells why, or the group."""
    found = queries.search(request.args.get("q", "")[:LONGEST_QUERY], reading_language())
    return jsonify(
        [{"label": skill_name(skill), "detail": synonym or group_name(skill.group)} for skill, synonym in found]
    )


@blueprint.get("/administration/skills")
@administrators
def show_catalogue() -> ResponseReturnValue:
    """The curated skills by group, or what a search finds among all."""
    query = request.args.get("q", "")[:LONGEST_QUERY].strip()
    state = request.args.get("state", "")
    skills = [
        skill
        for skill in queries.search_all(query, reading_language())
        if not state or (skill.retired_at is not None) == (state == "retired")
    ]
    heading = ngettext("%(num)s skill", "%(num)s skills", len(skills))
    return page(
        "people/catalogue/catalogue.html",
        block="list",
        query=query,
        state=state,
        heading=heading,
        groups=queries.by_group(skills),
        holders=queries.count_holders(),
        imported=0 if query else queries.count_imported(),
    )


@blueprint.get("/administration/skills/new")
@administrators
def show_new_skill() -> ResponseReturnValue:
    return page("people/catalogue/skill.html", form=SkillForm(), skill=None)


@blueprint.post("/administration/skills")
@administrators
@once
def add_skill() -> ResponseReturnValue:
    form = SkillForm()
    if form.validate():
        try:
            skill = actions.add_skill(_words(form), current_user.account, now())
        except Refused as refused:
            form.name_en.errors = [_(refused.refusal.sentence)]
        else:
            tell(_("%(name)s was added. It can be chosen from now on.", name=skill_name(skill)))
            return see_other("catalogue.show_catalogue", q=skill.name_en)
    return page("people/catalogue/skill.html", form=form, skill=None, status=422)


@blueprint.get("/administration/skills/<code>")
@administrators
def show_skill(code: str) -> ResponseReturnValue:
    skill = skill_or_404(code)
    return page("people/catalogue/skill.html", form=SkillForm(skill), skill=skill)


@blueprint.post("/administration/skills/<code>")
@administrators
def edit_skill(code: str) -> ResponseReturnValue:
    skill = skill_or_404(code)
    form = SkillForm(skill)
    if form.validate():
        try:
            actions.edit_skill(skill, _words(form), current_user.account, now())
        except Refused as refused:
            form.name_en.errors = [_(refused.refusal.sentence)]
        else:
            tell(_("%(name)s was saved.", name=skill_name(skill)))
            return see_other("catalogue.show_catalogue", q=skill.name_en)
    return page("people/catalogue/skill.html", form=form, skill=skill, status=422)


@blueprint.post("/administration/skills/<code>/retirement")
@administrators
def retire_skill(code: str) -> ResponseReturnValue:
    skill = skill_or_404(code)
    actions.retire_skill(skill, current_user.account, now())
    undo = url_for("catalogue.restore_skill", code=code)
    tell(
        _("%(name)s was retired. Profiles keep it; nobody can newly choose it.", name=skill_name(skill)),
        undo_address=undo,
    )
    return see_other("catalogue.show_skill", code=code)


@blueprint.post("/administration/skills/<code>/restoration")
@administrators
def restore_skill(code: str) -> ResponseReturnValue:
    skill = skill_or_404(code)
    actions.restore_skill(skill, current_user.account, now())
    tell(_("%(name)s can be chosen again.", name=skill_name(skill)))
    return see_other("catalogue.show_skill", code=code)


def _words(form: SkillForm) -> actions.SkillWords:
    return actions.SkillWords(form.name_en.data, form.name_es.data or "", form.group.data, form.synonyms())
