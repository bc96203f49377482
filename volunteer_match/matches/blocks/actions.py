"""Blocks are set and lifted by coordinators; both are audited and both change the facts of matching."""

from datetime import datetime

from sqlalchemy import and_, select

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.matches.changes import note_change
from volunteer_match.matches.endings import cancel_barred
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.organisations.models import Partner
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import Block


def set_block(
    agent: Account,
    kind: str | None,
    partner: Partner | None,
    reason: str,
    ends_at: datetime | None,
    actor: Account,
    now: datetime,
) -> Block:
    """Keeps the agent from a kind or a partner until `ends_at` (None: until it is lifted). Sent twice, it is one.

    What they were promised there and is still ahead ends with it.
    """
    partner_id = partner.id if partner else None
    same = _find_same(agent, kind, partner_id, now)
    if same is not None:
        same.reason, same.ends_at = reason, ends_at
        note_change("agent", agent.id, now)
        return same
    block = Block(
        company_id=agent.company_id,
        agent_id=agent.id,
        kind=kind,
        partner_id=partner_id,
        reason=reason,
        created_by_id=actor.id,
        created_at=now,
        ends_at=ends_at,
    )
    db.session.add(block)
    db.session.flush()
    note_change("agent", agent.id, now)
    barred = Opportunity.kind == kind if kind else Opportunity.partner_id == partner_id
    cancel_barred(and_(Match.agent_id == agent.id, barred), actor, now)
    record("block.set", actor, now, subject=block, agent=agent.public_id, kind=kind)
    return block


def _find_same(agent: Account, kind: str | None, partner_id: int | None, now: datetime) -> Block | None:
    """A block that holds already and says the same."""
    return db.session.scalar(
        select(Block).where(
            Block.agent_id == agent.id,
            Block.kind == kind if kind else Block.kind.is_(None),
            Block.partner_id == partner_id if partner_id else Block.partner_id.is_(None),
            Block.lifted_at.is_(None),
            Block.ends_at.is_(None) | (Block.ends_at > now),
        )
    )


def lift_block(block: Block, actor: Account, now: datetime) -> None:
    """Ends a block before its time."""
    if block.lifted_at is not None:
        return
    block.lifted_at = now
    note_change("agent", block.agent_id, now)
    record("block.lift", actor, now, subject=block)
