"""One address, three views: /opportunities and /opportunities/<id> show each role what it came for."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from volunteer_match.glossary import Role
from volunteer_match.opportunities.board.views import coordinator_board, partner_list, partner_show, staff_show
from volunteer_match.opportunities.browsing.one_need import volunteer_show
from volunteer_match.opportunities.browsing.views import for_you
from volunteer_match.opportunities.queries import find_of_partner, find_seen_by_staff, find_visible
from volunteer_match.people.models import Account
from volunteer_match.web.access import signed_in
from volunteer_match.web.clock import now

blueprint = Blueprint("opportunities", __name__)


@blueprint.get("/opportunities")
@signed_in
def list_opportunities() -> ResponseReturnValue:
    """For you, my needs, or the board."""
    if current_user.role is Role.AGENT:
        return for_you()
    return partner_list() if current_user.role is Role.PARTNER_MEMBER else coordinator_board()


@blueprint.get("/opportunities/<public_id>")
@signed_in
def show_opportunity(public_id: str) -> ResponseReturnValue:
    """One need, as far as this person may see it; else it does not exist."""
    account: Account = current_user.account
    if account.membership is not None:
        return partner_show(find_of_partner(public_id, account.membership.partner_id) or abort(404))
    is_volunteering = account.role is Role.AGENT or "as" in request.args
    if is_volunteering and account.profile is not None:
        return volunteer_show(find_visible(public_id, account.company_id, now()) or abort(404))
    if account.role is Role.AGENT:
        abort(404)
    return staff_show(find_seen_by_staff(public_id) or abort(404))
