"""/challenges/new and the draft of a challenge: for coordinators."""

from collections.abc import Callable

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.challenges import closing
from volunteer_match.challenges.catalogue import TEMPLATES
from volunteer_match.challenges.making import actions
from volunteer_match.challenges.making.forms import (
    DraftForm,
    by_theme,
    chosen_limits,
    from_challenge,
    from_template,
    limits_data,
    limits_form,
)
from volunteer_match.challenges.models import Challenge
from volunteer_match.challenges.refusing import refusal_words
from volunteer_match.challenges.views import ceiling_words, challenge_or_404, refused_page
from volunteer_match.challenges.wording import action_title, template_hint, template_title
from volunteer_match.challenges.words import dates_words, measure_words
from volunteer_match.extensions import db
from volunteer_match.glossary import ChallengeState
from volunteer_match.hours.days import day_in
from volunteer_match.organisations.models import Company
from volunteer_match.refusals import Refused
from volunteer_match.web.access import staff
from volunteer_match.web.clock import now
from volunteer_match.web.forms import Form
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.once import once

blueprint = Blueprint("challenge_making", __name__)


def _draft_or_404(challenge_id: str) -> Challenge:
    challenge = challenge_or_404(challenge_id)
    return challenge if challenge.state is ChallengeState.DRAFT else abort(404)


def _company_zone() -> str:
    return db.session.get_one(Company, current_user.company_id).time_zone


def _form_page(form: DraftForm, challenge: Challenge | None, template: str, status: int = 200) -> ResponseReturnValue:
    return page(
        "challenges/making/draft.html",
        status=status,
        form=form,
        challenge=challenge,
        code=template,
        themes=by_theme(form),
    )


@blueprint.get("/challenges/new")
@staff
def choose_template() -> ResponseReturnValue:
    offered = [(one, template_title(one.code), template_hint(one.code)) for one in TEMPLATES.values()]
    return page("challenges/making/templates.html", offered=offered)


@blueprint.get("/challenges/new/<template>")
@staff
def show_new(template: str) -> ResponseReturnValue:
    chosen = TEMPLATES.get(template) or abort(404)
    zone = _company_zone()
    form = DraftForm(formdata=None, data=from_template(chosen, day_in(zone, now()), zone))
    form.offer(zone)
    return _form_page(form, None, template)


@blueprint.post("/challenges/new/<template>")
@staff
@once
def create(template: str) -> ResponseReturnValue:
    if template not in TEMPLATES:
        abort(404)
    form = DraftForm()
    form.offer(_company_zone())
    if not form.validate():
        return _form_page(form, None, template, 422)
    challenge = actions.create(template, form.values(), current_user.account, now())
    return see_other("challenge_making.show_draft", challenge_id=challenge.public_id)


@blueprint.get("/challenges/<challenge_id>/draft")
@staff
def show_draft(challenge_id: str) -> ResponseReturnValue:
    """What was written down, with what can be changed and the button that opens it."""
    challenge = _draft_or_404(challenge_id)
    return _draft_page(challenge)


def _draft_page(challenge: Challenge, refusal: str | None = None, status: int = 200) -> ResponseReturnValue:
    return page(
        "challenges/making/check.html",
        status=status,
        challenge=challenge,
        refusal=refusal,
        dates=dates_words(challenge),
        titles=[action_title(one.action) for one in challenge.actions],
        photos=[action_title(one.action) for one in challenge.actions if one.asks_evidence],
        goal_words=measure_words(challenge.measure, challenge.goal) if challenge.goal else "",
    )


@blueprint.get("/challenges/<challenge_id>/edit")
@staff
def show_edit(challenge_id: str) -> ResponseReturnValue:
    challenge = _draft_or_404(challenge_id)
    form = DraftForm(formdata=None, data=from_challenge(challenge))
    form.offer(challenge.time_zone)
    return _form_page(form, challenge, challenge.template)


@blueprint.post("/challenges/<challenge_id>/edit")
@staff
def edit(challenge_id: str) -> ResponseReturnValue:
    challenge, form = _draft_or_404(challenge_id), DraftForm()
    form.offer(challenge.time_zone)
    if not form.validate():
        return _form_page(form, challenge, challenge.template, 422)
    return _done(challenge, lambda: actions.edit(challenge, form.values(), current_user.account, now()))


@blueprint.get("/challenges/<challenge_id>/limits")
@staff
def show_limits(challenge_id: str) -> ResponseReturnValue:
    challenge = _draft_or_404(challenge_id)
    return _limits_page(challenge, limits_form(challenge)(formdata=None, data=limits_data(challenge)))


def _limits_page(challenge: Challenge, form: Form, status: int = 200) -> ResponseReturnValue:
    rows = [
        (
            action_title(one.action),
            ceiling_words(one),
            form[f"ceiling-{one.action}"],
            form[f"photo-{one.action}"],
        )
        for one in challenge.actions
    ]
    return page("challenges/making/limits.html", status=status, challenge=challenge, form=form, rows=rows)


@blueprint.post("/challenges/<challenge_id>/limits")
@staff
def set_limits(challenge_id: str) -> ResponseReturnValue:
    challenge = _draft_or_404(challenge_id)
    form = limits_form(challenge)()
    if not form.validate():
        return _limits_page(challenge, form, 422)
    limits = chosen_limits(challenge, form)
    return _done(challenge, lambda: actions.set_limits(challenge, limits, current_user.account, now()))


def _done(challenge: Challenge, act: Callable[[], None]) -> ResponseReturnValue:
    """Does `act` and shows the draft; a draft that somebody opened meanwhile is no draft any more."""
    challenge_id = challenge.public_id
    try:
        act()
    except Refused as refused:
        return refused_page(challenge_id, refused)
    tell(_("Saved."))
    return see_other("challenge_making.show_draft", challenge_id=challenge_id)


@blueprint.post("/challenges/<challenge_id>/opening")
@staff
def open_now(challenge_id: str) -> ResponseReturnValue:
    challenge = _draft_or_404(challenge_id)
    try:
        actions.open_challenge(challenge, current_user.account, now())
    except Refused as refused:
        db.session.rollback()
        return _draft_page(_draft_or_404(challenge_id), refusal_words(refused), 409)
    tell(_("It is open: everybody in the company can join now."))
    return see_other("challenges.show", challenge_id=challenge_id)


@blueprint.post("/challenges/<challenge_id>/removal")
@staff
def remove(challenge_id: str) -> ResponseReturnValue:
    challenge = _draft_or_404(challenge_id)
    try:
        actions.remove_draft(challenge, current_user.account, now())
    except Refused as refused:
        return refused_page(challenge_id, refused)
    tell(_("The draft is gone."))
    return see_other("challenges.list_all")


@blueprint.get("/challenges/<challenge_id>/closing")
@staff
def show_closing(challenge_id: str) -> ResponseReturnValue:
    """Asks once more: what is closed stays closed."""
    challenge = challenge_or_404(challenge_id)
    if challenge.state is not ChallengeState.OPEN:
        abort(404)
    return page("challenges/making/closing.html", challenge=challenge, has_undecided=closing.has_undecided(challenge))


@blueprint.post("/challenges/<challenge_id>/closing")
@staff
def close(challenge_id: str) -> ResponseReturnValue:
    challenge = challenge_or_404(challenge_id)
    try:
        closing.close(challenge, current_user.account, now())
    except Refused as refused:
        return refused_page(challenge_id, refused)
    tell(_("The challenge is closed, and its standing is kept."))
    return see_other("challenges.show", challenge_id=challenge_id)
