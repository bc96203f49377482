"""The end of a search for a substitute, and those who are told that they are not needed."""

from datetime import datetime

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.glossary import CoverEnding, Move
from volunteer_match.matches.changes import note_change
from volunteer_match.matches.cover.models import CoverAsk, CoverRequest
from volunteer_match.matches.cover.rules import Search
from volunteer_match.matches.cover.telling import tell_not_needed
from volunteer_match.matches.models import MatchEvent

ENDINGS = {
    Move.HAND_OVER: CoverEnding.COVERED,
    Move.WITHDRAW: CoverEnding.GIVEN_BACK,
    Move.CONFIRM: CoverEnding.TAKEN_BACK,
}


def find_open(match_id: int) -> CoverRequest | None:
    """The search that is under way for this match (by row number), as it is now."""
    return db.session.scalar(
        select(CoverRequest)
        .where(CoverRequest.match_id == match_id, CoverRequest.ended_at.is_(None))
        .execution_options(populate_existing=True)
    )


def search_of(request: CoverRequest) -> Search:
    """The search as its rules see it; it ends with the session, or at the deadline."""
    match = request.match
    starts_at = match.session.starts_at or match.opportunity.deadline
    return Search(request.created_at, request.next_group_at, starts_at, request.warned_at is not None)


def close(request: CoverRequest, ending: CoverEnding, now: datetime) -> None:
    """Ends the search; whoever has not answered is told, unless time itself says it.

    Whom the asking had not reached was not asked: that it was meant counts for nothing.
    """
    request.ended_at, request.ending = now, ending
    unanswered = select(CoverAsk).where(CoverAsk.request_id == request.id, CoverAsk.answer.is_(None))
    if ending is not CoverEnding.OVER:
        for ask in db.session.scalars(unanswered.order_by(CoverAsk.id)):
            if not tell_not_needed(ask, now):
                db.session.delete(ask)
                note_change("agent", ask.agent_id, now)
    db.session.flush()


def close_after(event: MatchEvent, now: datetime) -> None:
    """A match that was approved has moved on, or its agent comes after all: nobody needs to be found any more."""
    if (request := find_open(event.match_id)) is not None:
        close(request, ENDINGS.get(event.move, CoverEnding.NOT_NEEDED), now)
