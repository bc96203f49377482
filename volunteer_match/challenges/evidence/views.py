"""Adding a photo to what one logged, looking at it, taking it away; and the photos of a challenge."""

from typing import Literal

from flask import Blueprint, Response, abort, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.challenges.evidence import queries
from volunteer_match.challenges.evidence.actions import judge_photo, keep_photo, remove_photo
from volunteer_match.challenges.evidence.bundle import pack
from volunteer_match.challenges.evidence.forms import PhotoForm
from volunteer_match.challenges.evidence.models import Photo
from volunteer_match.challenges.evidence.receiving import REQUEST_BYTES, receive
from volunteer_match.challenges.models import Entry
from volunteer_match.challenges.queries import find_challenge, find_entry
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.refusals import Refused
from volunteer_match.web.access import accepts_bytes, begins_reading, volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("photos", __name__)
PICTURE_POLICY = "default-src 'none'; sandbox"
"""A picture is no page: opened by itself it may load and run nothing."""


def photo_or_404(photo_id: str) -> Photo:
    return queries.find_photo(photo_id, current_user.account) or abort(404)


def own_photo_or_404(photo_id: str) -> Photo:
    photo = photo_or_404(photo_id)
    return photo if photo.agent_id == current_user.id else abort(404)


def own_entry_or_404(entry_id: str) -> Entry:
    entry = find_entry(entry_id, current_user.account)
    return entry if entry is not None and entry.agent_id == current_user.id else abort(404)


@blueprint.get("/challenge-entries/<entry_id>/photos")
@volunteers
def show_adding(entry_id: str) -> ResponseReturnValue:
    return _adding(own_entry_or_404(entry_id), PhotoForm())


def _adding(entry: Entry, form: PhotoForm, status: int = 200) -> ResponseReturnValue:
    photos = queries.photos_of(entry)
    return page("challenges/evidence/adding.html", status=status, entry=entry, photos=photos, form=form)


@blueprint.post("/challenge-entries/<entry_id>/photos")
@volunteers
@begins_reading
@accepts_bytes(REQUEST_BYTES)
def add_photo(entry_id: str) -> ResponseReturnValue:
    entry, form = own_entry_or_404(entry_id), PhotoForm()
    if not form.validate():
        return _adding(entry, form, 422)
    try:
        judge_photo(entry)
        made = receive(form.photo.data, current_user.public_id, now())
        begin_write(db.session)
        entry = own_entry_or_404(entry_id)
        keep_photo(entry, made, form.description.data or "", now())
    except Refused as refused:
        db.session.rollback()
        form.photo.errors = [_(refused.refusal.sentence)]
        return _adding(own_entry_or_404(entry_id), form, 422)
    tell(_("Thank you. A coordinator looks at it before anybody else."))
    return see_other("photos.show_adding", entry_id=entry_id)


@blueprint.get("/photos/<photo_id>/picture")
@volunteers
def show_picture(photo_id: str) -> Response:
    return _picture(photo_or_404(photo_id), "picture")


@blueprint.get("/photos/<photo_id>/thumbnail")
@volunteers
def show_thumbnail(photo_id: str) -> Response:
    return _picture(photo_or_404(photo_id), "thumbnail")


def _picture(photo: Photo, size: Literal["picture", "thumbnail"]) -> Response:
    """The file, under the one type that we make; like all that signed-in people get, it is stored nowhere."""
    content = queries.read_picture(photo, size)
    if content is None:
        abort(404)
    response = Response(content, mimetype="image/webp")
    response.headers["Content-Security-Policy"] = PICTURE_POLICY
    response.headers["Content-Disposition"] = "inline; filename=photo.webp"
    return response


@blueprint.post("/photos/<photo_id>/removal")
@volunteers
def remove(photo_id: str) -> ResponseReturnValue:
    photo = own_photo_or_404(photo_id)
    entry_id = photo.entry.public_id
    remove_photo(photo, current_user.account)
    tell(_("The photo is gone for good."), category="info")
    return see_other("photos.show_adding", entry_id=entry_id)


@blueprint.get("/challenges/<challenge_id>/photos")
@volunteers
def show_gallery(challenge_id: str) -> ResponseReturnValue:
    challenge = find_challenge(challenge_id, current_user.account) or abort(404)
    here = min(max(request.args.get("page", 1, int), 1), 10_000)
    photos, has_more = queries.gallery_of(challenge.id, here)
    return page("challenges/evidence/gallery.html", challenge=challenge, photos=photos, here=here, has_more=has_more)


@blueprint.get("/account/data/photos")
@volunteers
def download_own() -> Response:
    """All photos of one's own in one archive."""
    return send_file(pack(queries.own_pictures(current_user.account)), "application/zip", True, "my-photos.zip")
