"""/profile/availability: weekly hours, the zone they are in, and changes on single dates."""

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.availability import actions, queries
from volunteer_match.availability.forms import ExceptionForm, HoursForm, ZoneForm
from volunteer_match.availability.models import AvailabilityException
from volunteer_match.availability.rules import WeeklyWindow
from volunteer_match.matches.facts.agents import agent_facts
from volunteer_match.opportunities.browsing.week import coming_week
from volunteer_match.people.profile.actions import set_time_zone
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.people.profile.queries import local_today
from volunteer_match.people.profile.views import own_profile
from volunteer_match.refusals import Refused
from volunteer_match.web.access import volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.times import format_date

blueprint = Blueprint("availability", __name__)
MOST_WEEKS = 5
"""Shifts are known for some weeks; further ahead there is nothing to see."""


def exception_or_404(public_id: str) -> AvailabilityException:
    return queries.find_exception(public_id, current_user.id) or abort(404)


def _show(
    profile: AgentProfile,
    hours: HoursForm | None = None,
    zone: ZoneForm | None = None,
    change: ExceptionForm | None = None,
    *,
    status: int = 200,
    note: str = "",
    block: str = "content",
) -> ResponseReturnValue:
    account = profile.account
    later = min(max(request.args.get("week", 0, type=int), 0), MOST_WEEKS - 1)
    today = local_today(account, now())
    return page(
        "availability/availability.html",
        block=block,
        status=status,
        hours=hours or HoursForm.of_windows(queries.windows_of(account.id)),
        zone_form=zone or ZoneForm(account.time_zone),
        change_form=change or ExceptionForm(),
        exceptions=[(row, exception_words(row)) for row in queries.exceptions_of(account.id, today)],
        week=coming_week(agent_facts([account.id], now())[account.id], now(), later),
        later=later,
        most_later=MOST_WEEKS - 1,
        today=today,
        note=note,
        zone=account.time_zone,
        is_zone_confirmed=account.time_zone_confirmed_at is not None,
        now=now(),
    )


def exception_words(row: AvailabilityException) -> str:
    """What changes on that date, in words."""
    if row.start_minute is None or row.end_minute is None:
        return _("Free all day") if row.is_available else _("Not free all day")
    times = f"{queries.clock_of(row.start_minute)}–{queries.clock_of(row.end_minute)}"
    return _("Also free %(times)s", times=times) if row.is_available else _("Not free %(times)s", times=times)


@blueprint.get("/profile/availability")
@volunteers
def show_availability() -> ResponseReturnValue:
    """The editor; `week` is how many weeks later than today the strip begins. A fragment is the strip alone."""
    return _show(own_profile(), block="week")


@blueprint.post("/profile/availability")
@volunteers
def save_availability() -> ResponseReturnValue:
    """Saves, or, without script, answers the editor's own buttons with a row more or less."""
    profile = own_profile()
    hours, zone = HoursForm.of_request(request.form), ZoneForm(profile.account.time_zone)
    if note := _edit(hours):
        return _show(profile, hours, zone, note=note)
    windows = hours.windows()
    if not zone.validate() or hours.errors:
        return _show(profile, hours, zone, status=422)
    _save(profile, windows, zone.time_zone.data)
    return see_other("availability.show_availability")


def _edit(hours: HoursForm) -> str:
    """What one of the editor's buttons did; empty if the main button was pressed."""
    if code := request.form.get("add"):
        hours.add(code)
        return _("There is one more line. Fill it in, then save.")
    if stem := request.form.get("remove"):
        hours.remove(stem)
        return _("The line is gone. Save to keep it so.")
    if code := request.form.get("copy"):
        hours.copy_to_weekdays(code)
        return _("Monday to Friday have the same hours now. Check them, then save.")
    return ""


def _save(profile: AgentProfile, windows: list[WeeklyWindow], zone: str) -> None:
    if zone != profile.account.time_zone or profile.account.time_zone_confirmed_at is None:
        set_time_zone(profile.account, zone, now())
    has_joined = actions.set_windows(profile.account_id, windows, now())
    tell(
        _("Your hours were saved. Hours that overlapped or touched are one now.")
        if has_joined
        else _("Your hours were saved.")
    )


@blueprint.post("/profile/availability/exceptions")
@volunteers
def add_exception() -> ResponseReturnValue:
    profile, form = own_profile(), ExceptionForm()
    is_fine = form.validate()
    if is_fine and form.day.data < local_today(profile.account, now()):
        form.day.errors = [_("Enter today or a later date.")]
        is_fine = False
    if not is_fine:
        return _show(profile, change=form, status=422)
    start, end = form.times()
    try:
        row = actions.add_exception(
            profile.account_id, form.day.data, start, end, is_available=form.change.data == "more", now=now()
        )
    except Refused as refused:
        form.form_errors.append(_(refused.refusal.sentence))
        return _show(profile, change=form, status=422)
    undo = url_for("availability.remove_exception", public_id=row.public_id)
    tell(_("%(day)s: %(change)s.", day=format_date(row.day), change=exception_words(row)), undo_address=undo)
    return see_other("availability.show_availability", _anchor="changes")


@blueprint.post("/profile/availability/exceptions/<public_id>/removal")
@volunteers
def remove_exception(public_id: str) -> ResponseReturnValue:
    row = exception_or_404(public_id)
    day = format_date(row.day)
    actions.remove_exception(row, now())
    tell(_("%(day)s is as your weekly hours say.", day=day))
    return see_other("availability.show_availability", _anchor="changes")
