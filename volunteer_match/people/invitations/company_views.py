"""An administrator invites people one by one, or by a file."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from volunteer_match.glossary import Role
from volunteer_match.integrations.faults import ImportFault
from volunteer_match.integrations.words import fault_words
from volunteer_match.people.invitations.actions import Guest, invite, resend, revoke
from volunteer_match.people.invitations.forms import DEFAULT_ROLE, FileForm, GuestForm
from volunteer_match.people.invitations.guest_list import GuestList, TableRefused, invite_all, read_guest_list
from volunteer_match.people.invitations.queries import find_invitation, open_invitations, teams_of
from volunteer_match.people.invitations.words import line_words, table_words
from volunteer_match.people.models import AccountInvitation
from volunteer_match.refusals import Refused
from volunteer_match.web.access import administrators
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("company_invitations", __name__)


def _form_page(form: GuestForm, status: int = 200) -> ResponseReturnValue:
    invitations = open_invitations(current_user.account)
    return page("people/invitations/company.html", form=form, invitations=invitations, now=now(), status=status)


@blueprint.get("/administration/invitations")
@administrators
def list_invitations() -> ResponseReturnValue:
    form = GuestForm(formdata=None, data={"role": DEFAULT_ROLE})
    form.offer(teams_of(current_user.company_id))
    return _form_page(form)


@blueprint.post("/administration/invitations")
@administrators
def invite_guest() -> ResponseReturnValue:
    form = GuestForm()
    teams = teams_of(current_user.company_id)
    form.offer(teams)
    if not form.validate():
        return _form_page(form, 422)
    role = Role(form.role.data)
    team = next((team for team in teams if team.public_id == form.team.data), None) if role is Role.AGENT else None
    guest = Guest(
        form.email.data,
        role,
        form.given_name.data or "",
        form.family_name.data or "",
        company_id=current_user.company_id,
        site_id=team.site_id if team else None,
        team_id=team.id if team else None,
    )
    try:
        invite(guest, current_user.account, now())
    except Refused as refused:
        form.email.errors = [_(refused.refusal.sentence)]
        return _form_page(form, 422)
    tell(_("An invitation is on its way to %(address)s.", address=form.email.data))
    return see_other("company_invitations.list_invitations")


def _company_or_404(public_id: str) -> AccountInvitation:
    found = find_invitation(public_id, current_user.account)
    if found is None:
        abort(404)
    return found


@blueprint.post("/administration/invitations/<public_id>/resend")
@administrators
def resend_invitation(public_id: str) -> ResponseReturnValue:
    resend(_company_or_404(public_id), current_user.account, now())
    tell(_("A new link is on its way. The old one works no longer."))
    return see_other("company_invitations.list_invitations")


@blueprint.post("/administration/invitations/<public_id>/revocation")
@administrators
def revoke_invitation(public_id: str) -> ResponseReturnValue:
    revoke(_company_or_404(public_id), current_user.account, now())
    tell(_("The invitation is taken back. Its link works no longer."))
    return see_other("company_invitations.list_invitations")


@blueprint.get("/administration/invitations/file")
@administrators
def show_file() -> ResponseReturnValue:
    return page("people/invitations/file.html", form=FileForm())


def _read(data: bytes) -> GuestList | str:
    """The list, or the sentence of what is wrong with the whole file."""
    try:
        return read_guest_list(data, current_user.company_id)
    except ImportFault as fault:
        return fault_words(fault)
    except TableRefused as refused:
        return table_words(refused.fault)


def _preview(guests: GuestList, status: int) -> ResponseReturnValue:
    return page("people/invitations/preview.html", guests=guests, line_words=line_words, status=status)


@blueprint.post("/administration/invitations/file")
@administrators
def preview_file() -> ResponseReturnValue:
    """Shows every line with its faults; nothing is changed yet."""
    form = FileForm()
    data = form.file.data.read() if form.file.data else b""
    guests = _read(data) if data else _("Choose a file.")
    if isinstance(guests, str):
        form.file.errors = [guests]
        return page("people/invitations/file.html", form=form, status=422)
    return _preview(guests, 422 if guests.faulty else 200)


@blueprint.post("/administration/invitations/file/confirmation")
@administrators
def confirm_file() -> ResponseReturnValue:
    """Reads the text again, for the world may have changed since it was shown; invites all or nobody."""
    guests = _read(request.form.get("text", "").encode())
    if isinstance(guests, str):
        form = FileForm(formdata=None)
        form.file.errors = [guests]
        return page("people/invitations/file.html", form=form, status=422)
    if guests.faulty:
        return _preview(guests, 422)
    count = invite_all(guests, current_user.account, now())
    tell(ngettext("%(num)s invitation is on its way.", "%(num)s invitations are on their way.", count))
    return see_other("company_invitations.list_invitations")
