"""What happens to a need as a whole: published, closed, cancelled, copied."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.extensions import db
from volunteer_match.glossary import OpportunityState
from volunteer_match.opportunities import actions
from volunteer_match.opportunities.lookup import editable_or_404, posters
from volunteer_match.opportunities.posting.forms import ReasonForm
from volunteer_match.opportunities.posting.views import check_page, save
from volunteer_match.opportunities.rules import may_cancel
from volunteer_match.refusals import Refused
from volunteer_match.web.access import partner_members
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.once import once

blueprint = Blueprint("opportunity_state", __name__)


def _show(public_id: str) -> ResponseReturnValue:
    return see_other("opportunities.show_opportunity", public_id=public_id)


@blueprint.post("/<public_id>/publication")
@posters
def publish(public_id: str) -> ResponseReturnValue:
    """Publishes a draft, or opens again what was closed; 422 with what is missing."""
    opportunity = editable_or_404(public_id)
    try:
        actions.publish(opportunity, current_user.account, now())
    except Refused as refused:
        if "missing" not in refused.params:
            abort(409)
        db.session.rollback()
        return check_page(opportunity, 422)
    tell(_("“%(title)s” is published.", title=opportunity.title))
    return _show(public_id)


@blueprint.post("/<public_id>/closure")
@posters
def close(public_id: str) -> ResponseReturnValue:
    opportunity = editable_or_404(public_id)
    try:
        actions.close(opportunity, current_user.account, now())
    except Refused:
        abort(409)
    tell(_("Closed: nobody new can join. People who have a place keep it."))
    return _show(public_id)


@blueprint.get("/<public_id>/cancellation")
@posters
def ask_cancel(public_id: str) -> ResponseReturnValue:
    opportunity = editable_or_404(public_id)
    if not may_cancel(opportunity.state):
        abort(409)
    return page(
        "opportunities/posting/cancel.html", opportunity=opportunity, row=None, reaches=[], form=ReasonForm(None)
    )


@blueprint.post("/<public_id>/cancellation")
@posters
def cancel(public_id: str) -> ResponseReturnValue:
    """Cancels with a reason that people read; a draft nobody saw is taken away without one."""
    opportunity = editable_or_404(public_id)
    form, is_draft = ReasonForm(), opportunity.state is OpportunityState.DRAFT
    if is_draft or form.validate():
        reason = form.reason.data or ""
        if save(form, lambda: actions.cancel(opportunity, current_user.account, now(), reason)):
            tell(_("The draft is deleted.") if is_draft else _("Cancelled. People who had a place are told."))
            return see_other("opportunities.list_opportunities") if is_draft else _show(public_id)
    return page(
        "opportunities/posting/cancel.html", status=422, opportunity=opportunity, row=None, reaches=[], form=form
    )


@blueprint.post("/<public_id>/copies")
@partner_members
@once
def duplicate(public_id: str) -> ResponseReturnValue:
    """A new draft from an old need."""
    opportunity = editable_or_404(public_id)
    copy = actions.duplicate(opportunity, current_user.account, now())
    tell(_("This is a copy. Only the dates are missing."))
    return see_other("posting.show_what", public_id=copy.public_id)
