"""The inbox."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.notifications.inbox.actions import mark_all_read, mark_read
from volunteer_match.notifications.inbox.queries import PAGE_SIZE, count_notices, find_notice, list_notices
from volunteer_match.notifications.words import notice_icon, notice_text
from volunteer_match.web.access import signed_in
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import go_to, local_address, page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.pages import pages_of

blueprint = Blueprint("inbox", __name__)


@blueprint.get("/inbox")
@signed_in
def show_inbox() -> ResponseReturnValue:
    pages = pages_of(count_notices(current_user.id, now()), PAGE_SIZE)
    notices = list_notices(current_user.id, now(), pages.here)
    return page(
        "notifications/inbox.html",
        notices=notices,
        pages=pages,
        notice_text=notice_text,
        notice_icon=notice_icon,
        now=now(),
    )


@blueprint.post("/inbox/<public_id>/reading")
@signed_in
def open_notice(public_id: str) -> ResponseReturnValue:
    """Marks it read and goes where it leads. A form, for a link that is looked at ahead of time must change nothing."""
    notice = find_notice(public_id, current_user.id, now())
    if notice is None:
        abort(404)
    mark_read(notice, now())
    return go_to(local_address(notice.path, "/inbox"))


@blueprint.post("/inbox/reading")
@signed_in
def read_all() -> ResponseReturnValue:
    mark_all_read(current_user.account, now())
    tell(_("Everything is marked as read."))
    return see_other("inbox.show_inbox")
