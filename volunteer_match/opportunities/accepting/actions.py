"""Accepts and refuses imported drafts."""

from dataclasses import dataclass, field
from datetime import datetime

from volunteer_match.glossary import OpportunityState, Verdict
from volunteer_match.opportunities.accepting.queries import answers_on
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
    """Lets an imported need through for the coordinator's company; True when it is published. A second time changes
    nothing. Other companies decide for themselves whether their agents see it.

    Whoever lets a need through vouches for who posted it, so the partner is verified for the coordinator's company
    too. Raises Refused where that company has refused the partner before.
    """
    verification = find_verification(opportunity.partner_id, actor.company_id)
    if verification is not None and verification.verdict is Verdict.REFUSED:
        raise Refused(OpportunityRefusal.PARTNER_REFUSED)
    if _answer_of(opportunity, actor) is not OpportunityMove.ACCEPTED:
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
    """The coordinator's company does not take it. Once every company has refused it, the draft is put away, and the
    next import leaves it alone. What this company has accepted and published is closed or cancelled instead.
    """
    answer = _answer_of(opportunity, actor)
    is_running = answer is OpportunityMove.ACCEPTED and opportunity.state is not OpportunityState.DRAFT
    if answer is OpportunityMove.REFUSED or is_running:
        return
    write_event(opportunity, OpportunityMove.REFUSED, actor, now)
    answers = set(answers_on(opportunity).values())
    if opportunity.state is OpportunityState.DRAFT:
        opportunity.awaits_acceptance = OpportunityMove.ACCEPTED.value not in answers
        if answers == {OpportunityMove.REFUSED.value}:
            opportunity.state, opportunity.ended_at = OpportunityState.CANCELLED, now
            opportunity.awaits_acceptance = False


def _answer_of(opportunity: Opportunity, actor: Account) -> OpportunityMove | None:
    """What the coordinator's company answered last."""
    given = answers_on(opportunity).get(actor.company_id or 0)
    return OpportunityMove(given) if given else None


def remove_suggested(opportunity: Opportunity, code: str, actor: Account, now: datetime) -> bool:
    """Takes away a skill that was read out of the text; whether it was there. The next import doesn't bring it back."""
    row = next((row for row in opportunity.skills if row.is_suggested and row.skill.code == code), None)
    if row is None:
        return False
    opportunity.skills.remove(row)
    write_event(opportunity, OpportunityMove.EDITED, actor, now)
    return True
