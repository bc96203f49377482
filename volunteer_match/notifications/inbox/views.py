"""The inbox."""

from collections import Counter
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.notifications.inbox.actions import mark_all_read, mark_read
from volunteer_match.notifications.inbox.queries import PAGE_SIZE, count_by_group, find_notice, list_notices
from volunteer_match.notifications.inbox.showing import parts_of
from volunteer_match.notifications.kinds import NoticeGroup
from volunteer_match.notifications.preferences.words import group_words
from volunteer_match.people.models import Account
from volunteer_match.web.access import by_itself, public, signed_in
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import go_to, is_fragment, local_address, page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.pages import pages_of

blueprint = Blueprint("inbox", __name__)


@blueprint.get("/inbox")
@signed_in
def show_inbox() -> ResponseReturnValue:
    account: Account = current_user.account
    found, unread = count_by_group(account.id, now())
    asked = request.args.get("kind", "")
    group = NoticeGroup(asked) if asked in set(NoticeGroup) else None
    pages = pages_of(found[group] if group else found.total(), PAGE_SIZE)
    notices = list_notices(account.id, now(), pages.here, group)
    return page(
        "notifications/inbox.html",
        parts=parts_of(notices, account.time_zone, now()),
        tabs=_tabs(found, unread, group),
        group=group,
        pages=pages,
        zone=account.time_zone,
        now=now(),
    )


def _tabs(
    found: Counter[NoticeGroup | None], unread: Counter[NoticeGroup | None], shown: NoticeGroup | None
) -> list[dict[str, Any]]:
    """All, and each group that the inbox has something of; the one that is shown even when it is empty."""
    groups = [None, *(group for group in NoticeGroup if found[group] or group is shown)]
    return [
        {
            "label": group_words(group).name if group else _("All"),
            "url": url_for("inbox.show_inbox", kind=group.value if group else None),
            "current": group is shown,
            "count": unread[group] if group else unread.total(),
        }
        for group in groups
    ]


@blueprint.get("/inbox/count")
@public
@by_itself
def show_count() -> ResponseReturnValue:
    """What the bell of an open page asks for. Who is signed out gets nothing, and the page stops asking."""
    if not is_fragment():
        return see_other("inbox.show_inbox")
    return render_template("layout/inbox_count.html") if current_user.is_authenticated else ("", 204)


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
