"""/profile/availability/shifts: an agent's own shifts."""

from datetime import timedelta

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.availability.shifts.calendars import actions as calendars
from volunteer_match.availability.shifts.calendars.queries import calendars_of, find_calendar
from volunteer_match.availability.shifts.calendars.rules import masked
from volunteer_match.availability.shifts.imports import actions
from volunteer_match.availability.shifts.imports.forms import FileForm
from volunteer_match.availability.shifts.imports.showing import import_page
from volunteer_match.availability.shifts.models import ShiftCalendar, ShiftImport
from volunteer_match.availability.shifts.own.forms import CalendarForm
from volunteer_match.availability.shifts.own.queries import OWN_FILE, find_own_import, sources_of
from volunteer_match.availability.shifts.own.words import fault_words
from volunteer_match.availability.shifts.rules import rules_of
from volunteer_match.availability.shifts.words import REFUSALS, refusal_words
from volunteer_match.availability.shifts.writing import Writer
from volunteer_match.extensions import db
from volunteer_match.integrations.outside import OutsideFault
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.people.profile.queries import local_today
from volunteer_match.people.profile.views import own_profile
from volunteer_match.refusals import Refused
from volunteer_match.web.access import accepts_bytes, volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("own_shifts", __name__)
MOST_BYTES = 2_000_000
TROUBLED_AFTER = timedelta(hours=12)
"""A calendar that failed for less long is not worth a word."""


def calendar_or_404(public_id: str) -> ShiftCalendar:
    return find_calendar(public_id, current_user.id) or abort(404)


def import_or_404(public_id: str) -> ShiftImport:
    return find_own_import(public_id, current_user.id) or abort(404)


def _show(
    profile: AgentProfile, file: FileForm | None = None, calendar: CalendarForm | None = None, status: int = 200
) -> ResponseReturnValue:
    zone = profile.account.time_zone
    return page(
        "availability/shifts/own.html",
        status=status,
        file_form=file or FileForm(zone, formdata=None),
        calendar_form=calendar or CalendarForm(formdata=None),
        sources=sources_of(profile.account_id, now()),
        calendars={one.source: one for one in calendars_of(profile.account_id)},
        masked=masked,
        fault_words=fault_words,
        troubled_before=now() - TROUBLED_AFTER,
        zone=zone,
        now=now(),
    )


@blueprint.get("/profile/availability/shifts")
@volunteers
def show_own() -> ResponseReturnValue:
    return _show(own_profile())


@blueprint.post("/profile/availability/shifts/imports")
@volunteers
@accepts_bytes(MOST_BYTES)
def check_own_file() -> ResponseReturnValue:
    profile = own_profile()
    form = FileForm(profile.account.time_zone)
    if not form.validate():
        return _show(profile, file=form, status=422)
    origin = actions.Origin(profile.company_id, OWN_FILE, form.file.data.filename or "", profile.account_id)
    wish = form.own_wish(local_today(profile.account, now()), rules_of(current_user.company.activity_rules))
    try:
        read = actions.read_for(form.file.data.stream, wish, origin)
        one = actions.keep_checked(read, origin, actions.foresee(read, origin, now()), now())
    except REFUSALS as refused:
        form.file.errors = [refusal_words(refused)]
        return _show(profile, file=form, status=422)
    except Refused as refused:
        form.file.errors = [_(refused.refusal.sentence)]
        return _show(profile, file=form, status=422)
    return see_other("own_shifts.show_own_import", public_id=one.public_id)


@blueprint.get("/profile/availability/shifts/imports/<public_id>")
@volunteers
def show_own_import(public_id: str) -> ResponseReturnValue:
    one = import_or_404(public_id)
    if one.state != "checked":
        return see_other("own_shifts.show_own")
    return page(
        "availability/shifts/own_import.html", shown=import_page(one), one=one, zone=current_user.time_zone, now=now()
    )


@blueprint.post("/profile/availability/shifts/imports/<public_id>/confirmation")
@volunteers
def begin_own_import(public_id: str) -> ResponseReturnValue:
    one = import_or_404(public_id)
    try:
        actions.begin(one, current_user.account, now())
    except Refused as refused:
        tell(_(refused.refusal.sentence), category="warning")
        return see_other("own_shifts.show_own")
    db.session.flush()
    Writer(one.id).write_next(now())
    tell(_("Your shifts are here. Nothing is offered to you while you work."))
    return see_other("availability.show_availability", _anchor="week")


@blueprint.post("/profile/availability/shifts/imports/<public_id>/removal")
@volunteers
def drop_own_import(public_id: str) -> ResponseReturnValue:
    actions.drop(import_or_404(public_id))
    tell(_("Nothing was imported."))
    return see_other("own_shifts.show_own")


@blueprint.post("/profile/availability/shifts/removal")
@volunteers
def remove_own_file() -> ResponseReturnValue:
    """What came from files of one's own; the company's shifts are not the agent's to remove."""
    calendars.forget_source(own_profile().account_id, OWN_FILE, now())
    tell(_("The shifts from your files are gone."))
    return see_other("own_shifts.show_own")


@blueprint.post("/profile/availability/shifts/calendars")
@volunteers
def subscribe() -> ResponseReturnValue:
    profile, form = own_profile(), CalendarForm()
    if not form.validate():
        return _show(profile, calendar=form, status=422)
    try:
        calendars.subscribe(profile, form.address.data, now())
    except OutsideFault as fault:
        form.address.errors = [_(fault.refusal.sentence)]
        return _show(profile, calendar=form, status=422)
    except Refused as refused:
        form.address.errors = [_(refused.refusal.sentence)]
        return _show(profile, calendar=form, status=422)
    tell(_("We follow this calendar from now on. Its events are here in a minute."))
    return see_other("own_shifts.show_own")


@blueprint.post("/profile/availability/shifts/calendars/<public_id>/refresh")
@volunteers
def refresh_calendar(public_id: str) -> ResponseReturnValue:
    calendars.ask_again(calendar_or_404(public_id), now())
    tell(_("We are asking for the calendar. Look again in a minute."))
    return see_other("own_shifts.show_own")


@blueprint.post("/profile/availability/shifts/calendars/<public_id>/removal")
@volunteers
def unsubscribe(public_id: str) -> ResponseReturnValue:
    calendars.unsubscribe(calendar_or_404(public_id), now())
    tell(_("The calendar is forgotten, and what came from it is gone."))
    return see_other("own_shifts.show_own")
