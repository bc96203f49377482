"""Whether anybody is approved already."""

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState
from volunteer_match.matches.models import Match


def has_approved(opportunity_id: int) -> bool:
    """Whether anybody is approved. Those who still wait are checked anew when they are."""
    found = db.session.scalar(
        select(Match.id).where(Match.opportunity_id == opportunity_id, Match.state == MatchState.APPROVED).limit(1)
    )
    return found is not None
