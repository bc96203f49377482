"""What a move asks of the match's agent, and until when."""

from datetime import datetime

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.glossary import Format, MatchState, Move
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matches.move_facts import Request, company_of
from volunteer_match.matches.promises.rules import answer_by, confirm_by
from volunteer_match.matches.rules import MatchRefusal
from volunteer_match.refusals import Refused


def begins_at(match: Match) -> datetime | None:
    """The start of the session, or the deadline of a flexible need."""
    return match.starts_at if match.opportunity.format is Format.SCHEDULED else match.opportunity.deadline


def asked_after(match: Match, request: Request) -> datetime | None:
    """Until when the agent is asked once this move is made; None where nothing is asked (any more).

    Raises Refused (OVER) where it is too late to move anybody up and still ask them.
    """
    begins, zone = begins_at(match), match.agent.account.time_zone
    if request.move is Move.INVITE:
        return answer_by(request.now, company_of(match).invitation_days, begins, zone)
    if request.move in (Move.PROMOTE, Move.ASK_AGAIN):
        until = confirm_by(request.now, begins, zone)
        if until is None and request.move is Move.PROMOTE:
            raise Refused(MatchRefusal.OVER)
        # What changes in the last minutes is asked until it begins.
        return until or begins
    if request.move is Move.REOPEN and match.state is MatchState.APPROVED:
        return match.confirm_by
    if request.move is Move.REOPEN and _was_asked(match):
        return confirm_by(request.now, begins, zone) or begins
    return None


def _was_asked(match: Match) -> bool:
    """Whether a yes was still waited for when the match was returned: that a return is undone is no answer."""
    last = db.session.scalar(
        select(MatchEvent.move)
        .where(MatchEvent.match_id == match.id, MatchEvent.move.not_in((Move.RETURN, Move.REOPEN)))
        .order_by(MatchEvent.id.desc())
        .limit(1)
    )
    return last in (Move.PROMOTE, Move.ASK_AGAIN)
