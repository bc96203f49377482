"""The feed itself, which programs fetch without signing in, the page to set it up, and a single match to download."""

from flask import Blueprint, abort, make_response
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.calendars.entries import Standing, standing_of
from volunteer_match.calendars.feed import actions
from volunteer_match.calendars.feed.address import find_token, path_of
from volunteer_match.calendars.feed.forms import ChoicesForm
from volunteer_match.calendars.feed.queries import entries_of, find_calendar, find_feed
from volunteer_match.calendars.showing import match_entry, page_of
from volunteer_match.calendars.writing import write_calendar
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.matches.queries import find_match
from volunteer_match.people.policy import is_staff
from volunteer_match.web.access import public, signed_in, volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("calendar", __name__)
TYPE = "text/calendar; charset=utf-8"


def _file(content: bytes, name: str) -> ResponseReturnValue:
    response = make_response(content)
    response.headers["Content-Type"] = TYPE
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@blueprint.get("/calendars/<secret>.ics")
@public
def show_feed(secret: str) -> ResponseReturnValue:
    """The address is the key: what we never signed is unknown before the database is asked."""
    token = find_token(secret) or abort(404)
    begin_write(db.session)
    calendar = find_feed(token) or abort(404)
    if not actions.count_fetch(calendar, now()):
        answer = make_response(_("Too many requests. Look again in an hour."), 429)
        answer.headers.update({"Retry-After": "3600", "Cache-Control": "no-store", "Content-Type": "text/plain"})
        return answer
    with force_locale(calendar.account.locale):
        return _file(write_calendar(entries_of(calendar, now()), name=_("Volunteering")), "volunteering.ics")


@blueprint.get("/matches/<match_id>/calendar.ics")
@volunteers
def download_match(match_id: str) -> ResponseReturnValue:
    """One match of one's own that stands in the calendar, or did."""
    match = find_match(match_id, current_user.account)
    if match is None or match.agent_id != current_user.id or match.calendar_sequence is None:
        abort(404)
    entry = match_entry(match, current_user.account, standing_of(match.state) or Standing.CANCELLED, now())
    return _file(write_calendar([entry or abort(404)]), "session.ics")


@blueprint.get("/calendar")
@signed_in
def show_calendar() -> ResponseReturnValue:
    calendar = find_calendar(current_user.id)
    address = page_of(path_of(calendar.token)) if calendar and calendar.token else None
    return page(
        "calendars/calendar.html",
        calendar=calendar,
        address=address,
        form=ChoicesForm(formdata=None, obj=calendar),
        is_volunteer=current_user.profile is not None,
        is_staff=is_staff(current_user.role),
        now=now(),
        zone=current_user.time_zone,
    )


@blueprint.post("/calendar/address")
@signed_in
def make_address() -> ResponseReturnValue:
    """A first address, or a new one in place of the old."""
    actions.make_address(current_user.account, now())
    tell(_("Your private address is ready. Copy it into your calendar."))
    return see_other("calendar.show_calendar")


@blueprint.post("/calendar/address/removal")
@signed_in
def end_address() -> ResponseReturnValue:
    actions.end_address(current_user.account)
    tell(_("The address works no more. Calendars that used it stop updating."))
    return see_other("calendar.show_calendar")


@blueprint.post("/calendar/choices")
@signed_in
def save_choices() -> ResponseReturnValue:
    form, account = ChoicesForm(), current_user.account
    actions.choose(
        account,
        mails_invitations=form.mails_invitations.data,
        shows_open_places=form.shows_open_places.data and is_staff(account.role),
    )
    tell(_("Saved."))
    return see_other("calendar.show_calendar")
