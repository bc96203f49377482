"""The supply meter beside a step of posting: where it is asked, and what it shows."""

from dataclasses import dataclass, replace

from flask import url_for
from flask_login import current_user

from volunteer_match.glossary import Role
from volunteer_match.matches.supply.actions import Silence, Told, ask
from volunteer_match.matches.supply.words import Meter, round_meter
from volunteer_match.matching.facts import OpportunityFacts
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.organisations.queries import is_verified_by_anybody
from volunteer_match.web.clock import now

ADDRESSES = {"who": "supply.ask_who", "when": "supply.ask_when"}


@dataclass(frozen=True, slots=True)
class Door:
    """The meter as the page has it: not asked yet (`shown` and `silence` None), or with an answer."""

    url: str
    is_open: bool
    shown: Meter | None = None
    silence: Silence | None = None


def door_of(opportunity: Opportunity, step: str) -> Door | None:
    """The meter of a step, for partners; coordinators see exact figures on the need's page."""
    if step not in ADDRESSES or current_user.role is not Role.PARTNER_MEMBER:
        return None
    url = url_for(ADDRESSES[step], public_id=opportunity.public_id)
    return Door(url, is_verified_by_anybody(opportunity.partner_id))


def answered(opportunity: Opportunity, step: str, need: OpportunityFacts) -> Door | None:
    """The meter once it was asked about `need`."""
    door = door_of(opportunity, step)
    if door is None:
        return None
    told: Told = ask(opportunity.partner_id, need, now())
    shown = round_meter(told.answer, need) if told.answer else None
    return replace(door, shown=shown, silence=told.silence)
