"""Find people for one need, and invite them."""

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.matches import actions
from volunteer_match.matches.explanations import Explainer
from volunteer_match.matches.finding.forms import InvitationForm
from volunteer_match.matches.finding.queries import find_colleague, find_staffable, invited_to, people_for
from volunteer_match.matches.refusing import show_refusal
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.refusals import Refused
from volunteer_match.web.access import staff
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("finding", __name__)


def opportunity_or_404(opportunity_id: str) -> Opportunity:
    return find_staffable(opportunity_id, current_user.account) or abort(404)


@blueprint.get("/opportunities/<opportunity_id>/people")
@staff
def show_people(opportunity_id: str) -> ResponseReturnValue:
    return _show(opportunity_or_404(opportunity_id), InvitationForm())


def _show(opportunity: Opportunity, form: InvitationForm, status: int = 200) -> ResponseReturnValue:
    return page(
        "matches/finding/people.html",
        status=status,
        opportunity=opportunity,
        found=people_for(opportunity, current_user.account, now()),
        invited=invited_to(opportunity, current_user.company_id),
        explainer=Explainer(current_user.time_zone),
        form=form,
        zone=current_user.time_zone,
    )


@blueprint.post("/opportunities/<opportunity_id>/invitations")
@staff
def invite(opportunity_id: str) -> ResponseReturnValue:
    opportunity, form = opportunity_or_404(opportunity_id), InvitationForm()
    if not form.validate():
        return _show(opportunity, form, 422)
    agent = find_colleague(form.agent.data, current_user.company_id) or abort(404)
    try:
        match = actions.invite(
            agent, opportunity, form.session.data or "", form.note.data or "", current_user.account, now()
        )
    except Refused as refused:
        return show_refusal(refused, opportunity)
    text = _("%(person)s is invited.", person=agent.display_name)
    tell(text, undo_address=url_for("matches.rescind", match_id=match.public_id))
    return see_other("finding.show_people", opportunity_id=opportunity_id)
