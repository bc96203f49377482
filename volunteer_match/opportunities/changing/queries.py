"""What people promised to, who they are, and what has changed since."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from volunteer_match.extensions import db
from volunteer_match.glossary import HOLDS_PLACE
from volunteer_match.matches.endings import is_over
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.changing.terms import Change, Terms, Topic, read_changes
from volunteer_match.opportunities.models import Opportunity, OpportunityEvent

SHOWN = 12
"""Changes on the page of one match, the newest first."""


def terms_of(opportunity: Opportunity) -> Terms:
    """The terms as the rows say now."""
    return Terms(
        skills={row.skill.code: row.level for row in opportunity.skills if row.is_required},
        languages={row.tag: (row.level, row.verified_only) for row in opportunity.languages if row.is_required},
        credentials=frozenset(row.kind for row in opportunity.credentials),
        adults_only=opportunity.minimum_age is not None,
        for_minors=opportunity.is_for_minors,
        minutes=opportunity.minutes_needed,
        deadline=opportunity.deadline,
        title=opportunity.title,
        description=opportunity.description,
        how_to_join=opportunity.how_to_join,
    )


def still_held(opportunity_id: int, now: datetime) -> list[Match]:
    """Matches that hold a place and have not begun, as they are now, in the order of locks."""
    return list(
        db.session.scalars(
            select(Match)
            .join(Opportunity, Match.opportunity_id == Opportunity.id)
            .where(Match.opportunity_id == opportunity_id, Match.state.in_(HOLDS_PLACE), ~is_over(now))
            .order_by(Match.session_id, Match.agent_id)
            .execution_options(populate_existing=True)
        )
    )


def count_concerned(opportunity_id: int, now: datetime) -> int:
    """How many people hold a place in what is still ahead."""
    held = still_held(opportunity_id, now)
    return len({match.agent_id for match in held})


def count_in_sessions(session_ids: Sequence[int]) -> int:
    """How many people hold a place in these sessions."""
    people = select(func.count(Match.agent_id.distinct()))
    return db.session.scalar(people.where(Match.session_id.in_(session_ids), Match.state.in_(HOLDS_PLACE))) or 0


def recent_topics(opportunity: Opportunity, since: datetime) -> set[Topic]:
    """What has changed in the need since that moment."""
    rows = db.session.scalars(
        select(OpportunityEvent.changes).where(
            OpportunityEvent.opportunity_id == opportunity.id, OpportunityEvent.at > since
        )
    )
    return {change.topic for row in rows for change in read_changes(row)}


def changes_since(match: Match) -> list[tuple[datetime, Change]]:
    """What has changed for this match since it was made, newest first."""
    events = db.session.execute(
        select(OpportunityEvent.at, OpportunityEvent.changes)
        .where(OpportunityEvent.opportunity_id == match.opportunity_id, OpportunityEvent.at >= match.created_at)
        .order_by(OpportunityEvent.id.desc())
    )
    found = [
        (at, change)
        for at, rows in events
        for change in read_changes(rows)
        if change.topic is not Topic.TIME or change.key == match.session.public_id
    ]
    return found[:SHOWN]
