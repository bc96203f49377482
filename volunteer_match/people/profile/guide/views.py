"""/guide: five quick questions after the first sign-in. A step can be passed over, and the guide left, at any time."""

from collections.abc import Callable

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.availability.forms import ZoneForm
from volunteer_match.availability.queries import windows_of
from volunteer_match.glossary import Role
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.catalogue.queries import skills_in_demand
from volunteer_match.people.profile import actions
from volunteer_match.people.profile.guide import actions as answers
from volunteer_match.people.profile.guide.forms import (
    HoursStepForm,
    InterestsStepForm,
    LanguagesStepForm,
    SkillsStepForm,
    languages_form,
)
from volunteer_match.people.profile.guide.queries import common_languages
from volunteer_match.people.profile.guide.rules import STEPS, Step, step_after
from volunteer_match.people.profile.limits.forms import adult_word
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.people.profile.queries import find_profile
from volunteer_match.web.access import volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.forms import Form
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("guide", __name__)
SKILLS_OFFERED = 24
Steps = dict[Step, Callable[[AgentProfile | None], Form]]


def step_or_404(name: str) -> Step:
    return Step(name) if name in set(Step) else abort(404)


def offered_skills(profile: AgentProfile | None) -> list[Skill]:
    """Those held come first, so that going back shows them ticked."""
    held = [entry.skill for entry in profile.skills if entry.level is not None] if profile else []
    return list(dict.fromkeys([*held, *skills_in_demand(SKILLS_OFFERED)]))


def _zone_form(_profile: AgentProfile | None) -> ZoneForm:
    return ZoneForm(current_user.time_zone)


def _languages_form(profile: AgentProfile | None) -> LanguagesStepForm:
    held = {entry.tag: entry.level for entry in profile.languages} if profile else {}
    return languages_form(common_languages(current_user.account, list(held)), held)


def _skills_form(profile: AgentProfile | None) -> SkillsStepForm:
    held = [entry.skill.code for entry in profile.skills if entry.level is not None] if profile else []
    return SkillsStepForm(offered_skills(profile), held)


def _hours_form(profile: AgentProfile | None) -> HoursStepForm:
    return HoursStepForm(answers.presets_in(windows_of(current_user.id)) if profile else [])


def _interests_form(profile: AgentProfile | None) -> InterestsStepForm:
    keys = [interest.key for interest in profile.interests] if profile else []
    return InterestsStepForm(keys, adult_word(profile.is_adult if profile else None))


FORMS: Steps = {
    Step.ZONE: _zone_form,
    Step.LANGUAGES: _languages_form,
    Step.SKILLS: _skills_form,
    Step.HOURS: _hours_form,
    Step.INTERESTS: _interests_form,
}


def _keep(profile: AgentProfile, form: Form) -> None:
    """Writes the answers of a step that validated."""
    if isinstance(form, ZoneForm):
        actions.set_time_zone(current_user.account, form.time_zone.data, now())
    elif isinstance(form, LanguagesStepForm):
        answers.answer_languages(profile, form.levels(), now())
    elif isinstance(form, SkillsStepForm):
        level = int(form.level.data)
        answers.answer_skills(profile, offered_skills(profile), form.skills.data or (), level, now())
    elif isinstance(form, HoursStepForm):
        answers.answer_hours(profile, form.chosen(), now())
    elif isinstance(form, InterestsStepForm):
        partners = [interest.key for interest in profile.interests if interest.key.startswith("partner:")]
        actions.choose_interests(profile, [*form.keys(), *partners], now())
        actions.set_limits(profile, profile.weekly_limit_minutes, form.adult(), now())


def _trail(here: Step) -> list[dict[str, object]]:
    words = {
        Step.ZONE: _("Where"),
        Step.LANGUAGES: _("Languages"),
        Step.SKILLS: _("Skills"),
        Step.HOURS: _("Hours"),
        Step.INTERESTS: _("Interests"),
    }
    at = STEPS.index(here)
    states = ["done" if place < at else "current" if place == at else "ahead" for place in range(len(STEPS))]
    return [
        {"label": words[step], "url": f"/guide/{step.value}", "state": state}
        for step, state in zip(STEPS, states, strict=True)
    ]


def _show(step: Step, form: Form, status: int = 200) -> ResponseReturnValue:
    return page(
        "people/profile/guide/guide.html",
        status=status,
        step=step.value,
        form=form,
        trail=_trail(step),
        following=step_after(step),
        place=STEPS.index(step) + 1,
        of=len(STEPS),
        is_zone_confirmed=current_user.time_zone_confirmed_at is not None,
    )


@blueprint.get("/guide")
@volunteers
def start() -> ResponseReturnValue:
    return see_other("guide.show_step", name=STEPS[0].value)


@blueprint.get("/guide/<name>")
@volunteers
def show_step(name: str) -> ResponseReturnValue:
    step = step_or_404(name)
    return _show(step, FORMS[step](find_profile(current_user.id)))


@blueprint.post("/guide/<name>")
@volunteers
def answer_step(name: str) -> ResponseReturnValue:
    """Keeps the answers and goes on. Leaving keeps them too, and never fails because of one."""
    step = step_or_404(name)
    profile = actions.ensure_profile(current_user.account, now())
    form = FORMS[step](profile)
    is_leaving = "leave" in request.form
    is_fine = form.validate()
    if is_fine:
        _keep(profile, form)
    elif not is_leaving:
        return _show(step, form, 422)
    following = step_after(step)
    if following and not is_leaving:
        return see_other("guide.show_step", name=following.value)
    return _end(profile, is_whole=not is_leaving)


def _end(profile: AgentProfile, *, is_whole: bool) -> ResponseReturnValue:
    actions.end_guide(profile, now())
    if is_whole:
        tell(_("That is all we need. Here is what fits you."))
    else:
        tell(_("What you entered is kept. You can go on at any time, under Profile and hours."), category="info")
    return see_other("home.home" if current_user.role is Role.AGENT else "profile.show_profile")
