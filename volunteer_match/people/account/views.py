"""The account page: name, zone, keys; password and e-mail address."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.people.account import actions
from volunteer_match.people.account.forms import AccountForm, EmailForm, PasswordForm
from volunteer_match.people.account.limits import is_own_password
from volunteer_match.people.models import Account, SignInSession
from volunteer_match.people.passwords import hash_password
from volunteer_match.people.reset.queries import EMAIL_CHANGE, find_link
from volunteer_match.web.access import begins_reading, public, signed_in
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import go_to, local_address, page, see_other
from volunteer_match.web.locale import LOCALES, remember_locale
from volunteer_match.web.messages import tell

blueprint = Blueprint("account", __name__)


@blueprint.get("/account")
@signed_in
def show_account() -> ResponseReturnValue:
    account = current_user.account
    return page("people/account/account.html", form=AccountForm(obj=account, current_zone=account.time_zone))


@blueprint.post("/account")
@signed_in
def save_account() -> ResponseReturnValue:
    account = current_user.account
    form = AccountForm(current_zone=account.time_zone)
    if not form.validate():
        return page("people/account/account.html", form=form, status=422)
    wish = actions.Settings(
        form.given_name.data,
        form.family_name.data or "",
        form.locale.data,
        form.time_zone.data,
        form.shortcuts_enabled.data,
    )
    actions.change_settings(account, wish, now())
    tell(_("Saved."))
    return see_other("account.show_account")


@blueprint.post("/language")
@public
def choose_language() -> ResponseReturnValue:
    """Every page offers its own address in the other languages; who is not signed in is remembered in the browser."""
    locale = request.form.get("locale", "")
    if locale not in LOCALES:
        abort(404)
    if current_user.is_authenticated:
        actions.choose_language(current_user.account, locale)
    else:
        remember_locale(locale)
    return go_to(local_address(request.form.get("next"), "/"))


@blueprint.get("/account/password")
@signed_in
def show_password() -> ResponseReturnValue:
    return page("people/account/password.html", form=PasswordForm())


@blueprint.post("/account/password")
@signed_in
@begins_reading
def change_password() -> ResponseReturnValue:
    """Both hashes are worked out before the write begins."""
    form = PasswordForm()
    form.account_email = current_user.email or ""
    if not form.validate() or not is_own_password(form, form.current):
        return page("people/account/password.html", form=form, status=422)
    password_hash, account_id, session_id = hash_password(form.password.data), current_user.id, current_user.session.id
    begin_write(db.session)
    account, session = db.session.get_one(Account, account_id), db.session.get_one(SignInSession, session_id)
    actions.change_password(account, password_hash, session, now())
    tell(_("Your password is changed. All other devices were signed out."))
    return see_other("account.show_account")


@blueprint.get("/account/email")
@signed_in
def show_email() -> ResponseReturnValue:
    return page("people/account/email.html", form=EmailForm())


@blueprint.post("/account/email")
@signed_in
@begins_reading
def request_email_change() -> ResponseReturnValue:
    form = EmailForm()
    if not form.validate() or not is_own_password(form, form.password):
        return page("people/account/email.html", form=form, status=422)
    account_id = current_user.id
    begin_write(db.session)
    actions.request_email_change(db.session.get_one(Account, account_id), form.email.data, now())
    tell(_("A link is on its way to %(address)s. Open it to finish the change.", address=form.email.data))
    return see_other("account.show_account")


@blueprint.get("/account/email/<token>")
@public
def show_email_confirmation(token: str) -> ResponseReturnValue:
    """A page with a button: programs that look at links in e-mails must not confirm anything."""
    link = find_link(token, EMAIL_CHANGE, now())
    if link is None:
        return page("people/account/email_spent.html", status=404)
    return page("people/account/email_confirmation.html", address=link.new_email, token=token)


@blueprint.post("/account/email/<token>")
@public
def confirm_email(token: str) -> ResponseReturnValue:
    link = find_link(token, EMAIL_CHANGE, now())
    if link is None or not actions.confirm_email(link, now()):
        return page("people/account/email_spent.html", status=404)
    tell(_("From now on you sign in with the new address."))
    return see_other("account.show_account")
