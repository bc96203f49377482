"""Asking for a new password, and setting it."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.people.passwords import hash_password
from volunteer_match.people.reset import actions
from volunteer_match.people.reset.forms import NewPasswordForm, RequestForm
from volunteer_match.people.reset.queries import PASSWORD_RESET, find_link
from volunteer_match.web.access import begins_reading, public
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("reset", __name__)


@blueprint.get("/password-reset")
@public
def show_request() -> ResponseReturnValue:
    return page("people/reset/request.html", form=RequestForm(), is_sent=False)


@blueprint.post("/password-reset")
@public
def request_reset() -> ResponseReturnValue:
    """The answer is the same whether the account exists or not."""
    form = RequestForm()
    if not form.validate():
        return page("people/reset/request.html", form=form, is_sent=False, status=422)
    if not actions.request_reset(form.email.data, request.remote_addr or "", now()):
        return page("people/reset/too_often.html", status=429)
    return see_other("reset.show_sent")


@blueprint.get("/password-reset/sent")
@public
def show_sent() -> ResponseReturnValue:
    return page("people/reset/request.html", form=RequestForm(), is_sent=True)


@blueprint.get("/password-reset/<token>")
@public
def show_reset(token: str) -> ResponseReturnValue:
    link = find_link(token, PASSWORD_RESET, now())
    if link is None:
        return page("people/reset/spent.html", status=404)
    return page("people/reset/reset.html", form=NewPasswordForm(), token=token)


@blueprint.post("/password-reset/<token>")
@public
@begins_reading
def reset(token: str) -> ResponseReturnValue:
    """Hashing is slow by design, so it is done before the write begins; the link is looked up again then."""
    link = find_link(token, PASSWORD_RESET, now())
    if link is None:
        return page("people/reset/spent.html", status=404)
    form = NewPasswordForm()
    form.account_email = link.account.email or ""
    if not form.validate():
        return page("people/reset/reset.html", form=form, token=token, status=422)
    password_hash = hash_password(form.password.data)
    begin_write(db.session)
    link = find_link(token, PASSWORD_RESET, now())
    if link is None or not actions.reset_password(link, password_hash, now()):
        return page("people/reset/spent.html", status=404)
    tell(_("Your new password is set. Sign in with it."))
    return see_other("sign_in.show_sign_in")
