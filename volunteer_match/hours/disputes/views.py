"""Bringing hours to a coordinator, and the coordinator's decision."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.glossary import HoursAct
from volunteer_match.hours import actions
from volunteer_match.hours.showing import entry_or_404, form_for, show_entry, show_refused
from volunteer_match.matches.move_rule import Who
from volunteer_match.matches.parts import part_of
from volunteer_match.refusals import Refused
from volunteer_match.web.access import signed_in, staff
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("hours_disputes", __name__)


@blueprint.post("/hours/<entry_id>/dispute")
@signed_in
def dispute(entry_id: str) -> ResponseReturnValue:
    entry = entry_or_404(entry_id)
    part = part_of(current_user.account, entry.match)
    form = form_for(HoursAct.DISPUTE, part)
    if not form.validate():
        return show_entry(entry, (HoursAct.DISPUTE, form), 422)
    minutes = form.total if part is Who.AGENT else None
    try:
        actions.dispute(entry, minutes, form.words.data, current_user.account, now())
    except Refused as refused:
        return show_refused(refused, entry, (HoursAct.DISPUTE, form))
    tell(_("A coordinator looks at it and decides. Both sides are told."))
    return see_other("hours.show", entry_id=entry_id)


@blueprint.post("/hours/<entry_id>/decision")
@staff
def decide(entry_id: str) -> ResponseReturnValue:
    entry, form = entry_or_404(entry_id), form_for(HoursAct.DECIDE, Who.COORDINATOR)
    if not form.validate():
        return show_entry(entry, (HoursAct.DECIDE, form), 422)
    try:
        actions.decide(entry, form.total, form.words.data, current_user.account, now())
    except Refused as refused:
        return show_refused(refused, entry, (HoursAct.DECIDE, form))
    tell(_("Decided. Both sides are told."))
    return see_other("hours_company.show_company")
