"""What happens to a whole opportunity: it is published, closed, cancelled, copied. Steps of writing one: posting/."""

from datetime import datetime

from volunteer_match.extensions import db
from volunteer_match.glossary import Format, Meeting, OpportunityState
from volunteer_match.matches.endings import cancel_matches
from volunteer_match.opportunities import rules
from volunteer_match.opportunities.events import write_event
from volunteer_match.opportunities.models import (
    Opportunity,
    OpportunityCredential,
    OpportunityLanguage,
    OpportunitySession,
    OpportunitySkill,
)
from volunteer_match.opportunities.rules import Missing, NeedFacts, OpportunityMove, OpportunityRefusal, SessionFacts
from volunteer_match.opportunities.sessions.actions import derive_times_anew
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused

__all__ = ["cancel", "close", "derive_times_anew", "duplicate", "missing_of", "need_facts", "publish"]

COPIED = (
    *("partner_id", "template", "kind", "format", "cause", "title", "description", "language", "time_zone"),
    *("minutes_needed", "minimum_age", "is_for_minors", "second_adult", "how_to_join"),
    *("meeting", "meeting_url"),
)


def need_facts(opportunity: Opportunity) -> NeedFacts:
    """The rows as publishing's rules see them."""
    return NeedFacts(
        title=opportunity.title,
        description=opportunity.description,
        how_to_join=opportunity.how_to_join,
        format=opportunity.format,
        is_for_minors=opportunity.is_for_minors,
        second_adult=opportunity.second_adult,
        credentials=frozenset(row.kind for row in opportunity.credentials),
        deadline=opportunity.deadline,
        sessions=[
            SessionFacts(row.starts_at, row.places, row.cancelled_at is not None) for row in opportunity.sessions
        ],
        has_meeting=opportunity.meeting is not Meeting.DESCRIBED and opportunity.format is Format.SCHEDULED,
    )


def missing_of(opportunity: Opportunity, now: datetime) -> tuple[Missing, ...]:
    """What is still missing before this need may be seen."""
    return rules.missing_for_publishing(need_facts(opportunity), now)


def publish(opportunity: Opportunity, actor: Account, now: datetime) -> None:
    """Lets agents see it; a second time changes nothing. Raises Refused with `missing` where something is."""
    if opportunity.state is OpportunityState.PUBLISHED:
        return
    if opportunity.awaits_acceptance or not rules.may_publish(opportunity.state):
        raise Refused(OpportunityRefusal.NOT_IN_THIS_STATE)
    if missing := missing_of(opportunity, now):
        raise Refused(OpportunityRefusal.INCOMPLETE, missing=missing)
    is_new = opportunity.state is OpportunityState.DRAFT
    opportunity.state, opportunity.ended_at = OpportunityState.PUBLISHED, None
    opportunity.published_at = opportunity.published_at or now
    write_event(opportunity, OpportunityMove.PUBLISHED if is_new else OpportunityMove.REOPENED, actor, now)


def close(opportunity: Opportunity, actor: Account, now: datetime) -> None:
    """Lets nobody new in; those who have a place keep it. A second time changes nothing."""
    if opportunity.state is OpportunityState.CLOSED:
        return
    if not rules.may_close(opportunity.state):
        raise Refused(OpportunityRefusal.NOT_IN_THIS_STATE)
    opportunity.state, opportunity.ended_at = OpportunityState.CLOSED, now
    write_event(opportunity, OpportunityMove.CLOSED, actor, now)


def cancel(opportunity: Opportunity, actor: Account, now: datetime, reason: str) -> None:
    """It does not happen: every match of what is still to come ends, and these people are told."""
    if opportunity.state is OpportunityState.CANCELLED:
        return
    if not rules.may_cancel(opportunity.state):
        raise Refused(OpportunityRefusal.NOT_IN_THIS_STATE)
    coming = [row for row in opportunity.sessions if row.starts_at is None or row.starts_at > now]
    # What has begun stays: whether people came is still to be said.
    cancel_matches(coming, actor, now, reason)
    db.session.expire(opportunity, ["sessions"])
    opportunity.state, opportunity.ended_at = OpportunityState.CANCELLED, now
    opportunity.awaits_acceptance = False
    write_event(opportunity, OpportunityMove.CANCELLED, actor, now, reason)


def duplicate(opportunity: Opportunity, actor: Account, now: datetime) -> Opportunity:
    """A new draft with the same words, requirements and places, and without dates, for those are over."""
    copy = Opportunity(created_by_id=actor.id, state=OpportunityState.DRAFT, created_at=now)
    for name in COPIED:
        setattr(copy, name, getattr(opportunity, name))
    copy.skills = [
        OpportunitySkill(
            skill_id=row.skill_id, level=row.level, is_required=row.is_required, is_suggested=row.is_suggested
        )
        for row in opportunity.skills
    ]
    copy.languages = [
        OpportunityLanguage(tag=r.tag, level=r.level, is_required=r.is_required, verified_only=r.verified_only)
        for r in opportunity.languages
    ]
    copy.credentials = [OpportunityCredential(kind=row.kind) for row in opportunity.credentials]
    if opportunity.format is Format.FLEXIBLE:
        places = max((row.places for row in opportunity.sessions), default=1)
        copy.sessions = [OpportunitySession(time_zone=opportunity.time_zone, places=places)]
    db.session.add(copy)
    write_event(copy, OpportunityMove.COPIED, actor, now)
    return copy
