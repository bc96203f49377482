"""The demo world's needs as rows."""

from collections import defaultdict
from datetime import UTC, datetime, time, timedelta

from volunteer_match.demo.chance import LEVELS, PROFICIENCIES
from volunteer_match.demo.dates import deadline_of, local_start, span_of
from volunteer_match.demo.rows.people import People
from volunteer_match.demo.shape import DemoOpportunity
from volunteer_match.extensions import db
from volunteer_match.glossary import Format, OpportunityState
from volunteer_match.opportunities.models import (
    Opportunity,
    OpportunityCredential,
    OpportunityEvent,
    OpportunityLanguage,
    OpportunitySession,
    OpportunitySkill,
    SessionSeries,
)
from volunteer_match.opportunities.rules import OpportunityMove


def add_opportunity(
    demo: DemoOpportunity, people: People, now: datetime
) -> tuple[Opportunity, list[OpportunitySession]]:
    """One need with what it asks and its sessions, in the order of the demo's own list."""
    posted_at = now - timedelta(days=demo.posted_days_ago)
    author = people.accounts[demo.posted_by]
    is_public = demo.state is not OpportunityState.DRAFT
    has_ended = demo.state in (OpportunityState.CLOSED, OpportunityState.CANCELLED)
    opportunity = Opportunity(
        partner_id=people.partners[demo.partner].id,
        created_by_id=author.id,
        state=demo.state,
        template=demo.template,
        kind=demo.kind,
        format=demo.format,
        cause=demo.cause,
        title=demo.title,
        description=demo.description,
        language=demo.language,
        time_zone=demo.time_zone,
        minutes_needed=demo.flexible.minutes if demo.flexible else None,
        deadline=deadline_of(demo, now) if demo.flexible else None,
        minimum_age=demo.minimum_age,
        is_for_minors=demo.is_for_minors,
        second_adult=demo.second_adult,
        how_to_join=demo.how_to_join,
        meeting=demo.meeting,
        meeting_url=demo.meeting_url,
        created_at=posted_at,
        published_at=posted_at if is_public else None,
        ended_at=now - timedelta(days=1) if has_ended else None,
    )
    db.session.add(opportunity)
    db.session.flush()
    sessions = _sessions(demo, opportunity, now)
    db.session.add_all([*sessions, *_asked(demo, opportunity, people), *_events(demo, opportunity, now)])
    db.session.flush()
    return opportunity, sessions


def _events(demo: DemoOpportunity, opportunity: Opportunity, now: datetime) -> list[OpportunityEvent]:
    """How it came to its state."""
    made = {"opportunity_id": opportunity.id, "actor_id": opportunity.created_by_id}
    events = []
    if opportunity.published_at is not None:
        events.append(OpportunityEvent(at=opportunity.published_at, move=OpportunityMove.PUBLISHED, **made))
    if demo.state is OpportunityState.CLOSED:
        events.append(OpportunityEvent(at=now - timedelta(days=1), move=OpportunityMove.CLOSED, **made))
    if demo.state is OpportunityState.CANCELLED:
        events.append(
            OpportunityEvent(
                at=now - timedelta(days=1), move=OpportunityMove.CANCELLED, reason=demo.cancel_reason, **made
            )
        )
    return events


def _sessions(demo: DemoOpportunity, opportunity: Opportunity, now: datetime) -> list[OpportunitySession]:
    is_cancelled = demo.state is OpportunityState.CANCELLED
    cancelled_at = now - timedelta(days=1) if is_cancelled else None
    if demo.format is Format.FLEXIBLE and demo.flexible is not None:
        places = demo.flexible.places
        return [
            OpportunitySession(
                opportunity_id=opportunity.id, time_zone=demo.time_zone, places=places, cancelled_at=cancelled_at
            )
        ]
    rows = []
    for session in demo.sessions:
        start, end = span_of(demo, session, now)
        rows.append(
            OpportunitySession(
                opportunity_id=opportunity.id,
                local_start=local_start(session, demo.time_zone, now),
                time_zone=demo.time_zone,
                minutes=session.minutes,
                starts_at=start.astimezone(UTC),
                ends_at=end.astimezone(UTC),
                places=session.places,
                cancelled_at=cancelled_at,
            )
        )
    _join_weeks(rows, opportunity)
    return rows


def _join_weeks(rows: list[OpportunitySession], opportunity: Opportunity) -> None:
    """Sessions on the same weekday at the same hour were planned together."""
    together: dict[tuple[int, time, int | None], list[OpportunitySession]] = defaultdict(list)
    for row in rows:
        assert row.local_start is not None, "these have dates"
        together[row.local_start.weekday(), row.local_start.time(), row.minutes].append(row)
    for weeks in together.values():
        if len(weeks) > 1:
            series = SessionSeries(opportunity_id=opportunity.id, created_at=opportunity.created_at)
            for row in weeks:
                row.series = series


def _asked(demo: DemoOpportunity, opportunity: Opportunity, people: People) -> list[object]:
    skills: list[object] = [
        OpportunitySkill(
            opportunity_id=opportunity.id,
            skill_id=people.skills[asked.skill],
            level=LEVELS.index(asked.level) + 1,
            is_required=asked.is_required,
        )
        for asked in demo.skills
    ]
    languages = [
        OpportunityLanguage(
            opportunity_id=opportunity.id,
            tag=asked.tag,
            level=PROFICIENCIES.index(asked.level) + 1,
            is_required=asked.is_required,
            verified_only=asked.verified_only,
        )
        for asked in demo.languages
    ]
    credentials = [OpportunityCredential(opportunity_id=opportunity.id, kind=kind) for kind in demo.credentials]
    return [*skills, *languages, *credentials]
