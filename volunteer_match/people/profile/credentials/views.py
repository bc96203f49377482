"""/profile/credentials: what proves something, and whether a coordinator has verified it."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from volunteer_match.people.catalogue.reader import read_credential_kinds
from volunteer_match.people.profile.credentials import actions
from volunteer_match.people.profile.credentials.forms import CredentialForm
from volunteer_match.people.profile.models import AgentProfile, Credential
from volunteer_match.people.profile.queries import local_today
from volunteer_match.people.profile.rules import Expiry, expiry_of
from volunteer_match.people.profile.views import own_profile
from volunteer_match.refusals import Refused
from volunteer_match.web.access import volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.labels import credential_name
from volunteer_match.web.messages import tell

blueprint = Blueprint("profile_credentials", __name__)


def credential_or_404(profile: AgentProfile, public_id: str) -> Credential:
    return next((entry for entry in profile.credentials if entry.public_id == public_id), None) or abort(404)


def _show(profile: AgentProfile, form: CredentialForm, status: int = 200) -> ResponseReturnValue:
    today = local_today(profile.account, now())
    listed = [(entry, expiry_of(entry.expires_on, today)) for entry in profile.credentials]
    return page(
        "people/profile/credentials.html", status=status, form=form, credentials=listed, kinds=read_credential_kinds()
    )


def _is_fine(form: CredentialForm, profile: AgentProfile) -> bool:
    is_fine = bool(form.validate())
    if expiry_of(form.expires_on.data, local_today(profile.account, now())) is Expiry.EXPIRED:
        form.expires_on.errors = [_("This date has passed. Enter the date on your renewed paper.")]
        return False
    return is_fine


@blueprint.get("/profile/credentials")
@volunteers
def show_credentials() -> ResponseReturnValue:
    return _show(own_profile(), CredentialForm())


@blueprint.post("/profile/credentials")
@volunteers
def add_credential() -> ResponseReturnValue:
    profile, form = own_profile(), CredentialForm()
    if not _is_fine(form, profile):
        return _show(profile, form, 422)
    try:
        actions.add_credential(profile, form.proof(), now())
    except Refused as refused:
        form.form_errors.append(_(refused.refusal.sentence))
        return _show(profile, form, 422)
    tell(_("%(credential)s was added. A coordinator will check it.", credential=credential_name(form.kind.data)))
    return see_other("profile_credentials.show_credentials")


@blueprint.get("/profile/credentials/<public_id>")
@volunteers
def show_credential(public_id: str) -> ResponseReturnValue:
    entry = credential_or_404(own_profile(), public_id)
    form = CredentialForm(data={"kind": entry.kind, "reference": entry.reference, "expires_on": entry.expires_on})
    return page("people/profile/credential.html", form=form, entry=entry)


@blueprint.post("/profile/credentials/<public_id>")
@volunteers
def change_credential(public_id: str) -> ResponseReturnValue:
    profile = own_profile()
    entry = credential_or_404(profile, public_id)
    form = CredentialForm(data={"kind": entry.kind})
    if not _is_fine(form, profile):
        return page("people/profile/credential.html", status=422, form=form, entry=entry)
    if actions.change_credential(entry, form.proof(), now()):
        tell(_("%(credential)s was saved. A coordinator will check it.", credential=credential_name(entry.kind)))
    return see_other("profile_credentials.show_credentials")


@blueprint.post("/profile/credentials/<public_id>/removal")
@volunteers
def remove_credential(public_id: str) -> ResponseReturnValue:
    profile = own_profile()
    entry = credential_or_404(profile, public_id)
    name = credential_name(entry.kind)
    actions.remove_credential(profile, entry, now())
    tell(_("%(credential)s was removed.", credential=name))
    return see_other("profile_credentials.show_credentials")
