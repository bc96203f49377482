"""Changes and cancels sessions that people see: those who have a place are respected, asked anew and told, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from volunteer_match.extensions import db
from volunteer_match.glossary import HOLDS_PLACE, Move, ReturnReason
from volunteer_match.matches.cover.following import follow_sessions
from volunteer_match.matches.endings import LIVE, by_agent_and_need, cancel_matches, changer, read_ordered
from volunteer_match.matches.models import Match
from volunteer_match.matches.moving import Request, apply_move
from volunteer_match.matches.places import lock_agents
from volunteer_match.matches.promises.actions import ask_again
from volunteer_match.matches.telling import (
    Moved,
    announce_to_partner,
    cause_of,
    match_params,
    tell_calendars,
    tell_times,
)
from volunteer_match.matches.waitlist import fill_places
from volunteer_match.notifications.actions import notify
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.opportunities.changing.terms import Change, Topic
from volunteer_match.opportunities.events import write_event
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.opportunities.rules import OpportunityMove, OpportunityRefusal
from volunteer_match.opportunities.sessions.actions import set_places, set_times
from volunteer_match.opportunities.sessions.series import Plan
from volunteer_match.opportunities.times import Occasion
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody wants of one session."""

    session: OpportunitySession
    plan: Plan

    @property
    def occasion(self) -> Occasion:
        return self.plan.as_occasion()

    @property
    def is_moved(self) -> bool:
        """Whether it is at another time then: another name for the same instants moves nobody."""
        planned = self.occasion
        return (self.session.starts_at, self.session.ends_at) != (planned.starts_at, planned.ends_at)


def change_sessions(edits: Sequence[Edit], actor: Account, now: datetime) -> None:
    """Gives sessions of one need, which have not begun, other times or places.

    Whoever holds a place keeps it until they have answered whether they still come; who has promised something else at
    the new time gives it back at once, and is told why. Who is invited or waits is told only.
    """
    opportunity = edits[0].session.opportunity
    _check(edits, opportunity, now)
    moved = [edit for edit in edits if edit.is_moved]
    live = select(Match).where(Match.session_id.in_([edit.session.id for edit in moved]), Match.state.in_(LIVE))
    lock_agents(match.agent_id for match in read_ordered(live))
    changes = [_change(edit) for edit in moved]
    freed = _give_back_clashing(moved, actor, now)
    _move(moved, now)
    for edit in edits:
        if edit.session.places != edit.plan.places:
            set_places(edit.session, edit.plan.places)
        edit.session.local_start, edit.session.time_zone = edit.plan.local_start, edit.plan.time_zone
    write_event(opportunity, OpportunityMove.SESSION_MOVED, actor, now, changes=changes)
    people = read_ordered(live)
    for asked in by_agent_and_need(ask_again([match for match in people if match.state in HOLDS_PLACE], actor, now)):
        tell_times(asked, now)
    follow_sessions([edit.session.id for edit in moved], now)
    _tell_others([match for match in people if match.state not in HOLDS_PLACE], now)
    fill_places([*freed, *(edit.session.id for edit in edits)], now)


def _check(edits: Sequence[Edit], opportunity: Opportunity, now: datetime) -> None:
    """Raises Refused for what is over, for the past, and for two sessions at once."""
    for edit in edits:
        session = edit.session
        if session.cancelled_at is not None or session.starts_at is None or session.starts_at <= now:
            raise Refused(OpportunityRefusal.SESSION_OVER)
        if edit.occasion.starts_at <= now:
            raise Refused(OpportunityRefusal.IN_THE_PAST)
    edited = {edit.session.id for edit in edits}
    others = [row for row in opportunity.sessions if row.id not in edited and row.cancelled_at is None]
    starts = [edit.occasion.starts_at for edit in edits]
    if len(set(starts)) < len(starts) or any(row.starts_at in starts for row in others):
        raise Refused(OpportunityRefusal.TWICE_AT_ONCE)


def _change(edit: Edit) -> Change:
    assert edit.session.starts_at is not None, "a flexible need has no time to move"
    assert edit.session.ends_at is not None, "a flexible need has no time to move"
    planned = edit.occasion
    old, new = (edit.session.starts_at, edit.session.ends_at), (planned.starts_at, planned.ends_at)
    return Change(Topic.TIME, edit.session.public_id, *([one.isoformat() for one in times] for times in (old, new)))


def _give_back_clashing(moved: Sequence[Edit], actor: Account, now: datetime) -> set[int]:
    """Ends matches whose agents are promised elsewhere at the new time; returns the sessions where places came free."""
    freed = set()
    by_session = {edit.session.id: edit.occasion for edit in moved}
    held = select(Match).where(Match.session_id.in_(by_session), Match.state.in_(HOLDS_PLACE))
    for match in read_ordered(held):
        planned = by_session[match.session_id]
        if db.session.scalar(select(Match.id).where(*_promised_elsewhere(match, planned, list(by_session))).limit(1)):
            reason = ReturnReason.TIMING
            event = apply_move(match, Request(Move.RETURN, changer(match, actor), now, reason=reason))
            times = {"start": planned.starts_at.isoformat(), "end": planned.ends_at.isoformat()}
            path = f"/matches/{match.public_id}"
            params, kind = match_params(match) | times, NoticeKind.SESSION_CLASHES
            notify(match.agent.account, kind, params, path, now, cause=cause_of(event))
            tell_calendars([Moved(match, event)], now)
            announce_to_partner(Moved(match, event), now)
            freed.add(match.session_id)
    return freed


def _promised_elsewhere(match: Match, planned: Occasion, moved_too: Sequence[int]) -> tuple[ColumnElement[bool], ...]:
    return (
        Match.agent_id == match.agent_id,
        Match.state.in_(HOLDS_PLACE),
        Match.session_id.not_in(moved_too),
        Match.starts_at < planned.ends_at,
        Match.ends_at > planned.starts_at,
    )


def _move(moved: Sequence[Edit], now: datetime) -> None:
    """Sets the new times. For a moment the matches have none: else a series that moves by a week would meet itself."""
    ids = [edit.session.id for edit in moved]
    db.session.execute(update(Match).where(Match.session_id.in_(ids)).values(starts_at=None, ends_at=None))
    for edit in moved:
        set_times(edit.session, edit.occasion, now)
    for match in db.session.scalars(select(Match).where(Match.session_id.in_(ids))):
        db.session.refresh(match)


def _tell_others(matches: Sequence[Match], now: datetime) -> None:
    """Whoever is invited or waits hears of the first new time, and how many more there are."""
    by_agent: dict[int, list[Match]] = {}
    for match in matches:
        by_agent.setdefault(match.agent_id, []).append(match)
    for own in by_agent.values():
        first = min(own, key=lambda match: (match.starts_at is not None, match.starts_at, match.id))
        params, path = match_params(first, len(own)) | {"confirm_by": None}, f"/matches/{first.public_id}"
        notify(first.agent.account, NoticeKind.SESSION_MOVED, params, path, now)


def cancel_sessions(sessions: Sequence[OpportunitySession], actor: Account, now: datetime, reason: str) -> None:
    """These sessions do not happen: their matches end, and each agent is told once of all.

    What is cancelled already stays so: a second time changes nothing.
    """
    still = [session for session in sessions if session.cancelled_at is None]
    if any(session.starts_at is None or session.starts_at <= now for session in still):
        raise Refused(OpportunityRefusal.SESSION_OVER)
    if not still:
        return
    cancel_matches(still, actor, now, reason)
    for session in still:
        db.session.refresh(session)
    write_event(still[0].opportunity, OpportunityMove.SESSION_CANCELLED, actor, now, reason)
