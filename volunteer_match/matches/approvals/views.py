"""The queue, and the decisions on claims."""

from collections.abc import Callable
from datetime import timedelta

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.audit.actions import record
from volunteer_match.glossary import ReturnReason, Role
from volunteer_match.matches import actions
from volunteer_match.matches.approvals.actions import snooze_claim
from volunteer_match.matches.approvals.forms import ReturnForm
from volunteer_match.matches.approvals.queries import next_best, read_case, waiting_for
from volunteer_match.matches.explanations import Explainer
from volunteer_match.matches.models import Claim, Match
from volunteer_match.matches.queries import find_claim, matches_shown
from volunteer_match.matches.refusing import show_refusal
from volunteer_match.people.policy import is_staff
from volunteer_match.refusals import Refused
from volunteer_match.web.access import only, staff
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import is_fragment, page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.queues import addressed, after

blueprint = Blueprint("approvals", __name__)
deciding = only(Role.COORDINATOR, Role.ADMINISTRATOR, Role.PARTNER_MEMBER)
ASIDE = timedelta(hours=4)
"""How long "later" is."""


def claim_or_404(claim_id: str) -> Claim:
    return find_claim(claim_id, current_user.account) or abort(404)


def chosen_match_or_404(made: Claim) -> Match | None:
    """The one match that the field `match` names; None when the whole claim is meant."""
    match_id = request.values.get("match")
    if not match_id:
        return None
    shown = matches_shown(made, current_user.account)
    return next((match for match in shown if match.public_id == match_id), None) or abort(404)


@blueprint.get("/approvals")
@staff
def show_queue() -> ResponseReturnValue:
    items = waiting_for(current_user.account, now())
    ids = [item.claim_id for item in items]
    wanted = request.args.get("claim")
    focus = wanted if wanted in ids else (ids[0] if ids else None)
    shown = page(
        "matches/approvals/queue.html",
        block="queue",
        items=items,
        case=read_case(focus, current_user.account, now()) if focus else None,
        focus=focus,
        explainer=Explainer(current_user.time_zone),
        reasons=list(ReturnReason),
        zone=current_user.time_zone,
        now=now(),
        is_fragment=is_fragment(),
    )
    return addressed(shown, "approvals.show_queue", claim=focus)


def _following(claim_id: str) -> str | None:
    return after([item.claim_id for item in waiting_for(current_user.account, now())], claim_id)


def _decide(claim_id: str, act: Callable[[Claim, Match | None], None], text: str, undo: str) -> ResponseReturnValue:
    """Decides, offers the undo, and goes on to the next claim in the queue (or back to the match's page)."""
    made = claim_or_404(claim_id)
    match = chosen_match_or_404(made)
    following = _following(claim_id) if is_staff(current_user.role) else None
    first = match or matches_shown(made, current_user.account)[0]
    try:
        act(made, match)
    except Refused as refused:
        return show_refusal(refused, made.opportunity)
    tell(text, undo_address=url_for(undo, claim_id=claim_id, match=match.public_id if match else None))
    if match is not None or not is_staff(current_user.role):
        return see_other("matches.show_match", match_id=first.public_id)
    return see_other("approvals.show_queue", claim=following)


@blueprint.get("/claims/<claim_id>/next-best")
@staff
def show_next_best(claim_id: str) -> ResponseReturnValue:
    """Fetched after the case itself: it ranks everybody, and the decision need not wait for that."""
    made = claim_or_404(claim_id)
    found = next_best(made, current_user.account, now())
    return page("matches/approvals/next_best.html", block="names", claim=made, found=found)


@blueprint.post("/claims/<claim_id>/approval")
@staff
def approve(claim_id: str) -> ResponseReturnValue:
    def act(made: Claim, match: Match | None) -> None:
        actions.approve_claim(made, current_user.account, now(), match=match)

    return _decide(claim_id, act, _("Approved. Both sides are told in half a minute."), "approvals.reopen")


@blueprint.get("/claims/<claim_id>/return")
@deciding
def show_return(claim_id: str) -> ResponseReturnValue:
    made = claim_or_404(claim_id)
    return _show_return(made, ReturnForm())


def _show_return(made: Claim, form: ReturnForm, status: int = 200) -> ResponseReturnValue:
    match = chosen_match_or_404(made)
    first = match or matches_shown(made, current_user.account)[0]
    values = {"claim": made, "match": match, "first": first, "form": form}
    return page("matches/approvals/return.html", block="return_form", status=status, **values)


@blueprint.post("/claims/<claim_id>/return")
@deciding
def return_claim(claim_id: str) -> ResponseReturnValue:
    form = ReturnForm()
    if not form.validate():
        return _show_return(claim_or_404(claim_id), form, 422)

    def act(made: Claim, match: Match | None) -> None:
        reason, words = ReturnReason(form.reason.data), form.words.data or ""
        actions.return_claim(made, reason, words, current_user.account, now(), match=match)

    return _decide(claim_id, act, _("Returned. The volunteer is told in half a minute."), "approvals.reopen")


@blueprint.post("/claims/<claim_id>/reopening")
@staff
def reopen(claim_id: str) -> ResponseReturnValue:
    made = claim_or_404(claim_id)
    match = chosen_match_or_404(made)
    try:
        actions.reopen_claim(made, current_user.account, now(), match=match)
    except Refused as refused:
        return show_refusal(refused, made.opportunity)
    tell(_("Taken back. It waits for a decision again."))
    return see_other("approvals.show_queue", claim=claim_id)


@blueprint.post("/claims/<claim_id>/snooze")
@staff
def snooze(claim_id: str) -> ResponseReturnValue:
    made = claim_or_404(claim_id)
    following = _following(claim_id)
    snooze_claim(made, current_user.account, now() + ASIDE)
    record("claim.snooze", current_user.account, now(), subject=made)
    tell(_("Put aside for four hours."), undo_address=url_for("approvals.wake", claim_id=claim_id))
    return see_other("approvals.show_queue", claim=following)


@blueprint.post("/claims/<claim_id>/waking")
@staff
def wake(claim_id: str) -> ResponseReturnValue:
    """Takes a claim back from aside."""
    made = claim_or_404(claim_id)
    snooze_claim(made, current_user.account, now())
    return see_other("approvals.show_queue", claim=claim_id)
