"""Sign-in and sign-out."""

import logging

from flask import Blueprint, Response, g, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user
from sqlalchemy.exc import DBAPIError

from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db, login_manager
from volunteer_match.people.models import Account
from volunteer_match.people.passwords import hash_password, is_password, needs_rehash
from volunteer_match.people.sign_in import actions
from volunteer_match.people.sign_in.forms import SignInForm
from volunteer_match.people.sign_in.queries import SignedIn, find_account_by_email, find_signed_in
from volunteer_match.web.access import begins_reading, is_asked_by_somebody, public, signed_in
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import go_to, local_address, page, see_other
from volunteer_match.web.locale import remember_locale

blueprint = Blueprint("sign_in", __name__)
log = logging.getLogger(__name__)


@login_manager.user_loader  # type: ignore[untyped-decorator]
def load_signed_in(token: str) -> SignedIn | None:
    found = find_signed_in(token, now())
    if found and found.session.last_seen_at < now() - actions.SEEN_EVERY and is_asked_by_somebody():
        g.session_to_note = found.session.id
    return found


@blueprint.after_app_request
def note_session_seen(response: Response) -> Response:
    """At most every five minutes, after the request's own transaction. A database that is busy is not worth a wait."""
    if (session_id := g.pop("session_to_note", None)) is not None and response.status_code < 500:
        try:
            actions.note_seen(session_id, now())
        except DBAPIError:
            log.info("the last use of a session was not noted: the database is busy")
    return response


@blueprint.get("/sign-in")
@public
def show_sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return go_to(local_address(request.args.get("next"), "/"))
    return page("people/sign_in/sign_in.html", form=SignInForm(request.args))


@blueprint.post("/sign-in")
@public
@begins_reading
def sign_in() -> ResponseReturnValue:
    """Checks the password before the write begins: hashing is slow by design and must hold no lock."""
    form = SignInForm()
    if not form.validate():
        return page("people/sign_in/sign_in.html", form=form, status=422)
    email, password, address = form.email.data, form.password.data, request.remote_addr or ""
    if actions.is_limited(email, address, now()):
        return page("people/sign_in/too_often.html", status=429)
    account = find_account_by_email(email)
    is_right = is_password(account.password_hash if account else None, password)
    newer_hash = hash_password(password) if account and is_right and needs_rehash(account.password_hash) else None
    account_id = account.id if account else None
    begin_write(db.session)
    account = db.session.get(Account, account_id) if account_id else None
    # Guesses sent all at once passed the first look together; this one is taken in turn.
    if actions.is_limited(email, address, now(), in_turn=True):
        return page("people/sign_in/too_often.html", status=429)
    if account is None or not is_right or not account.is_active:
        actions.record_failure(email, address, now())
        db.session.commit()
        form.form_errors.append(_("The e-mail address or the password is not right."))
        return page("people/sign_in/sign_in.html", form=form, status=422)
    account.password_hash = newer_hash or account.password_hash
    open_session(account)
    return go_to(local_address(form.next.data, "/"))


def open_session(account: Account) -> None:
    """Signs this browser in; whatever the cookie held before is gone."""
    session.clear()
    login_user(actions.start_session(account, request.user_agent.string, now()))


@blueprint.post("/sign-out")
@signed_in
def sign_out() -> ResponseReturnValue:
    actions.end_session(current_user.session, now())
    locale = current_user.locale
    logout_user()
    session.clear()
    remember_locale(locale)
    return see_other("home.home")
