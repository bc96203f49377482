"""A partner asks how many could do a need as it stands in the form, saved or not. Nothing is kept but the count."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from volunteer_match.glossary import Format
from volunteer_match.matches.facts.opportunities import opportunity_facts
from volunteer_match.matching.facts import OpportunityFacts, SessionFacts
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.opportunities.posting.forms import DatesForm, FlexibleForm, TimeForm, WhoForm
from volunteer_match.opportunities.posting.meter import Door, answered
from volunteer_match.opportunities.posting.reading import read_requirements
from volunteer_match.opportunities.posting.views import editable_now_or_409, who_page
from volunteer_match.opportunities.sessions.views import asked_format, when_page
from volunteer_match.opportunities.times import end_of_day, weekly
from volunteer_match.web.access import partner_members
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import is_fragment
from volunteer_match.web.labels import reading_language

blueprint = Blueprint("supply", __name__)


def _saved(opportunity: Opportunity) -> OpportunityFacts:
    return opportunity_facts([opportunity.id], now())[opportunity.id]


@blueprint.post("/<public_id>/supply/who")
@partner_members
def ask_who(public_id: str) -> ResponseReturnValue:
    """How many have what the form asks, at the times that are saved."""
    opportunity = editable_now_or_409(public_id)
    need = replace(_saved(opportunity), requires=read_requirements(opportunity, reading_language()))
    door = answered(opportunity, "who", need)
    if is_fragment():
        return _meter_alone(door)
    form = WhoForm()
    form.offer()
    return who_page(opportunity, form, meter=door)


@blueprint.post("/<public_id>/supply/when")
@partner_members
def ask_when(public_id: str) -> ResponseReturnValue:
    """How many are free at the dates that are saved and those being typed, of all who have what is asked."""
    opportunity = editable_now_or_409(public_id)
    is_flexible = asked_format(opportunity) is Format.FLEXIBLE
    read, form = (FlexibleForm(), FlexibleForm()) if is_flexible else (DatesForm(), DatesForm())
    read.offer(opportunity.time_zone)
    saved = _saved(opportunity)
    door = answered(opportunity, "when", replace(saved, **_times(read, saved)))
    return _meter_alone(door) if is_fragment() else when_page(opportunity, form, meter=door)


def _meter_alone(door: Door | None) -> ResponseReturnValue:
    return render_template("opportunities/posting/supply.html", meter=door, is_fragment=True)


def _times(form: TimeForm, saved: OpportunityFacts) -> dict[str, Any]:
    """What the form says of time so far; a form that can't be read yet says nothing."""
    if isinstance(form, FlexibleForm):
        if not form.validate():
            return {}
        deadline = end_of_day(form.deadline.data, form.time_zone.data)
        return {
            "format": Format.FLEXIBLE,
            "minutes_needed": form.minutes.data,
            "deadline": deadline,
            "time_zone": form.time_zone.data,
        }
    kept = saved.sessions if saved.format is Format.SCHEDULED else ()
    return {"format": Format.SCHEDULED, "sessions": (*kept, *_typed(form))}


def _typed(form: TimeForm) -> tuple[SessionFacts, ...]:
    assert isinstance(form, DatesForm)
    if not form.validate() or form.day.data is None or form.start.data is None:
        return ()
    zone = form.time_zone.data
    planned = weekly(form.day.data, form.start.data, zone, form.minutes.data, form.weeks.data)
    return tuple(
        SessionFacts(f"typed-{number}", one.starts_at, one.ends_at, zone) for number, one in enumerate(planned)
    )
