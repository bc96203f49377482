"""Reads of blocks; a company's coordinators see those of their own volunteers."""

from datetime import datetime

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.organisations.models import Partner
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile, Block


def find_volunteer(public_id: str, coordinator: Account) -> Account | None:
    """A volunteer of the coordinator's company other than themselves: nobody judges their own standing."""
    return db.session.scalar(
        select(Account)
        .join(AgentProfile, AgentProfile.account_id == Account.id)
        .where(
            Account.public_id == public_id, Account.company_id == coordinator.company_id, Account.id != coordinator.id
        )
    )


def blocks_of(agent: Account, now: datetime) -> tuple[list[Block], list[Block]]:
    """Those that hold, and those that ended or were lifted; the newest first."""
    found = db.session.scalars(select(Block).where(Block.agent_id == agent.id).order_by(Block.id.desc())).all()
    holding = [block for block in found if block.lifted_at is None and (block.ends_at is None or block.ends_at > now)]
    return holding, [block for block in found if block not in holding]


def find_block(public_id: str, coordinator: Account) -> Block | None:
    return db.session.scalar(
        select(Block).where(
            Block.public_id == public_id,
            Block.company_id == coordinator.company_id,
            Block.agent_id != coordinator.id,
        )
    )


def partner_choices() -> list[tuple[str, str]]:
    """Public ids and names of all partners, by name."""
    rows = db.session.execute(select(Partner.public_id, Partner.name).order_by(Partner.name, Partner.id))
    return [(public_id, name) for public_id, name in rows]


def partner_names(blocks: list[Block]) -> dict[int, str]:
    """Names by row number of the partners in these blocks."""
    ids = {block.partner_id for block in blocks if block.partner_id}
    rows = db.session.execute(select(Partner.id, Partner.name).where(Partner.id.in_(ids))).all()
    return {row.id: row.name for row in rows}
