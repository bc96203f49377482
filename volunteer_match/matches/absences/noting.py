"""An absence is noted with the move that says so, and no longer stands when the move is taken back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.glossary import AbsenceReason, MatchState, Move
from volunteer_match.matches.absences.models import Absence
from volunteer_match.matches.absences.rules import is_excused_by_reason
from volunteer_match.matches.absences.telling import tell_coordinators
from volunteer_match.matches.models import Match, MatchEvent


@dataclass(frozen=True, slots=True)
class Missed:
    """Why somebody was not there, as whoever notes it saw it."""

    reason: AbsenceReason
    words: str = ""


NOT_THERE = Missed(AbsenceReason.DID_NOT_COME)


def find_standing(match_id: int) -> Absence | None:
    """The note that stands for this match (by row number), as it is now."""
    return db.session.scalar(
        select(Absence)
        .where(Absence.match_id == match_id, Absence.taken_back_at.is_(None))
        .execution_options(populate_existing=True)
    )


def has_said_so(match: Match) -> bool:
    """Whether the agent themselves said that they were there."""
    said = select(MatchEvent.id).where(
        MatchEvent.match_id == match.id, MatchEvent.move == Move.COMPLETE, MatchEvent.actor_id == match.agent_id
    )
    return db.session.scalar(said.limit(1)) is not None


def note_absence(match: Match, event: MatchEvent, missed: Missed) -> Absence:
    """Where it contradicts what the agent said, it waits for a coordinator at once: nobody has to ask for that."""
    assert event.actor_id is not None, "only people note an absence"
    is_contradicted = has_said_so(match)
    made = Absence(
        company_id=match.company_id,
        match=match,
        agent_id=match.agent_id,
        reason=missed.reason,
        words=missed.words,
        noted_by_id=event.actor_id,
        noted_at=event.at,
        appealed_at=event.at if is_contradicted else None,
        is_contradicted=is_contradicted,
    )
    db.session.add(made)
    match.is_excused = is_excused_by_reason(missed.reason)
    db.session.flush()
    if is_contradicted and not match.is_excused:
        tell_coordinators(made, event.at)
    return made


def forget_absence(match: Match, now: datetime) -> None:
    """What was said is taken back."""
    if match.state is not MatchState.NO_SHOW and (standing := find_standing(match.id)) is not None:
        standing.taken_back_at = now
        match.is_excused = False
        db.session.flush()
