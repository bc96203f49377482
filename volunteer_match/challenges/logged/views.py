"""Logging an action in two steps, and one entry: what it came to, how, and what its reader may do."""

from datetime import date
from typing import Any

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.challenges import actions
from volunteer_match.challenges.catalogue import ACTIONS
from volunteer_match.challenges.dates import Phase, days_to_log
from volunteer_match.challenges.entries import find_action, frozen_step
from volunteer_match.challenges.logged.forms import LogForm, correction_data, first_data, log_form
from volunteer_match.challenges.logged.showing import entry_or_404, show_entry, show_refused
from volunteer_match.challenges.logged.worth import worth_of
from volunteer_match.challenges.models import Challenge, ChallengeAction, Entry, Participation
from volunteer_match.challenges.refusing import refusal_words
from volunteer_match.challenges.rules import ChallengeRefusal
from volunteer_match.challenges.views import ceiling_words, challenge_or_404, challenge_page, participation_or_404
from volunteer_match.challenges.wording import action_hint, action_title
from volunteer_match.database import new_public_id
from volunteer_match.extensions import db
from volunteer_match.hours.days import day_in
from volunteer_match.refusals import Refused
from volunteer_match.web.access import volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import is_fragment, page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.once import once

blueprint = Blueprint("challenge_entries", __name__)
ABOUT_THE_DAY = (ChallengeRefusal.NOT_ITS_DAY, ChallengeRefusal.NOT_ON)


def _offered_or_404(challenge: Challenge, code: str) -> ChallengeAction:
    """An action of a running challenge that the reader takes part in."""
    own = participation_or_404(challenge)
    if own.left_at is not None or challenge.phase_at(now()) is not Phase.RUNNING or code not in ACTIONS:
        abort(404)
    return find_action(challenge, code) or abort(404)


def _today() -> date:
    return day_in(current_user.time_zone, now())


def _form_of(challenge: Challenge, code: str) -> tuple[type[LogForm], list[date]]:
    days = days_to_log(_today(), challenge.starts_on, challenge.ends_on)
    return log_form(ACTIONS[code], _today(), days), days


def _step(offered: ChallengeAction, form: LogForm) -> dict[str, Any]:
    return {
        "offered": offered,
        "title": action_title(offered.action),
        "hint": action_hint(offered.action),
        "ceiling": ceiling_words(offered),
        "is_metered": ACTIONS[offered.action].is_metered,
        "form": form,
    }


def _faulty(challenge: Challenge, offered: ChallengeAction, form: LogForm) -> ResponseReturnValue:
    """The form with its faults: where it was sent from, which is the challenge's own page or a page of its own."""
    step = _step(offered, form)
    if is_fragment():
        return challenge_page(challenge, step=step, status=422)
    return page("challenges/logged/log.html", status=422, challenge=challenge, step=step, is_inside=False)


@blueprint.get("/challenges/<challenge_id>/actions/<code>")
@volunteers
def show_form(challenge_id: str, code: str) -> ResponseReturnValue:
    challenge = challenge_or_404(challenge_id)
    offered = _offered_or_404(challenge, code)
    sort, days = _form_of(challenge, code)
    step = _step(offered, sort(formdata=None, data=first_data(days)))
    return page("challenges/logged/log.html", challenge=challenge, step=step, is_inside=is_fragment())


@blueprint.post("/challenges/<challenge_id>/actions/<code>")
@volunteers
@once
def log(challenge_id: str, code: str) -> ResponseReturnValue:
    challenge = challenge_or_404(challenge_id)
    offered = _offered_or_404(challenge, code)
    form = _form_of(challenge, code)[0]()
    if not form.validate():
        return _faulty(challenge, offered, form)
    own = participation_or_404(challenge)
    try:
        entry = _log(own, code, form)
    except Refused as refused:
        db.session.rollback()
        where = form.day if refused.refusal in ABOUT_THE_DAY else form.inputs()[0]
        where.errors = [refusal_words(refused)]
        challenge = challenge_or_404(challenge_id)
        return _faulty(challenge, _offered_or_404(challenge, code), form)
    return see_other("challenges.show", challenge_id=challenge_id, logged=entry.public_id)


def _log(own: Participation, code: str, form: LogForm) -> Entry:
    typed, day = form.typed(), date.fromisoformat(form.day.data)
    token = form.token.data or new_public_id()
    return actions.log(own, code, day, lambda: worth_of(own, code, typed), token, now())


@blueprint.get("/challenge-entries/<entry_id>")
@volunteers
def show(entry_id: str) -> ResponseReturnValue:
    return show_entry(entry_or_404(entry_id))


def _own_entry_or_404(entry_id: str) -> Entry:
    entry = entry_or_404(entry_id)
    return entry if entry.agent_id == current_user.id and entry.action in ACTIONS else abort(404)


def _correction_page(entry: Entry, form: LogForm, status: int = 200) -> ResponseReturnValue:
    return page(
        "challenges/logged/correction.html",
        status=status,
        entry=entry,
        title=action_title(entry.action),
        hint=action_hint(entry.action),
        form=form,
    )


@blueprint.get("/challenge-entries/<entry_id>/correction")
@volunteers
def show_correction(entry_id: str) -> ResponseReturnValue:
    entry = _own_entry_or_404(entry_id)
    action = ACTIONS[entry.action]
    data: dict[str, Any] = correction_data(action, frozen_step(entry).inputs or {})
    return _correction_page(entry, log_form(action, _today())(formdata=None, data=data))


@blueprint.post("/challenge-entries/<entry_id>/correction")
@volunteers
def correct(entry_id: str) -> ResponseReturnValue:
    entry = _own_entry_or_404(entry_id)
    form = log_form(ACTIONS[entry.action], _today())()
    if not form.validate():
        return _correction_page(entry, form, 422)
    try:
        worth = worth_of(entry.participation, entry.action, form.typed())
        actions.correct(entry, worth, current_user.account, now())
    except Refused as refused:
        db.session.rollback()
        form.inputs()[0].errors = [refusal_words(refused)]
        return _correction_page(_own_entry_or_404(entry_id), form, 422)
    tell(_("Corrected."))
    return see_other("challenge_entries.show", entry_id=entry_id)


@blueprint.post("/challenge-entries/<entry_id>/withdrawal")
@volunteers
def withdraw(entry_id: str) -> ResponseReturnValue:
    entry = _own_entry_or_404(entry_id)
    challenge_id = entry.challenge.public_id
    try:
        actions.withdraw(entry, current_user.account, now())
    except Refused as refused:
        return show_refused(refused, entry_id)
    tell(_("Taken back. It counts nothing now."))
    return see_other("challenges.show", challenge_id=challenge_id)
