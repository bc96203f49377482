""" "I can't make it", and the page of somebody who is asked to stand in."""

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.glossary import MatchState
from volunteer_match.matches.actions import withdraw
from volunteer_match.matches.cover import actions
from volunteer_match.matches.cover.forms import CantComeForm
from volunteer_match.matches.cover.models import CoverAsk
from volunteer_match.matches.cover.queries import cant_come, find_ask, is_answerable, judged
from volunteer_match.matches.cover.rules import Advice
from volunteer_match.matches.explanations import Explainer
from volunteer_match.matches.models import Match
from volunteer_match.matches.moving import is_late
from volunteer_match.matches.queries import find_match
from volunteer_match.matches.refusing import show_refusal
from volunteer_match.matching.engine import Ranked
from volunteer_match.refusals import Refused
from volunteer_match.web.access import volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("cover", __name__)


def own_match_or_404(match_id: str) -> Match:
    match = find_match(match_id, current_user.account)
    if match is None or match.agent_id != current_user.id:
        abort(404)
    return match


def ask_or_404(ask_id: str) -> CoverAsk:
    return find_ask(ask_id, current_user.account, now()) or abort(404)


@blueprint.get("/matches/<match_id>/cover")
@volunteers
def show_cover(match_id: str) -> ResponseReturnValue:
    """For an approved match that has not begun; any other has its own page, which says what is possible."""
    match = own_match_or_404(match_id)
    if match.state is not MatchState.APPROVED or is_late(match.opportunity, match.session, now()):
        return see_other("matches.show_match", match_id=match_id)
    return _show(match, CantComeForm())


def _show(match: Match, form: CantComeForm, status: int = 200) -> ResponseReturnValue:
    shown = cant_come(match, now())
    if form.choice.data is None:
        form.choice.data = shown.advice.value
    return page(
        "matches/cover/cant_come.html",
        status=status,
        shown=shown,
        match=match,
        form=form,
        zone=current_user.time_zone,
        now=now(),
    )


@blueprint.post("/matches/<match_id>/cover")
@volunteers
def decide(match_id: str) -> ResponseReturnValue:
    match, form = own_match_or_404(match_id), CantComeForm()
    if not form.validate():
        return _show(match, form, 422)
    try:
        return _ask(match) if form.choice.data == Advice.ASK.value else _give_back(match)
    except Refused as refused:
        return show_refusal(refused, match.opportunity)


def _ask(match: Match) -> ResponseReturnValue:
    actions.request_cover(match, current_user.account, now())
    undo = url_for("cover.take_back", match_id=match.public_id)
    tell(_("We look for a substitute. The place stays yours until somebody takes it."), undo_address=undo)
    return see_other("cover.show_cover", match_id=match.public_id)


def _give_back(match: Match) -> ResponseReturnValue:
    withdraw([match], current_user.account, now())
    undo = url_for("matches.restore", match_id=match.public_id)
    tell(_("Given back. Thank you for saying so: now somebody else can come."), undo_address=undo)
    return see_other("matches.show_match", match_id=match.public_id)


@blueprint.post("/matches/<match_id>/cover/withdrawal")
@volunteers
def take_back(match_id: str) -> ResponseReturnValue:
    match = own_match_or_404(match_id)
    try:
        actions.take_back(match, current_user.account, now())
    except Refused as refused:
        return show_refusal(refused, match.opportunity)
    tell(_("Good that you can come. Whoever was asked is told."))
    return see_other("matches.show_match", match_id=match_id)


@blueprint.get("/cover-asks/<ask_id>")
@volunteers
def show_ask(ask_id: str) -> ResponseReturnValue:
    """What, when, and why it fits: with the figures by which this person was chosen."""
    ask, explainer = ask_or_404(ask_id), Explainer(current_user.time_zone)
    found = judged(ask, now())
    ranked = found if isinstance(found, Ranked) else None
    return page(
        "matches/cover/asked.html",
        ask=ask,
        match=ask.request.match,
        is_answerable=is_answerable(ask, now()),
        ranked=ranked,
        parts=explainer.parts(ranked.parts) if ranked else [],
        gates=explainer.gates(found.gates),
        zone=current_user.time_zone,
    )


@blueprint.post("/cover-asks/<ask_id>/acceptance")
@volunteers
def say_yes(ask_id: str) -> ResponseReturnValue:
    ask = ask_or_404(ask_id)
    try:
        match = actions.say_yes(ask, current_user.account, now())
    except Refused as refused:
        return show_refusal(refused, ask.request.match.opportunity)
    # No undo: by then the other person is free. Whoever can't come after all looks for a substitute in turn.
    tell(_("You have the place. Thank you for standing in!"))
    return see_other("matches.show_match", match_id=match.public_id)


@blueprint.post("/cover-asks/<ask_id>/declination")
@volunteers
def say_no(ask_id: str) -> ResponseReturnValue:
    ask = ask_or_404(ask_id)
    try:
        actions.say_no(ask, current_user.account, now())
    except Refused as refused:
        return show_refusal(refused, ask.request.match.opportunity)
    tell(_("Not this time. That costs you nothing."))
    return see_other("matches.show_commitments")
