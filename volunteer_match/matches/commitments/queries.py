"""What the pages of commitments and of one match show."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from volunteer_match.availability.shifts.clashes import find_clash
from volunteer_match.extensions import db
from volunteer_match.glossary import KEEPS_PLACE, Format, MatchState, Move
from volunteer_match.matches.absences.queries import AbsenceShown, absence_shown
from volunteer_match.matches.commitments.rules import Situation, heading_of, may_enter, offered_moves
from volunteer_match.matches.cover.closing import find_open
from volunteer_match.matches.cover.models import CoverRequest
from volunteer_match.matches.facts.naming import skill_names
from volunteer_match.matches.models import Match, MatchEvent, Message
from volunteer_match.matches.move_rule import Who
from volunteer_match.matches.moving import find_last_event, is_late
from volunteer_match.matches.parts import part_of
from volunteer_match.matches.promises.queries import Question, find_question
from volunteer_match.matches.queries import Turn, matches_of_agent, turn_of
from volunteer_match.matches.wording import handed_over, next_step
from volunteer_match.matching.intervals import Interval
from volunteer_match.opportunities.changing.queries import changes_since
from volunteer_match.opportunities.changing.terms import Topic
from volunteer_match.opportunities.changing.words import ChangeLine, change_line
from volunteer_match.opportunities.meeting.queries import Entrance, find_entrance
from volunteer_match.people.models import Account
from volunteer_match.web.application import settings
from volunteer_match.web.labels import actor_name, label
from volunteer_match.web.times import format_instant

SEES_HOW_TO_JOIN = (MatchState.APPROVED,)


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One move as `components/lists.html` shows it."""

    move: Move
    state: MatchState
    title: str
    who: str
    when: str
    note: str


@dataclass(frozen=True, slots=True)
class MatchPage:
    """One match as its reader sees it."""

    match: Match
    part: Who
    moves: frozenset[Move]
    next_step: str
    timeline: list[TimelineLine]
    messages: list[Message]
    turn: Turn | None
    shows_how_to_join: bool
    entrance: Entrance | None
    """The way into the session, for its agent and the partner."""
    changes: list[ChangeLine]
    """What is otherwise than when it was promised."""
    question: Question | None
    """What its agent, who reads this, is asked."""
    cover: CoverRequest | None
    """The search for a substitute that is under way."""
    absence: AbsenceShown | None
    clash: Interval | None
    """A work shift that leaves no room for it; never for the partner's eyes."""


def commitments_of(agent: Account, now: datetime) -> dict[str, list[Match]]:
    """The agent's matches under their headings: coming ones soonest first, past ones newest first."""
    found: dict[str, list[Match]] = {
        name: [] for name in ("asked", "coming", "invited", "pending", "waitlisted", "past")
    }
    for match in matches_of_agent(agent.id):
        heading = heading_of(match.state, is_over=_is_over(match, now), is_asked=match.confirm_by is not None)
        found[heading].append(match)
    found["past"].sort(key=lambda match: (match.starts_at or match.state_since, match.id), reverse=True)
    return found


def _is_over(match: Match, now: datetime) -> bool:
    end = match.ends_at if match.opportunity.format is Format.SCHEDULED else match.opportunity.deadline
    return end is not None and end <= now


def match_page(match: Match, viewer: Account, now: datetime) -> MatchPage:
    part = part_of(viewer, match)
    assert part is not None, "the look-up finds nothing for others"
    situation = situation_of(match, part, now)
    return MatchPage(
        match=match,
        part=part,
        moves=offered_moves(situation),
        next_step=handed_over(match, part) if situation.is_handed_over else next_step(match, part, now),
        timeline=_timeline(match, viewer, part),
        messages=_messages(match),
        turn=turn_of(match) if match.state is MatchState.WAITLISTED and part is not Who.PARTNER else None,
        shows_how_to_join=match.state in SEES_HOW_TO_JOIN and part is Who.AGENT,
        entrance=find_entrance(match.session, now) if may_enter(match.state, part) else None,
        changes=_changes(match, viewer, part),
        question=find_question(match, now) if part is Who.AGENT else None,
        cover=find_open(match.id),
        absence=absence_shown(match, part, now),
        clash=None if part is Who.PARTNER else find_clash(match, now),
    )


def _changes(match: Match, viewer: Account, part: Who) -> list[ChangeLine]:
    """How to join is for those who may read it."""
    is_shown = part is not Who.AGENT or match.state in SEES_HOW_TO_JOIN
    found = [(at, one) for at, one in changes_since(match) if is_shown or one.topic is not Topic.HOW_TO_JOIN]
    names = skill_names() if any(one.topic is Topic.SKILL for _at, one in found) else {}
    return [change_line(at, one, viewer.time_zone, lambda code: names.get(code, code)) for at, one in found]


def situation_of(match: Match, part: Who, now: datetime) -> Situation:
    last = find_last_event(match)
    late = is_late(match.opportunity, match.session, now)
    return Situation(
        state=match.state,
        part=part,
        is_late=late,
        has_started=late or match.opportunity.format is Format.FLEXIBLE,
        has_ended=match.opportunity.format is Format.FLEXIBLE or (match.ends_at is not None and now >= match.ends_at),
        is_own=last is not None and part is Who.AGENT and last.actor_id == match.agent_id,
        is_undo_open=last is not None and now - last.at <= timedelta(seconds=settings().notice_delay_seconds),
        is_asked=match.confirm_by is not None,
        was_approved=last is not None and last.from_state is MatchState.APPROVED,
        is_handed_over=last is not None and last.move is Move.HAND_OVER,
    )


def _timeline(match: Match, viewer: Account, part: Who) -> list[TimelineLine]:
    events = db.session.scalars(
        select(MatchEvent)
        .where(MatchEvent.match_id == match.id)
        .options(joinedload(MatchEvent.actor))
        .order_by(MatchEvent.id.desc())
    )
    return [_line(event, match, viewer, part) for event in events if part is not Who.PARTNER or _is_about_place(event)]


def _is_about_place(event: MatchEvent) -> bool:
    """Whether somebody got, kept or lost a place: all that the partner learns of what happened."""
    return event.to_state in KEEPS_PLACE or event.from_state in KEEPS_PLACE


def _line(event: MatchEvent, match: Match, viewer: Account, part: Who) -> TimelineLine:
    """Notes and reasons between agent and company are not for the partner, who sees their own."""
    is_open = part is not Who.PARTNER or (event.actor is not None and part_of(event.actor, match) is Who.PARTNER)
    words = [label(event.reason)] if event.reason and is_open else []
    words += [event.note] if event.note and is_open else []
    return TimelineLine(
        move=event.move,
        state=event.to_state,
        title=label(event.move),
        who=actor_name(event.actor, viewer),
        when=format_instant(event.at, viewer.time_zone),
        note=": ".join(words),
    )


def _messages(match: Match) -> list[Message]:
    return list(
        db.session.scalars(
            select(Message).where(Message.match_id == match.id).options(joinedload(Message.author)).order_by(Message.id)
        )
    )
