"""/profile/languages: each with its level, what shows it, and whether a coordinator has verified it."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from volunteer_match.glossary import Verdict
from volunteer_match.people.profile.languages import actions
from volunteer_match.people.profile.languages.forms import LanguageForm, LevelForm
from volunteer_match.people.profile.models import AgentLanguage, AgentProfile
from volunteer_match.people.profile.queries import languages_of
from volunteer_match.people.profile.views import own_profile
from volunteer_match.web.access import volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.labels import language_name
from volunteer_match.web.messages import tell

blueprint = Blueprint("profile_languages", __name__)


def language_or_404(profile: AgentProfile, public_id: str) -> AgentLanguage:
    return next((entry for entry in profile.languages if entry.public_id == public_id), None) or abort(404)


def _form(profile: AgentProfile) -> LanguageForm:
    return LanguageForm(without={entry.tag for entry in profile.languages})


def _show(profile: AgentProfile, form: LanguageForm, status: int = 200) -> ResponseReturnValue:
    return page("people/profile/languages.html", status=status, form=form, languages=languages_of(profile))


@blueprint.get("/profile/languages")
@volunteers
def show_languages() -> ResponseReturnValue:
    profile = own_profile()
    return _show(profile, _form(profile))


@blueprint.post("/profile/languages")
@volunteers
def add_language() -> ResponseReturnValue:
    """A language that is there already takes the new level: sent twice, it is one."""
    profile, form = own_profile(), LanguageForm()
    if not form.validate():
        return _show(profile, form, 422)
    actions.set_language(profile, form.tag.data, int(form.level.data), form.evidence.data, now())
    tell(_("%(language)s is on your profile.", language=language_name(form.tag.data)))
    return see_other("profile_languages.show_languages")


@blueprint.get("/profile/languages/<public_id>")
@volunteers
def show_language(public_id: str) -> ResponseReturnValue:
    entry = language_or_404(own_profile(), public_id)
    form = LevelForm(data={"level": str(entry.level), "evidence": entry.evidence})
    return page("people/profile/language.html", form=form, entry=entry)


@blueprint.post("/profile/languages/<public_id>")
@volunteers
def change_language(public_id: str) -> ResponseReturnValue:
    profile = own_profile()
    entry = language_or_404(profile, public_id)
    form = LevelForm()
    if not form.validate():
        return page("people/profile/language.html", status=422, form=form, entry=entry)
    was_verified = entry.verdict is Verdict.VERIFIED
    actions.set_language(profile, entry.tag, int(form.level.data), form.evidence.data, now())
    name = language_name(entry.tag)
    if was_verified and entry.verdict is None:
        tell(_("%(language)s was saved. The new level has to be verified again.", language=name), category="info")
    else:
        tell(_("%(language)s was saved.", language=name))
    return see_other("profile_languages.show_languages")


@blueprint.post("/profile/languages/<public_id>/removal")
@volunteers
def remove_language(public_id: str) -> ResponseReturnValue:
    profile = own_profile()
    entry = language_or_404(profile, public_id)
    name = language_name(entry.tag)
    actions.remove_language(profile, entry, now())
    tell(_("%(language)s was removed.", language=name))
    return see_other("profile_languages.show_languages")
