"""The keys that sign a company's open badges, for administrators."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.recognition.open_badges.forms import LEAKED, KeyForm
from volunteer_match.recognition.open_badges.keys import find_signing_key, keys_of, replace_key
from volunteer_match.recognition.open_badges.sources import address
from volunteer_match.web.access import administrators
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("badge_keys", __name__)


def _show(form: KeyForm, status: int = 200) -> ResponseReturnValue:
    company = current_user.company
    found = find_signing_key(company.id)
    return page(
        "recognition/open_badges/keys.html",
        status=status,
        form=form,
        keys=keys_of(company.id),
        signing=found[0] if found else None,
        published_at=address("open_badges.show_keys", issuer_id=company.public_id),
        zone=current_user.time_zone,
    )


@blueprint.get("/administration/badge-keys")
@administrators
def list_keys() -> ResponseReturnValue:
    return _show(KeyForm(formdata=None))


@blueprint.post("/administration/badge-keys")
@administrators
def replace() -> ResponseReturnValue:
    form = KeyForm()
    if not form.validate():
        return _show(form, 422)
    replace_key(current_user.company_id, current_user.account, now(), leaked=form.why.data == LEAKED)
    tell(_("A new key signs from now on."))
    return see_other("badge_keys.list_keys")
