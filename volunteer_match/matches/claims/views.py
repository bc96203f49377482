"""Claiming from a card or a page, waiting, and taking back a claim as a whole."""

from collections.abc import Callable

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from volunteer_match.glossary import HOLDS_PLACE, MatchState, Role
from volunteer_match.matches import actions
from volunteer_match.matches.claims.forms import ClaimForm
from volunteer_match.matches.models import Claim
from volunteer_match.matches.queries import find_claim, find_claimable, matches_shown
from volunteer_match.matches.refusing import FORM_FAULTS, show_refusal
from volunteer_match.matches.wording import refusal_text
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.refusals import Refused
from volunteer_match.web.access import signed_in, volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import go_to, is_fragment, page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("claims", __name__)
LIVE = HOLDS_PLACE | {MatchState.WAITLISTED}


def opportunity_or_404(opportunity_id: str) -> Opportunity:
    return find_claimable(opportunity_id, current_user.company_id) or abort(404)


def claim_or_404(claim_id: str) -> Claim:
    return find_claim(claim_id, current_user.account) or abort(404)


@blueprint.post("/opportunities/<opportunity_id>/claims")
@volunteers
def claim(opportunity_id: str) -> ResponseReturnValue:
    return _send(opportunity_id, _claim)


@blueprint.post("/opportunities/<opportunity_id>/waitlist")
@volunteers
def join_waitlist(opportunity_id: str) -> ResponseReturnValue:
    return _send(opportunity_id, _wait)


def _claim(opportunity: Opportunity, form: ClaimForm, wanted: list[str]) -> Claim:
    return actions.claim(
        current_user.account, opportunity, wanted, form.note.data or "", now(), take_free_only=form.free_only.data
    )


def _wait(opportunity: Opportunity, form: ClaimForm, wanted: list[str]) -> Claim:
    return actions.join_waitlist(current_user.account, opportunity, wanted, form.note.data or "", now())


def _send(opportunity_id: str, act: Callable[[Opportunity, ClaimForm, list[str]], Claim]) -> ResponseReturnValue:
    opportunity = opportunity_or_404(opportunity_id)
    if current_user.account.profile is None:
        return go_to("/guide")
    form, wanted = ClaimForm(), request.form.getlist("session")
    if not form.validate():
        return _show_form(opportunity, form, wanted)
    try:
        made = act(opportunity, form, wanted)
    except Refused as refused:
        if refused.refusal in FORM_FAULTS:
            form.form_errors.append(refusal_text(refused.refusal))
            return _show_form(opportunity, form, wanted)
        return show_refusal(refused, opportunity, tuple(wanted), form.note.data or "")
    return _answer(made)


def _show_form(opportunity: Opportunity, form: ClaimForm, wanted: list[str]) -> ResponseReturnValue:
    sessions = [
        session
        for session in opportunity.sessions
        if session.cancelled_at is None and session.starts_at is not None and session.starts_at > now()
    ]
    values = {"opportunity": opportunity, "form": form, "sessions": sessions, "wanted": wanted}
    return page("matches/claims/form.html", block="claim_form", status=422, **values)


def _answer(made: Claim) -> ResponseReturnValue:
    """The match's page (the claim's, for several), or to HTMX what replaces the card's button."""
    waits = all(match.state is MatchState.WAITLISTED for match in made.matches)
    text = _("You are on the waitlist.") if waits else _claimed_text(made)
    undo = url_for("claims.withdraw_claim", claim_id=made.public_id)
    if is_fragment():
        return page("matches/claims/claimed.html", block="claimed", claim=made, text=text, undo=undo, waits=waits)
    tell(text, undo_address=undo)
    return _to_claim(made)


def _claimed_text(made: Claim) -> str:
    if all(match.state is MatchState.APPROVED for match in made.matches):
        return _("You have the place.")
    count = len(made.matches)
    return ngettext(
        "Claimed. A coordinator looks at it next.", "%(num)s sessions claimed. A coordinator looks at them next.", count
    )


def _to_claim(made: Claim) -> ResponseReturnValue:
    if len(made.matches) == 1:
        return see_other("matches.show_match", match_id=made.matches[0].public_id)
    return see_other("claims.show_claim", claim_id=made.public_id)


@blueprint.get("/claims/<claim_id>")
@signed_in
def show_claim(claim_id: str) -> ResponseReturnValue:
    made = claim_or_404(claim_id)
    shown = matches_shown(made, current_user.account)
    if len(shown) == 1:
        return see_other("matches.show_match", match_id=shown[0].public_id)
    return page(
        "matches/claims/claim.html",
        claim=made,
        matches=shown,
        # It was written to the coordinator, not to the organisation.
        note="" if current_user.role is Role.PARTNER_MEMBER else made.note,
        may_withdraw=made.agent_id == current_user.id and any(match.state in LIVE for match in shown),
        zone=current_user.time_zone,
    )


@blueprint.post("/claims/<claim_id>/withdrawal")
@volunteers
def withdraw_claim(claim_id: str) -> ResponseReturnValue:
    made = claim_or_404(claim_id)
    try:
        actions.withdraw_claim(made, current_user.account, now())
    except Refused as refused:
        return show_refusal(refused, made.opportunity)
    undo = url_for("claims.restore_claim", claim_id=made.public_id)
    tell(_("Withdrawn. The place is open again."), undo_address=undo)
    return _to_claim(made)


@blueprint.post("/claims/<claim_id>/restoration")
@volunteers
def restore_claim(claim_id: str) -> ResponseReturnValue:
    made = claim_or_404(claim_id)
    try:
        actions.restore_claim(made, current_user.account, now())
    except Refused as refused:
        return show_refusal(refused, made.opportunity)
    tell(_("It is yours again."))
    return _to_claim(made)
