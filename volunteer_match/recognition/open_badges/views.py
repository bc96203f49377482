"""One's own certificates as signed files."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.recognition.certificates.views import holding_or_404
from volunteer_match.recognition.open_badges.actions import sign_certificate
from volunteer_match.web.access import volunteers
from volunteer_match.web.clock import now

blueprint = Blueprint("signed_badges", __name__)


@blueprint.get("/certificates/<certificate_id>/open-badge")
@volunteers
def download_certificate(certificate_id: str) -> ResponseReturnValue:
    """The first time it gets its place in a list, and the company its key; so this is a writing transaction."""
    begin_write(db.session)
    certificate = holding_or_404(certificate_id)
    response = Response(sign_certificate(certificate, now()), mimetype="text/plain")
    response.headers["Content-Disposition"] = f"attachment; filename=certificate-{certificate.code}.jwt"
    return response
