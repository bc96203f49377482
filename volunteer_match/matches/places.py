"""Places in sessions, and whose turn it is.

Locks are taken in one order: agents by row number, then sessions by row number. SQLite has one writer at a time, and a
request that writes began IMMEDIATE, so there the lock is the transaction itself.
"""

from collections.abc import Iterable

from sqlalchemy import select, update
from sqlalchemy.engine import CursorResult

from volunteer_match.extensions import db
from volunteer_match.opportunities.models import OpportunitySession
from volunteer_match.people.profile.models import AgentProfile


def lock_agents(agent_ids: Iterable[int], *, skip_locked: bool = False) -> set[int]:
    """Waits for the turn of these agents (by row number); with `skip_locked` only of those that nobody is moving."""
    return set(
        db.session.scalars(
            select(AgentProfile.account_id)
            .where(AgentProfile.account_id.in_(sorted(set(agent_ids))))
            .order_by(AgentProfile.account_id)
            .with_for_update(key_share=True, skip_locked=skip_locked)
        )
    )


def take_place(session_id: int) -> bool:
    """Takes one place; False when none is free or the session is cancelled. The one statement decides races."""
    return _change(session_id, 1, OpportunitySession.taken < OpportunitySession.places)


def release_place(session_id: int) -> bool:
    """Gives one place back; False when none was taken, which would be a fault of ours."""
    return _change(session_id, -1, OpportunitySession.taken > 0)


def _change(session_id: int, by: int, condition: object) -> bool:
    conditions = [OpportunitySession.id == session_id, condition]
    if by > 0:
        conditions.append(OpportunitySession.cancelled_at.is_(None))
    result = db.session.execute(
        update(OpportunitySession)
        .where(*conditions)  # type: ignore[arg-type]  # comparisons of columns
        .values(taken=OpportunitySession.taken + by)
        .execution_options(synchronize_session=False)
    )
    assert isinstance(result, CursorResult)
    session = db.session.get(OpportunitySession, session_id)
    if session is not None:
        db.session.expire(session, ["taken"])
    return result.rowcount == 1


def read_session_locked(session_id: int) -> OpportunitySession:
    """The session as it is now, held until the end of the transaction. Agents must be locked before."""
    return db.session.execute(
        select(OpportunitySession)
        .where(OpportunitySession.id == session_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).scalar_one()
