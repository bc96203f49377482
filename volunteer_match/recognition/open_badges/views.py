"""One's own certificates and badges as signed files."""

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.recognition.badges.pictures import picture
from volunteer_match.recognition.certificates.views import holding_or_404
from volunteer_match.recognition.open_badges.actions import signed_file
from volunteer_match.recognition.open_badges.baking import bake
from volunteer_match.recognition.open_badges.queries import find_own_award
from volunteer_match.web.access import volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.files import to_save

blueprint = Blueprint("signed_badges", __name__)


@blueprint.get("/certificates/<certificate_id>/open-badge")
@volunteers
def download_certificate(certificate_id: str) -> ResponseReturnValue:
    """The first time it gets its place in a list, and the company its key; so this is a writing transaction."""
    begin_write(db.session)
    certificate = holding_or_404(certificate_id)
    token = signed_file(certificate, now())
    return to_save(Response(token, mimetype="text/plain"), f"certificate-{certificate.code}.jwt")


@blueprint.get("/badges/awards/<award_id>/open-badge")
@volunteers
def download_badge(award_id: str) -> ResponseReturnValue:
    """The picture of the badge with the signed file in it; `?as=jwt` gives the file alone."""
    begin_write(db.session)
    award = find_own_award(award_id, current_user.id) or abort(404)
    token, name = signed_file(award, now()), f"badge-{award.badge.value}"
    if request.args.get("as") == "jwt":
        return to_save(Response(token, mimetype="text/plain"), f"{name}.jwt")
    return to_save(Response(bake(picture(award.badge), token), mimetype="image/svg+xml"), f"{name}.svg")
