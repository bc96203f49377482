"""Sign-in and sign-out."""

from flask import Blueprint, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user

from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db, login_manager
from volunteer_match.people.passwords import is_password
from volunteer_match.people.sign_in import actions
from volunteer_match.people.sign_in.forms import SignInForm
from volunteer_match.people.sign_in.queries import SignedIn, find_account_by_email, find_signed_in
from volunteer_match.web.access import begins_reading, public, signed_in
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import go_to, local_address, page, see_other

blueprint = Blueprint("sign_in", __name__)


@login_manager.user_loader  # type: ignore[untyped-decorator]
def load_signed_in(token: str) -> SignedIn | None:
    return find_signed_in(token, now())


@blueprint.get("/sign-in")
@public
def show_sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return go_to("/")
    return page("people/sign_in/sign_in.html", form=SignInForm(request.args))


@blueprint.post("/sign-in")
@public
@begins_reading
def sign_in() -> ResponseReturnValue:
    """Checks the password before the write begins: hashing is slow by design and must hold no lock."""
    form = SignInForm()
    if not form.validate():
        return page("people/sign_in/sign_in.html", form=form, status=422)
    address = request.remote_addr or ""
    if actions.is_limited(form.email.data, address, now()):
        return page("people/sign_in/too_often.html", status=429)
    account = find_account_by_email(form.email.data)
    is_right = is_password(account.password_hash if account else None, form.password.data)
    begin_write(db.session)
    if account is None or not is_right or not account.is_active:
        actions.record_failure(form.email.data, address, now())
        db.session.commit()
        form.form_errors.append(_("The e-mail address or the password is not right."))
        return page("people/sign_in/sign_in.html", form=form, status=422)
    session.clear()
    login_user(actions.start_session(account, request.user_agent.string, now()))
    return go_to(local_address(form.next.data, "/"))


@blueprint.post("/sign-out")
@signed_in
def sign_out() -> ResponseReturnValue:
    actions.end_session(current_user.session, now())
    logout_user()
    session.clear()
    return see_other("sign_in.show_sign_in")
