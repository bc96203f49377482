"""One's own certificates: asking for one, the file, who sees the name, and revoking."""

from datetime import date

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.extensions import db
from volunteer_match.glossary import NameShown
from volunteer_match.hours.days import day_in, zone_of
from volunteer_match.people.policy import is_staff
from volunteer_match.recognition.certificates import actions
from volunteer_match.recognition.certificates.codes import shown_code
from volunteer_match.recognition.certificates.document import certificate_pdf, line_words
from volunteer_match.recognition.certificates.forms import IssueForm, NameForm, RevocationForm
from volunteer_match.recognition.certificates.models import Certificate
from volunteer_match.recognition.certificates.queries import certificates_of, find_certificate, has_changed
from volunteer_match.recognition.certificates.words import REFUSALS
from volunteer_match.refusals import Refused
from volunteer_match.typesetting.setting import NoFont
from volunteer_match.web.access import volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.files import asked_paper, no_font_words, to_save
from volunteer_match.web.forms import Form
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.once import once

blueprint = Blueprint("certificates", __name__)


def certificate_or_404(certificate_id: str) -> Certificate:
    return find_certificate(certificate_id, current_user.account) or abort(404)


def _own_or_404(certificate_id: str) -> Certificate:
    """One of the reader's own: what a coordinator may look at is not theirs to change."""
    found = certificate_or_404(certificate_id)
    return found if found.agent_id == current_user.id else abort(404)


def holding_or_404(certificate_id: str) -> Certificate:
    """One of the reader's own that is not revoked."""
    found = _own_or_404(certificate_id)
    return found if found.revoked_at is None else abort(404)


def _this_year() -> dict[str, date]:
    profile = current_user.account.profile
    today = day_in(zone_of(profile) if profile else current_user.time_zone, now())
    return {"first": today.replace(month=1, day=1), "last": today}


def _list(form: IssueForm, status: int = 200) -> ResponseReturnValue:
    found = certificates_of(current_user.id)
    account = current_user.account
    return page(
        "recognition/certificates/list.html",
        status=status,
        certificates=found,
        form=form if account.profile else None,
        is_staff=is_staff(account.role),
    )


@blueprint.get("/certificates")
@volunteers
def list_certificates() -> ResponseReturnValue:
    return _list(IssueForm(formdata=None, data=_this_year()))


@blueprint.post("/certificates")
@volunteers
@once
def issue() -> ResponseReturnValue:
    form, account = IssueForm(), current_user.account
    if account.profile is None:
        abort(404)
    if not form.validate():
        return _list(form, 422)
    try:
        shown = NameShown(form.name_shown.data)
        issued = actions.issue(account, form.first.data, form.last.data, shown, now())
    except Refused as refused:
        db.session.rollback()
        form.last.errors = [REFUSALS[refused.refusal]]
        return _list(form, 422)
    tell(_("Your certificate is ready."))
    return see_other("certificates.show_certificate", certificate_id=issued.public_id)


def show(certificate: Certificate, form: Form | None = None, status: int = 200) -> ResponseReturnValue:
    """The page of one; `form` is what was sent and has faults."""
    is_own = certificate.agent_id == current_user.id
    data = {"name_shown": certificate.name_shown.value}
    return page(
        "recognition/certificates/certificate.html",
        status=status,
        certificate=certificate,
        rows=[line_words(line) for line in certificate.lines],
        code=shown_code(certificate.code),
        is_own=is_own,
        has_changed=has_changed(certificate),
        form=form,
        name_form=form if isinstance(form, NameForm) else NameForm(formdata=None, data=data),
        revocation_form=form if isinstance(form, RevocationForm) else RevocationForm(formdata=None),
    )


@blueprint.get("/certificates/<certificate_id>")
@volunteers
def show_certificate(certificate_id: str) -> ResponseReturnValue:
    return show(certificate_or_404(certificate_id))


@blueprint.get("/certificates/<certificate_id>/download")
@volunteers
def download(certificate_id: str) -> ResponseReturnValue:
    certificate = holding_or_404(certificate_id)
    try:
        pdf = certificate_pdf(certificate, asked_paper())
    except NoFont as missing:
        form = Form()
        form.form_errors.append(no_font_words(missing))
        return show(certificate, form, 422)
    return to_save(Response(pdf, mimetype="application/pdf"), f"certificate-{certificate.code}.pdf")


@blueprint.post("/certificates/<certificate_id>/name")
@volunteers
def choose_name(certificate_id: str) -> ResponseReturnValue:
    certificate, form = _own_or_404(certificate_id), NameForm()
    if not form.validate():
        return show(certificate, form, 422)
    actions.show_name(certificate, NameShown(form.name_shown.data))
    tell(_("Saved. It holds from now on."))
    return see_other("certificates.show_certificate", certificate_id=certificate_id)


@blueprint.post("/certificates/<certificate_id>/end")
@volunteers
def end_own(certificate_id: str) -> ResponseReturnValue:
    """The holder needs no reason."""
    actions.revoke(_own_or_404(certificate_id), current_user.account, "", now())
    tell(_("Revoked. Whoever checks it reads that it holds no more."))
    return see_other("certificates.show_certificate", certificate_id=certificate_id)
