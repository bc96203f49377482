"""The third step, when: dated sessions (once or weekly) or minutes before a deadline."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from volunteer_match.glossary import Format
from volunteer_match.opportunities.changing.queries import terms_of
from volunteer_match.opportunities.lookup import posters
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.opportunities.posting.actions import end_step
from volunteer_match.opportunities.posting.forms import DatesForm, FlexibleForm, TimeForm
from volunteer_match.opportunities.posting.views import editable_now_or_409, go_on, save, step_page
from volunteer_match.opportunities.sessions import actions
from volunteer_match.opportunities.sessions.queries import series_of
from volunteer_match.opportunities.templates_data import find_template
from volunteer_match.opportunities.times import end_of_day, weekly
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("sessions", __name__)
DEFAULT_MINUTES = 60


def asked_format(opportunity: Opportunity) -> Format:
    """The way of giving time that the page shows: the one asked for in the address, else the need's own."""
    asked = request.values.get("format", opportunity.format.value)
    return Format(asked) if asked in set(Format) else opportunity.format


def _defaults(opportunity: Opportunity) -> dict[str, Any]:
    """What the form starts from: the last session, else the template."""
    template = find_template(opportunity.template)
    last = opportunity.sessions[-1] if opportunity.sessions else None
    minutes = (last.minutes if last else None) or opportunity.minutes_needed
    return {
        "time_zone": opportunity.time_zone,
        "minutes": minutes or (template.minutes if template else DEFAULT_MINUTES),
        "places": last.places if last else (template.places if template else 1),
    }


def dates_form(opportunity: Opportunity) -> DatesForm:
    template = find_template(opportunity.template)
    weeks = max(1, template.weeks) if template and not opportunity.sessions else 1
    return DatesForm(formdata=None, data={**_defaults(opportunity), "weeks": weeks})


def _flexible_form(opportunity: Opportunity) -> FlexibleForm:
    template = find_template(opportunity.template)
    deadline = opportunity.deadline
    if deadline is None and template and template.days_to_deadline:
        deadline = now() + timedelta(days=template.days_to_deadline)
    day = deadline.astimezone(ZoneInfo(opportunity.time_zone)).date() if deadline else None
    return FlexibleForm(formdata=None, data={**_defaults(opportunity), "deadline": day})


def when_page(opportunity: Opportunity, form: TimeForm, status: int = 200, **values: Any) -> ResponseReturnValue:
    form.offer(opportunity.time_zone)
    is_flexible = isinstance(form, FlexibleForm)
    values.setdefault("series", series_of(opportunity, now()))
    return step_page("when", opportunity, status, form=form, is_flexible=is_flexible, now=now(), **values)


@blueprint.get("/<public_id>/edit/when")
@posters
def show_when(public_id: str) -> ResponseReturnValue:
    opportunity = editable_now_or_409(public_id)
    is_flexible = asked_format(opportunity) is Format.FLEXIBLE
    return when_page(opportunity, _flexible_form(opportunity) if is_flexible else dates_form(opportunity))


@blueprint.post("/<public_id>/edit/when")
@posters
def save_when(public_id: str) -> ResponseReturnValue:
    opportunity = editable_now_or_409(public_id)
    if asked_format(opportunity) is Format.FLEXIBLE:
        return _save_flexible(opportunity)
    form = DatesForm()
    form.offer(opportunity.time_zone)
    if form.is_empty and opportunity.format is Format.SCHEDULED and "add" not in request.form:
        return go_on(opportunity, "when")
    if form.validate() and _has_date(form) and save(form, lambda: _add(opportunity, form)):
        if "add" in request.form:
            return see_other("sessions.show_when", public_id=opportunity.public_id)
        return go_on(opportunity, "when")
    return when_page(opportunity, form, 422)


def _has_date(form: DatesForm) -> bool:
    """Whether date and time are both there; faults are noted at their fields."""
    if form.day.data is None:
        form.day.errors = [*form.day.errors, _("Enter a date.")]
    if form.start.data is None:
        form.start.errors = [*form.start.errors, _("Enter a time, such as 18:00.")]
    return not form.errors


def _add(opportunity: Opportunity, form: DatesForm) -> None:
    zone, minutes = form.time_zone.data, form.minutes.data
    actions.set_scheduled(opportunity, zone)
    planned = weekly(form.day.data, form.start.data, zone, minutes, form.weeks.data)
    added = actions.add_sessions(opportunity, planned, form.places.data, current_user.account, now())
    end_step(opportunity, current_user.account, now())
    if added:
        tell(ngettext("%(num)s date is added.", "%(num)s dates are added.", added))


def _save_flexible(opportunity: Opportunity) -> ResponseReturnValue:
    form = FlexibleForm()
    form.offer(opportunity.time_zone)

    def write() -> None:
        zone = form.time_zone.data
        deadline, account = end_of_day(form.deadline.data, zone), current_user.account
        before = terms_of(opportunity)
        actions.set_flexible(opportunity, form.minutes.data, deadline, zone, form.places.data, account, now())
        end_step(opportunity, account, now(), before)

    if form.validate() and save(form, write):
        return go_on(opportunity, "when")
    return when_page(opportunity, form, 422)
