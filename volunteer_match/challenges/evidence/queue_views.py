"""The coordinators' queue of photos that nobody has looked at yet."""

from collections.abc import Callable, Sequence

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.challenges.evidence.actions import accept_photo, refuse_photo
from volunteer_match.challenges.evidence.forms import RefusalForm
from volunteer_match.challenges.evidence.models import Photo
from volunteer_match.challenges.evidence.queries import find_photo, twins_of, waiting_photos
from volunteer_match.challenges.wording import action_title, amount_words
from volunteer_match.extensions import db
from volunteer_match.glossary import PhotoReason
from volunteer_match.refusals import Refused
from volunteer_match.web.access import staff
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import is_fragment, page, see_other
from volunteer_match.web.labels import label
from volunteer_match.web.messages import tell
from volunteer_match.web.queues import addressed, after

blueprint = Blueprint("photo_queue", __name__)


def others_photo_or_404(photo_id: str) -> Photo:
    """A photo of somebody else: nobody decides on their own."""
    photo = find_photo(photo_id, current_user.account)
    return photo if photo is not None and photo.agent_id != current_user.id else abort(404)


@blueprint.get("/photos")
@staff
def show_queue() -> ResponseReturnValue:
    waiting = waiting_photos(current_user.account)
    wanted = request.args.get("photo")
    focus = others_photo_or_404(wanted) if wanted else next(iter(waiting), None)
    return _queue(waiting, focus)


def _queue(
    waiting: Sequence[Photo], focus: Photo | None, form: RefusalForm | None = None, refusal: str = "", status: int = 200
) -> ResponseReturnValue:
    """The queue with one photo in focus; that may be one that was decided before, and can be decided otherwise."""
    shown = page(
        "challenges/evidence/queue.html",
        block="queue",
        status=status,
        waiting=waiting,
        focus=focus,
        twins=twins_of(focus) if focus else [],
        form=form or RefusalForm(),
        refusal=refusal,
        action_title=action_title,
        amount_words=amount_words,
        now=now(),
        is_fragment=is_fragment(),
    )
    return addressed(shown, "photo_queue.show_queue", photo=focus.public_id if focus else None)


def _decide(photo_id: str, act: Callable[[Photo], None], text: str) -> ResponseReturnValue:
    photo = others_photo_or_404(photo_id)
    following = after([one.public_id for one in waiting_photos(current_user.account)], photo_id)
    try:
        act(photo)
    except Refused as refused:
        db.session.rollback()
        sentence = _(refused.refusal.sentence)
        return _queue(
            waiting_photos(current_user.account), find_photo(photo_id, current_user.account), None, sentence, 409
        )
    tell(text)
    return see_other("photo_queue.show_queue", photo=following)


@blueprint.post("/photos/<photo_id>/acceptance")
@staff
def accept(photo_id: str) -> ResponseReturnValue:
    return _decide(photo_id, lambda photo: accept_photo(photo, current_user.account, now()), _("Accepted."))


@blueprint.post("/photos/<photo_id>/refusal")
@staff
def refuse(photo_id: str) -> ResponseReturnValue:
    form = RefusalForm()
    if not form.validate():
        return _queue(waiting_photos(current_user.account), others_photo_or_404(photo_id), form, status=422)
    reason = PhotoReason(form.reason.data)
    words = " ".join(filter(None, (f"{label(reason)}.", form.words.data)))
    return _decide(
        photo_id,
        lambda photo: refuse_photo(photo, reason, words, current_user.account, now()),
        _("Not accepted. The person reads why, and can send another."),
    )
