"""The certificates of a company's people, for its coordinators."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.recognition.certificates import actions
from volunteer_match.recognition.certificates.codes import read_code, shown_code
from volunteer_match.recognition.certificates.forms import RevocationForm
from volunteer_match.recognition.certificates.queries import MOST_SHOWN, certificates_in
from volunteer_match.recognition.certificates.views import certificate_or_404, show
from volunteer_match.web.access import staff
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("issued_certificates", __name__)


@blueprint.get("/certificates/issued")
@staff
def list_issued() -> ResponseReturnValue:
    typed = request.args.get("code", "").strip()
    code = read_code(typed) if typed else None
    found = [] if typed and code is None else certificates_in(current_user.company_id, code)
    return page(
        "recognition/certificates/issued.html",
        certificates=found,
        shown_code=shown_code,
        typed=typed,
        most=MOST_SHOWN,
        zone=current_user.time_zone,
    )


@blueprint.post("/certificates/<certificate_id>/revocation")
@staff
def revoke(certificate_id: str) -> ResponseReturnValue:
    certificate, form = certificate_or_404(certificate_id), RevocationForm()
    if not form.validate():
        return show(certificate, form, 422)
    actions.revoke(certificate, current_user.account, form.reason.data, now())
    tell(_("Revoked. Whoever checks it reads that it holds no more."))
    return see_other("certificates.show_certificate", certificate_id=certificate_id)
