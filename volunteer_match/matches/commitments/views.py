"""My commitments, the page of one match, and the moves on it."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.matches import actions
from volunteer_match.matches.absences.wording import record_words
from volunteer_match.matches.commitments.actions import post_message
from volunteer_match.matches.commitments.forms import MessageForm
from volunteer_match.matches.commitments.queries import commitments_of, match_page
from volunteer_match.matches.cover.queries import open_asks, seeking
from volunteer_match.matches.explanations import Explainer
from volunteer_match.matches.facts.record import read_records
from volunteer_match.matches.models import Match
from volunteer_match.matches.promises.actions import confirm as confirm_match
from volunteer_match.matches.queries import find_match
from volunteer_match.matches.refusing import show_refusal
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused
from volunteer_match.web.access import signed_in, staff, volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.once import once

blueprint = Blueprint("matches", __name__)
Act = Callable[[Match, Account, datetime], None]


def match_or_404(match_id: str) -> Match:
    return find_match(match_id, current_user.account) or abort(404)


@blueprint.get("/commitments")
@volunteers
def show_commitments() -> ResponseReturnValue:
    groups = commitments_of(current_user.account, now())
    return page(
        "matches/commitments/commitments.html",
        groups=groups,
        asks=open_asks(current_user.id, now()),
        seeking=seeking(match.id for match in groups["coming"]),
        record=record_words(read_records([current_user.id], now())[current_user.id]),
        zone=current_user.time_zone,
        now=now(),
    )


@blueprint.get("/matches/<match_id>")
@signed_in
def show_match(match_id: str) -> ResponseReturnValue:
    return _show(match_or_404(match_id), MessageForm())


def _show(match: Match, form: MessageForm, status: int = 200) -> ResponseReturnValue:
    shown = match_page(match, current_user.account, now())
    return page(
        "matches/commitments/match.html",
        status=status,
        shown=shown,
        match=match,
        form=form,
        explainer=Explainer(current_user.time_zone),
        zone=current_user.time_zone,
    )


def _move(match_id: str, act: Act, text: str, undo: str | None = None) -> ResponseReturnValue:
    """Makes the move and goes back to the match's page; `undo` is the endpoint that takes it back."""
    match = match_or_404(match_id)
    try:
        act(match, current_user.account, now())
    except Refused as refused:
        return show_refusal(refused, match.opportunity)
    tell(text, undo_address=url_for(undo, match_id=match_id) if undo else None)
    return see_other("matches.show_match", match_id=match_id)


def _withdraw(match: Match, actor: Account, moment: datetime) -> None:
    actions.withdraw([match], actor, moment)


def _restore(match: Match, actor: Account, moment: datetime) -> None:
    actions.restore([match], actor, moment)


@blueprint.post("/matches/<match_id>/withdrawal")
@volunteers
def withdraw(match_id: str) -> ResponseReturnValue:
    return _move(match_id, _withdraw, _("Withdrawn. The place is open again."), "matches.restore")


@blueprint.post("/matches/<match_id>/restoration")
@volunteers
def restore(match_id: str) -> ResponseReturnValue:
    return _move(match_id, _restore, _("It is yours again."))


@blueprint.post("/matches/<match_id>/confirmation")
@volunteers
def confirm(match_id: str) -> ResponseReturnValue:
    """A yes to what is asked; with the field `all` to everything of this need that is asked."""

    def act(match: Match, actor: Account, moment: datetime) -> None:
        confirm_match(match, actor, moment, others_too="all" in request.form)

    return _move(match_id, act, _("Thank you! It is yours."))


@blueprint.post("/matches/<match_id>/acceptance")
@volunteers
def accept(match_id: str) -> ResponseReturnValue:
    return _move(match_id, actions.accept, _("You have the place. Thank you!"), "matches.withdraw")


@blueprint.post("/matches/<match_id>/declination")
@volunteers
def decline(match_id: str) -> ResponseReturnValue:
    return _move(match_id, actions.decline, _("Declined. That costs you nothing."))


@blueprint.post("/matches/<match_id>/rescission")
@staff
def rescind(match_id: str) -> ResponseReturnValue:
    return _move(match_id, actions.rescind, _("The invitation was taken back."))


@blueprint.post("/matches/<match_id>/completion")
@signed_in
def complete(match_id: str) -> ResponseReturnValue:
    """The partner or a coordinator confirms; the agent says it themselves."""
    is_own = match_or_404(match_id).agent_id == current_user.id
    text = _("Thank you for being there!") if is_own else _("Noted: they came. Thank you for saying so.")
    return _move(match_id, actions.complete, text, "matches.correct")


@blueprint.post("/matches/<match_id>/correction")
@signed_in
def correct(match_id: str) -> ResponseReturnValue:
    return _move(match_id, actions.correct, _("Taken back."))


@blueprint.post("/matches/<match_id>/messages")
@signed_in
@once
def send_message(match_id: str) -> ResponseReturnValue:
    match, form = match_or_404(match_id), MessageForm()
    if not form.validate():
        return _show(match, form, 422)
    post_message(match, current_user.account, form.body.data, now())
    tell(_("Sent."))
    return see_other("matches.show_match", match_id=match_id)
