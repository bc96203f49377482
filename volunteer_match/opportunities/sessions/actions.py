"""Adds and takes out sessions, and sets their times and places. Changing those that people see: changing.py."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from volunteer_match.calendars.invitations.actions import Cause, follow_session, outdate_invitations
from volunteer_match.extensions import db
from volunteer_match.glossary import HOLDS_PLACE, Format, MatchState
from volunteer_match.matches.changes import note_change
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.events import write_event
from volunteer_match.opportunities.models import Opportunity, OpportunitySession, SessionSeries
from volunteer_match.opportunities.rules import MAX_SESSIONS, OpportunityMove, OpportunityRefusal, refusal_of_places
from volunteer_match.opportunities.times import Occasion, occasion
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused


def add_sessions(
    opportunity: Opportunity,
    occasions: Iterable[Occasion],
    places: int,
    actor: Account,
    now: datetime,
    series: SessionSeries | None = None,
) -> int:
    """Adds those that aren't there yet, so that a form sent twice adds once; returns how many were added.

    Several at once are a series of their own, or go on with `series`.
    """
    planned = {(row.local_start, row.time_zone) for row in opportunity.sessions if row.cancelled_at is None}
    new = [one for one in occasions if (one.local_start, one.time_zone) not in planned]
    if any(one.starts_at <= now for one in new):
        raise Refused(OpportunityRefusal.IN_THE_PAST)
    if len(planned) + len(new) > MAX_SESSIONS:
        raise Refused(OpportunityRefusal.TOO_MANY_SESSIONS)
    if series is None and len(new) > 1:
        series = SessionSeries(opportunity_id=opportunity.id, created_at=now)
    for one in new:
        opportunity.sessions.append(
            OpportunitySession(
                series=series,
                local_start=one.local_start,
                time_zone=one.time_zone,
                minutes=one.minutes,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                places=places,
            )
        )
    if new:
        write_event(opportunity, OpportunityMove.SESSION_ADDED, actor, now)
    return len(new)


def set_flexible(
    opportunity: Opportunity, minutes: int, deadline: datetime, zone: str, places: int, actor: Account, now: datetime
) -> None:
    """Makes the need one of minutes before a deadline; its one session holds the places."""
    if deadline <= now:
        raise Refused(OpportunityRefusal.IN_THE_PAST)
    if opportunity.format is not Format.FLEXIBLE:
        _drop_sessions(opportunity)
        opportunity.format = Format.FLEXIBLE
    opportunity.minutes_needed, opportunity.deadline, opportunity.time_zone = minutes, deadline, zone
    if not opportunity.sessions:
        opportunity.sessions.append(OpportunitySession(time_zone=zone, places=places))
    else:
        set_places(opportunity.sessions[0], places)
    write_event(opportunity, OpportunityMove.EDITED, actor, now)


def set_scheduled(opportunity: Opportunity, zone: str) -> None:
    """Makes the need one of dated sessions."""
    if opportunity.format is not Format.SCHEDULED:
        _drop_sessions(opportunity)
        opportunity.format = Format.SCHEDULED
        opportunity.minutes_needed = opportunity.deadline = None
    opportunity.time_zone = zone


def _drop_sessions(opportunity: Opportunity) -> None:
    """Takes all sessions away; refused once anybody had to do with one, for that is their record too."""
    if db.session.scalar(select(Match.id).where(Match.opportunity_id == opportunity.id).limit(1)) is not None:
        raise Refused(OpportunityRefusal.HAS_PLACES_TAKEN)
    opportunity.sessions.clear()
    db.session.flush()


def set_places(session: OpportunitySession, places: int) -> None:
    """A conditional update: a claim may take a place at this very moment."""
    db.session.flush()
    result = db.session.execute(
        update(OpportunitySession)
        .where(OpportunitySession.id == session.id, OpportunitySession.taken <= places)
        .values(places=places)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(session)
    refusal = refusal_of_places(places, session.taken)
    if refusal or result.rowcount != 1:  # type: ignore[attr-defined]
        raise Refused(refusal or OpportunityRefusal.PLACES_TAKEN)


def set_times(session: OpportunitySession, planned: Occasion, now: datetime) -> None:
    """Sets the session's times and their copies in its matches; the database refuses overlaps of an agent."""
    session.local_start, session.time_zone, session.minutes = planned.local_start, planned.time_zone, planned.minutes
    session.starts_at, session.ends_at = planned.starts_at, planned.ends_at
    try:
        with db.session.begin_nested():
            db.session.flush()
            db.session.execute(
                update(Match)
                .where(Match.session_id == session.id)
                .values(starts_at=planned.starts_at, ends_at=planned.ends_at)
            )
    except IntegrityError as error:
        raise Refused(OpportunityRefusal.TIME_CLASHES) from error
    outdate_invitations(session.id, now)
    # An invitation can't be answered after the session has begun.
    db.session.execute(
        update(Match)
        .where(Match.session_id == session.id, Match.state == MatchState.INVITED, Match.confirm_by > planned.starts_at)
        .values(confirm_by=planned.starts_at)
    )
    for agent_id in db.session.scalars(select(Match.agent_id).where(Match.session_id == session.id)):
        note_change("agent", agent_id, now)


def remove_session(session: OpportunitySession, actor: Account, now: datetime) -> None:
    """Takes a session out of a draft, which nobody has seen."""
    opportunity = session.opportunity
    opportunity.sessions.remove(session)
    write_event(opportunity, OpportunityMove.EDITED, actor, now)


def derive_times_anew(now: datetime) -> int:
    """Works out the instants of coming sessions from their wall times; returns how many had to change."""
    coming = select(OpportunitySession).where(
        OpportunitySession.local_start.is_not(None), OpportunitySession.starts_at > now
    )
    changed = 0
    for session in db.session.scalars(coming):
        if session.local_start is None or session.minutes is None:
            continue
        derived = occasion(session.local_start, session.time_zone, session.minutes)
        if (derived.starts_at, derived.ends_at) != (session.starts_at, session.ends_at):
            set_times(session, derived, now)
            note_change("opportunity", session.opportunity_id, now)
            held = select(Match).where(Match.session_id == session.id, Match.state.in_(HOLDS_PLACE))
            follow_session(db.session.scalars(held), Cause(f"session:{session.public_id}", now))
            changed += 1
    return changed
