"""A partner's member invites colleagues."""

from typing import Any

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.glossary import Role
from volunteer_match.people.invitations.actions import Guest, invite_quietly, resend, revoke
from volunteer_match.people.invitations.forms import ColleagueForm
from volunteer_match.people.invitations.queries import find_invitation, open_invitations
from volunteer_match.people.models import AccountInvitation
from volunteer_match.web.access import partner_members
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("colleagues", __name__)


def _form_page(form: ColleagueForm, status: int = 200) -> ResponseReturnValue:
    membership: Any = current_user.membership
    if membership is None:
        abort(404)
    return page(
        "people/invitations/colleagues.html",
        form=form,
        partner=membership.partner,
        invitations=open_invitations(current_user.account),
        now=now(),
        status=status,
    )


@blueprint.get("/partner/members/invitations")
@partner_members
def show_colleagues() -> ResponseReturnValue:
    return _form_page(ColleagueForm())


@blueprint.post("/partner/members/invitations")
@partner_members
def invite_colleague() -> ResponseReturnValue:
    """The answer is the same whether the address has an account or not."""
    form = ColleagueForm()
    membership: Any = current_user.membership
    if membership is None or not form.validate():
        return _form_page(form, 422)
    guest = Guest(
        form.email.data,
        Role.PARTNER_MEMBER,
        form.given_name.data or "",
        form.family_name.data or "",
        partner_id=membership.partner_id,
    )
    invite_quietly(guest, current_user.account, now())
    tell(_("An invitation is on its way to %(address)s.", address=form.email.data))
    return see_other("colleagues.show_colleagues")


def _own_or_404(public_id: str) -> AccountInvitation:
    found = find_invitation(public_id, current_user.account)
    if found is None:
        abort(404)
    return found


@blueprint.post("/partner/members/invitations/<public_id>/resend")
@partner_members
def resend_invitation(public_id: str) -> ResponseReturnValue:
    resend(_own_or_404(public_id), current_user.account, now())
    tell(_("A new link is on its way. The old one works no longer."))
    return see_other("colleagues.show_colleagues")


@blueprint.post("/partner/members/invitations/<public_id>/revocation")
@partner_members
def revoke_invitation(public_id: str) -> ResponseReturnValue:
    revoke(_own_or_404(public_id), current_user.account, now())
    tell(_("The invitation is taken back. Its link works no longer."))
    return see_other("colleagues.show_colleagues")
