"""Everything that happens to an opportunity leaves a row, a line in the change log, and for staff one in the audit."""

from collections.abc import Sequence
from datetime import datetime

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.matches.changes import note_change
from volunteer_match.opportunities.changing.terms import Change
from volunteer_match.opportunities.models import Opportunity, OpportunityEvent
from volunteer_match.opportunities.rules import OpportunityMove
from volunteer_match.people.models import Account
from volunteer_match.people.policy import is_staff


def write_event(
    opportunity: Opportunity,
    move: OpportunityMove,
    actor: Account | None,
    now: datetime,
    reason: str = "",
    *,
    changes: Sequence[Change] = (),
) -> OpportunityEvent:
    """Writes down that `actor` (None: the platform) did this, and what it changed; what staff do is audited too."""
    rows = [change.as_row() for change in changes]
    event = OpportunityEvent(at=now, actor_id=actor.id if actor else None, move=move.value, reason=reason, changes=rows)
    opportunity.events.append(event)
    db.session.flush()
    note_change("opportunity", opportunity.id, now)
    if actor is not None and is_staff(actor.role):
        record(f"opportunity.{move.value}", actor, now, subject=opportunity)
    return event
