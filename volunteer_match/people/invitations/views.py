"""Accepting an invitation: name, time zone, password, and in."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.people.invitations.actions import NewAccount, accept
from volunteer_match.people.invitations.forms import AcceptForm
from volunteer_match.people.models import AccountInvitation
from volunteer_match.people.passwords import hash_password
from volunteer_match.people.queries import find_open_invitation
from volunteer_match.people.sign_in.views import open_session
from volunteer_match.refusals import Refused
from volunteer_match.web.access import begins_reading, public
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.locale import select_locale

blueprint = Blueprint("invitations", __name__)


def _form_page(form: AcceptForm, invitation: AccountInvitation, token: str, status: int = 200) -> ResponseReturnValue:
    return page("people/invitations/accept.html", form=form, invitation=invitation, token=token, status=status)


def _spent() -> ResponseReturnValue:
    return page("people/invitations/spent.html", status=404)


@blueprint.get("/invitations/<token>")
@public
def show_invitation(token: str) -> ResponseReturnValue:
    invitation = find_open_invitation(token, now())
    if invitation is None:
        return _spent()
    names = {"given_name": invitation.given_name, "family_name": invitation.family_name}
    return _form_page(AcceptForm(formdata=None, data=names), invitation, token)


@blueprint.post("/invitations/<token>")
@public
@begins_reading
def accept_invitation(token: str) -> ResponseReturnValue:
    """The password is hashed before the write begins; the invitation is looked up again then."""
    invitation = find_open_invitation(token, now())
    if invitation is None:
        return _spent()
    form = AcceptForm()
    form.account_email = invitation.email
    if not form.validate():
        return _form_page(form, invitation, token, 422)
    wish = NewAccount(
        form.given_name.data,
        form.family_name.data or "",
        select_locale(),
        form.time_zone.data,
        hash_password(form.password.data),
    )
    begin_write(db.session)
    invitation = find_open_invitation(token, now())
    if invitation is None:
        return _spent()
    try:
        account = accept(invitation, wish, now())
    except Refused:
        return _spent()
    open_session(account)
    return see_other("home.home")
