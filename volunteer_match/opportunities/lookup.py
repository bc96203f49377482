"""Finds the need that an address means, for whoever may change it; everybody else gets 404."""

from flask import abort, request
from flask_login import current_user

from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.opportunities.queries import find_editable_by_staff, find_of_partner, find_session
from volunteer_match.people.models import Account
from volunteer_match.web.access import only

posters = only(Role.PARTNER_MEMBER, Role.COORDINATOR, Role.ADMINISTRATOR)
"""The guard of everything that changes needs; whose needs, the look-up says."""


def editable_or_404(public_id: str) -> Opportunity:
    """The partner's own need; for staff an imported one, or one of a partner that their company verified."""
    account: Account = current_user.account
    if account.role is Role.PARTNER_MEMBER:
        membership = account.membership
        found = find_of_partner(public_id, membership.partner_id) if membership else None
    else:
        found = find_editable_by_staff(public_id, account.company_id)
    if found is None:
        abort(404)
    if request.method == "POST":
        # One change after the other: what a colleague wrote meanwhile is seen, before anything is judged on it.
        db.session.refresh(found, with_for_update={"key_share": True})
    return found


def session_or_404(opportunity: Opportunity, public_id: str) -> OpportunitySession:
    """The session of this need."""
    found = find_session(opportunity, public_id)
    if found is None:
        abort(404)
    return found
