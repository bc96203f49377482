"""Partners confirm hours: many at once on a page, one by one, or by the link of an e-mail without signing in."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from volunteer_match.extensions import db
from volunteer_match.glossary import HoursAct
from volunteer_match.hours import actions
from volunteer_match.hours.confirming.links import find_link, is_open, use_link
from volunteer_match.hours.confirming.queries import (
    chosen_of,
    count_waiting_for,
    entries_of,
    is_unchanged,
    settled_of,
    waiting_for,
)
from volunteer_match.hours.models import HourLink
from volunteer_match.hours.showing import entry_or_404, form_for, show_entry, show_refused
from volunteer_match.matches.move_rule import Who
from volunteer_match.refusals import Refused
from volunteer_match.web.access import partner_members, public
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("hours_confirming", __name__)


def _partner_id() -> int:
    return int(current_user.account.membership.partner_id)


def _done_words(count: int) -> str:
    return ngettext("%(num)s entry is confirmed. Thank you!", "%(num)s entries are confirmed. Thank you!", count)


@blueprint.get("/hours/waiting")
@partner_members
def show_waiting() -> ResponseReturnValue:
    return _waiting_page()


def _waiting_page(fault: str = "", status: int = 200) -> ResponseReturnValue:
    return page(
        "hours/waiting.html",
        status=status,
        entries=waiting_for(_partner_id()),
        total=count_waiting_for(_partner_id()),
        settled=settled_of(_partner_id()),
        fault=fault,
    )


def _seen_in_form() -> list[tuple[str, int]]:
    """The ticked entries, each with the minutes that the page showed."""
    ids = list(dict.fromkeys(request.form.getlist("entry")))
    seen = [(public_id, request.form.get(f"minutes-{public_id}", type=int)) for public_id in ids]
    return [(public_id, minutes) for public_id, minutes in seen if minutes is not None]


@blueprint.post("/hours/confirmations")
@partner_members
def confirm_chosen() -> ResponseReturnValue:
    seen = _seen_in_form()
    if not seen:
        return _waiting_page(_("Tick at least one entry."), 422)
    done = actions.confirm(chosen_of(_partner_id(), seen), current_user.account, now())
    _tell_result(len(done), len(seen))
    return see_other("hours_confirming.show_waiting")


def _tell_result(done: int, seen: int) -> None:
    if done:
        tell(_done_words(done))
    if done < seen:
        tell(_("What had changed since you looked was left as it is. Please look again."), category="warning")


@blueprint.post("/hours/<entry_id>/confirmation")
@partner_members
def confirm_one(entry_id: str) -> ResponseReturnValue:
    entry = entry_or_404(entry_id)
    minutes = request.form.get("minutes", -1, int)
    _tell_result(len(actions.confirm([(entry, minutes)], current_user.account, now())), 1)
    return see_other("hours.show", entry_id=entry_id)


@blueprint.post("/hours/<entry_id>/adjustment")
@partner_members
def adjust_one(entry_id: str) -> ResponseReturnValue:
    entry, form = entry_or_404(entry_id), form_for(HoursAct.ADJUST, Who.PARTNER)
    if not form.validate():
        return show_entry(entry, (HoursAct.ADJUST, form), 422)
    try:
        actions.adjust(entry, form.total, form.note.data or "", current_user.account, now())
    except Refused as refused:
        return show_refused(refused, entry, (HoursAct.ADJUST, form))
    tell(_("Confirmed with the length that you gave. The volunteer is told."))
    return see_other("hours.show", entry_id=entry_id)


@blueprint.get("/hours/links/<token>")
@public
def show_link(token: str) -> ResponseReturnValue:
    """Shows what would be confirmed. Looking at it changes nothing: programs that check mail follow links, too."""
    return _link_page(find_link(token) or abort(404), token)


def _link_page(link: HourLink, token: str, done: int | None = None, status: int = 200) -> ResponseReturnValue:
    is_spent = done is None and not is_open(link, now())
    shown = [] if is_spent else [entry for entry, minutes in entries_of(link) if is_unchanged(entry, minutes)]
    return page(
        "hours/link.html",
        status=410 if is_spent else status,
        token=token,
        name=link.account.given_name,
        is_spent=is_spent,
        done=done,
        done_words=_done_words(done) if done else "",
        entries=shown,
        changed=len(link.entries) - len(shown),
    )


@blueprint.post("/hours/links/<token>")
@public
def use(token: str) -> ResponseReturnValue:
    """Confirms what the link is about, as it was when the e-mail was written; once."""
    link = find_link(token) or abort(404)
    if not is_open(link, now()) or not use_link(link, now()):
        db.session.refresh(link)
        return _link_page(link, token)
    done = actions.confirm(entries_of(link), link.account, now())
    return _link_page(link, token, len(done))
