"""What a person sees when a move is refused: the reason, and the next thing that they could do."""

from flask import abort
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.matches.rules import MatchRefusal
from volunteer_match.matches.wording import refusal_text
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.refusals import Refused
from volunteer_match.web.fragments import page

NOT_FOUND = frozenset({MatchRefusal.NOT_YOURS, MatchRefusal.OWN_CLAIM, MatchRefusal.NO_SUCH_SESSION})
FORM_FAULTS = frozenset({MatchRefusal.NO_SESSION, MatchRefusal.NO_REASON})


def show_refusal(
    refused: Refused, opportunity: Opportunity, wanted: tuple[str, ...] = (), note: str = ""
) -> ResponseReturnValue:
    """Undoes what was begun and tells why: 409, or 422 for a faulty form, or 404 for what is not theirs.

    `wanted` are the sessions (public ids) that a claim asked for: those still free are offered again.
    """
    refusal = refused.refusal
    opportunity_id = opportunity.id
    db.session.rollback()
    if refusal in NOT_FOUND:
        abort(404)
    need = db.session.get_one(Opportunity, opportunity_id)
    sessions = _wanted(need, wanted) if refusal is MatchRefusal.PLACE_TAKEN else []
    return page(
        "matches/refused.html",
        block="refusal",
        status=422 if refusal in FORM_FAULTS else 409,
        refusal=refusal.name,
        text=refusal_text(refusal),
        opportunity=need,
        free=[session for session in sessions if session.taken < session.places],
        full=[session for session in sessions if session.taken >= session.places],
        note=note,
    )


def _wanted(opportunity: Opportunity, wanted: tuple[str, ...]) -> list[OpportunitySession]:
    statement = select(OpportunitySession).where(
        OpportunitySession.opportunity_id == opportunity.id, OpportunitySession.cancelled_at.is_(None)
    )
    if wanted:
        statement = statement.where(OpportunitySession.public_id.in_(wanted))
    return list(db.session.scalars(statement.order_by(OpportunitySession.starts_at, OpportunitySession.id)))
