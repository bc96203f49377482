"""Writing hours down, correcting them, and taking them back."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.extensions import db
from volunteer_match.glossary import HoursAct
from volunteer_match.hours import actions
from volunteer_match.hours.days import day_in, zone_of
from volunteer_match.hours.entries import Work
from volunteer_match.hours.queries import reportable_matches, written_for
from volunteer_match.hours.reporting.actions import accepted_at, amend, report
from volunteer_match.hours.reporting.forms import ReportForm
from volunteer_match.hours.showing import entry_or_404, form_for, show_entry, show_refused
from volunteer_match.matches.models import Match
from volunteer_match.matches.move_rule import Who
from volunteer_match.refusals import Refused
from volunteer_match.web.access import volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.once import once

blueprint = Blueprint("hours_reporting", __name__)


def _match_or_404(match_id: str) -> Match:
    """Work of the reader's own that hours can be written down for."""
    return next((match for match in reportable_matches(current_user.id) if match.public_id == match_id), None) or abort(
        404
    )


def _form_page(match: Match, form: ReportForm, status: int = 200) -> ResponseReturnValue:
    zone = zone_of(match.agent)
    return page(
        "hours/report.html",
        status=status,
        match=match,
        form=form,
        written=written_for(match),
        first_day=day_in(zone, accepted_at(match)),
        last_day=day_in(zone, now()),
    )


@blueprint.get("/matches/<match_id>/hours")
@volunteers
def show_report(match_id: str) -> ResponseReturnValue:
    match = _match_or_404(match_id)
    return _form_page(match, ReportForm(formdata=None, data={"day": day_in(zone_of(match.agent), now())}))


@blueprint.post("/matches/<match_id>/hours")
@volunteers
@once
def write_down(match_id: str) -> ResponseReturnValue:
    match, form = _match_or_404(match_id), ReportForm()
    if not form.validate():
        return _form_page(match, form, 422)
    try:
        report(match, Work(form.day.data, form.total, form.what.data or ""), current_user.account, now())
    except Refused as refused:
        db.session.rollback()
        form.day.errors = [_(refused.refusal.sentence)]
        return _form_page(_match_or_404(match_id), form, 422)
    tell(_("Written down. The organisation is asked to confirm it."))
    return see_other("hours.show_hours")


@blueprint.post("/hours/<entry_id>/amendment")
@volunteers
def amend_entry(entry_id: str) -> ResponseReturnValue:
    entry, form = entry_or_404(entry_id), form_for(HoursAct.AMEND, Who.AGENT)
    if not form.validate():
        return show_entry(entry, (HoursAct.AMEND, form), 422)
    try:
        amend(entry, form.total, form.what.data or "", current_user.account, now())
    except Refused as refused:
        return show_refused(refused, entry, (HoursAct.AMEND, form))
    tell(_("Corrected. The organisation is asked to confirm it."))
    return see_other("hours.show", entry_id=entry_id)


@blueprint.post("/hours/<entry_id>/removal")
@volunteers
def remove_entry(entry_id: str) -> ResponseReturnValue:
    entry = entry_or_404(entry_id)
    try:
        actions.remove(entry, current_user.account, now())
    except Refused as refused:
        return show_refused(refused, entry)
    tell(_("Taken back. It counts nothing now."))
    return see_other("hours.show_hours")
