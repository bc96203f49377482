"""The administrator's outbox page. Texts are shown only where there is no mail server that could deliver them."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.notifications.mail import write_letter
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.notifications.outbox.actions import note_reading, retry
from volunteer_match.notifications.outbox.queries import (
    PAGE_SIZE,
    Status,
    count_by_status,
    find_message,
    list_messages,
    status_of,
)
from volunteer_match.web.access import administrators
from volunteer_match.web.application import settings
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.pages import pages_of

blueprint = Blueprint("outbox", __name__)


def _has_mail_server() -> bool:
    return settings().smtp_url is not None


@blueprint.get("/administration/outbox")
@administrators
def show_outbox() -> ResponseReturnValue:
    asked = request.args.get("status", "")
    shown = Status(asked) if asked in set(Status) else None
    counts = count_by_status(current_user.company_id, now())
    pages = pages_of(counts[shown] if shown else sum(counts.values()), PAGE_SIZE)
    return page(
        "notifications/outbox.html",
        messages=list_messages(current_user.company_id, shown, now(), pages.here),
        counts=counts,
        shown=shown,
        statuses=list(Status),
        status_of=status_of,
        pages=pages,
        has_mail_server=_has_mail_server(),
        now=now(),
    )


def _message_or_404(public_id: str) -> OutboxMessage:
    found = find_message(public_id, current_user.company_id, now())
    if found is None:
        abort(404)
    return found


@blueprint.post("/administration/outbox/<public_id>/reading")
@administrators
def read_message(public_id: str) -> ResponseReturnValue:
    """Shows a message as it would be sent. A form, because the look is written down."""
    message = _message_or_404(public_id)
    if _has_mail_server() or message.sent_at is not None:
        abort(404)
    note_reading(message, current_user.account, now())
    letter = write_letter(message)
    address = settings().base_url + str(message.params["path"]) if "path" in message.params else None
    return page("notifications/letter.html", message=message, letter=letter, address=address)


@blueprint.post("/administration/outbox/<public_id>/retry")
@administrators
def retry_message(public_id: str) -> ResponseReturnValue:
    retry(_message_or_404(public_id), current_user.account, now())
    tell(_("It is tried again now."))
    return see_other("outbox.show_outbox")
