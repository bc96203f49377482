"""The administrator's overview, and the accounts of the company."""

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.audit.details import details_words
from volunteer_match.audit.queries import entries_about
from volunteer_match.audit.words import action_words
from volunteer_match.glossary import Role
from volunteer_match.jobs.queries import count_set_aside
from volunteer_match.notifications.outbox.queries import count_by_status
from volunteer_match.people.administration import actions
from volunteer_match.people.administration.queries import (
    PAGE_SIZE,
    STATES,
    AccountFilter,
    count_accounts,
    count_roles,
    list_accounts,
)
from volunteer_match.people.invitations.queries import open_invitations
from volunteer_match.people.models import Account
from volunteer_match.people.queries import find_account
from volunteer_match.people.rules import COMPANY_ROLES
from volunteer_match.people.sign_in.queries import find_last_use
from volunteer_match.refusals import Refused
from volunteer_match.web.access import administrators
from volunteer_match.web.application import settings
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.pages import pages_of

blueprint = Blueprint("administration", __name__)


@blueprint.get("/administration")
@administrators
def show_overview() -> ResponseReturnValue:
    company_id = current_user.company_id
    return page(
        "administration/overview.html",
        company=current_user.company,
        roles=count_roles(company_id),
        invitations=len(open_invitations(current_user.account)),
        outbox=count_by_status(company_id, now()),
        set_aside=count_set_aside(company_id),
        has_mail_server=settings().smtp_url is not None,
    )


def _asked_filter() -> AccountFilter:
    """What the address asks for; values that nobody offers are taken as none."""
    role, state = request.args.get("role", ""), request.args.get("state", "")
    return AccountFilter(
        words=request.args.get("q", "").strip()[:100],
        role=Role(role) if role in {each.value for each in COMPANY_ROLES} else None,
        state=state if state in STATES else "",
    )


@blueprint.get("/administration/accounts")
@administrators
def show_accounts() -> ResponseReturnValue:
    wish = _asked_filter()
    total = count_accounts(current_user.company_id, wish)
    pages = pages_of(total, PAGE_SIZE)
    accounts = list_accounts(current_user.company_id, wish, pages.here)
    return page(
        "administration/accounts.html", wish=wish, total=total, pages=pages, accounts=accounts, roles=COMPANY_ROLES
    )


def _account_or_404(public_id: str) -> Account:
    found = find_account(public_id, current_user.company_id)
    if found is None:
        abort(404)
    return found


def _account_page(account: Account, fault: str = "", status: int = 200) -> ResponseReturnValue:
    return page(
        "administration/account.html",
        account=account,
        fault=fault,
        roles=COMPANY_ROLES,
        last_use=find_last_use(account.id),
        entries=entries_about(account, current_user.company_id),
        action_words=action_words,
        details_words=details_words,
        now=now(),
        status=status,
    )


@blueprint.get("/administration/accounts/<public_id>")
@administrators
def show_account(public_id: str) -> ResponseReturnValue:
    return _account_page(_account_or_404(public_id))


@blueprint.post("/administration/accounts/<public_id>/deactivation")
@administrators
def deactivate_account(public_id: str) -> ResponseReturnValue:
    account = _account_or_404(public_id)
    try:
        actions.deactivate(account, current_user.account, now())
    except Refused as refused:
        return _account_page(account, _(refused.refusal.sentence), 422)
    undo = url_for("administration.reactivate_account", public_id=public_id)
    tell(_("%(name)s can’t sign in any more.", name=account.display_name), undo_address=undo)
    return see_other("administration.show_account", public_id=public_id)


@blueprint.post("/administration/accounts/<public_id>/reactivation")
@administrators
def reactivate_account(public_id: str) -> ResponseReturnValue:
    account = _account_or_404(public_id)
    actions.reactivate(account, current_user.account, now())
    tell(_("%(name)s can sign in again.", name=account.display_name))
    return see_other("administration.show_account", public_id=public_id)


@blueprint.post("/administration/accounts/<public_id>/role")
@administrators
def change_role(public_id: str) -> ResponseReturnValue:
    account = _account_or_404(public_id)
    role = request.form.get("role", "")
    if role not in {each.value for each in COMPANY_ROLES}:
        return _account_page(account, _("Choose a role."), 422)
    try:
        actions.change_role(account, Role(role), current_user.account, now())
    except Refused as refused:
        return _account_page(account, _(refused.refusal.sentence), 422)
    tell(_("The role is changed."))
    return see_other("administration.show_account", public_id=public_id)


@blueprint.post("/administration/accounts/<public_id>/employee-number")
@administrators
def set_employee_number(public_id: str) -> ResponseReturnValue:
    account = _account_or_404(public_id)
    try:
        actions.set_employee_number(account, request.form.get("employee_number", ""), current_user.account, now())
    except Refused as refused:
        return _account_page(account, _(refused.refusal.sentence), 422)
    tell(_("The employee number is saved."))
    return see_other("administration.show_account", public_id=public_id)
