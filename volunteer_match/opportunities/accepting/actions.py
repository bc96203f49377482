"""Accepts and refuses imported drafts."""

from dataclasses import dataclass, field
from datetime import datetime

from volunteer_match.glossary import OpportunityState, Verdict
from volunteer_match.opportunities.actions import missing_of, publish
from volunteer_match.opportunities.events import write_event
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.opportunities.rules import OpportunityMove, OpportunityRefusal
from volunteer_match.organisations.actions import verify_partner
from volunteer_match.organisations.queries import find_verification
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused


@dataclass(slots=True)
class Accepted:
    """What became of several drafts: published, accepted with something missing, or held back."""

    published: list[Opportunity] = field(default_factory=list)
    incomplete: list[Opportunity] = field(default_factory=list)
    refused_partner: list[Opportunity] = field(default_factory=list)


def accept(opportunity: Opportunity, actor: Account, now: datetime) -> bool:
    """Takes an imported draft over; True when it could be published at once. A second time changes nothing.

    Whoever lets a need through vouches for who posted it, so the partner is verified for the coordinator's company
    too. Raises Refused where that company has refused the partner before.
    """
    verification = find_verification(opportunity.partner_id, actor.company_id)
    if verification is not None and verification.verdict is Verdict.REFUSED:
        raise Refused(OpportunityRefusal.PARTNER_REFUSED)
    if opportunity.awaits_acceptance:
        opportunity.awaits_acceptance = False
        write_event(opportunity, OpportunityMove.ACCEPTED, actor, now)
        if verification is None:
            verify_partner(opportunity.partner, actor, now)
    if opportunity.state is not OpportunityState.DRAFT:
        return opportunity.state is OpportunityState.PUBLISHED
    if missing_of(opportunity, now):
        return False
    publish(opportunity, actor, now)
    return True


def accept_all(opportunities: list[Opportunity], actor: Account, now: datetime) -> Accepted:
    """Accepts each that can be; one that can't does not hold the others up."""
    result = Accepted()
    for opportunity in opportunities:
        try:
            is_published = accept(opportunity, actor, now)
        except Refused:
            result.refused_partner.append(opportunity)
        else:
            (result.published if is_published else result.incomplete).append(opportunity)
    return result


def refuse(opportunity: Opportunity, actor: Account, now: datetime) -> None:
    """The draft is put away; the next import leaves it alone."""
    if opportunity.state is not OpportunityState.DRAFT:
        return
    opportunity.state, opportunity.ended_at = OpportunityState.CANCELLED, now
    opportunity.awaits_acceptance = False
    write_event(opportunity, OpportunityMove.REFUSED, actor, now)
