"""Proposals as they were worked out: what a coordinator sees is what they accept."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from volunteer_match.database import Base, Keep, operational, personal
from volunteer_match.database.base import Addressed
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.people.profile.models import AgentProfile


class Proposal(Addressed, Base):
    """One proposal: who could be invited to what, and how that compares. After `expires_at` nobody is invited by it."""

    __tablename__ = "proposals"

    company_id: Mapped[int] = operational(ForeignKey("companies.id"), index=True, keep=Keep.MONTH)
    created_by_id: Mapped[int] = operational(ForeignKey("accounts.id"), keep=Keep.MONTH)
    created_at: Mapped[datetime] = operational(index=True, keep=Keep.MONTH)
    expires_at: Mapped[datetime] = operational(keep=Keep.MONTH)
    dismissed_at: Mapped[datetime | None] = operational(keep=Keep.MONTH)
    figures: Mapped[dict[str, Any]] = operational(keep=Keep.MONTH)
    """`figures.Figures` as plain values; says nothing of a person."""
    lines: Mapped[list["ProposalLine"]] = relationship(back_populates="proposal", order_by="ProposalLine.id")


class ProposalLine(Addressed, Base):
    """One ask in a proposal: sent (`match_id`), refused by the time it was to be sent (`refusal`), or open."""

    __tablename__ = "proposal_lines"
    __table_args__ = (UniqueConstraint("proposal_id", "agent_id", "session_id"),)

    proposal_id: Mapped[int] = operational(ForeignKey("proposals.id", ondelete="CASCADE"), keep=Keep.MONTH)
    opportunity_id: Mapped[int] = operational(ForeignKey("opportunities.id"), keep=Keep.MONTH)
    session_id: Mapped[int] = operational(ForeignKey("opportunity_sessions.id"), keep=Keep.MONTH)
    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"), index=True, keep=Keep.MONTH)
    fit: Mapped[int] = personal(keep=Keep.MONTH)
    """Tenths of a point, as is the order after fairness."""
    order_after: Mapped[int] = personal(keep=Keep.MONTH)
    asked: Mapped[int] = personal(keep=Keep.MONTH)
    """How often the agent was asked in the seven days before."""
    nth: Mapped[int] = operational(keep=Keep.MONTH)
    """Which ask of this agent in the proposal it is, from 0."""
    reasons: Mapped[list[Any]] = personal(keep=Keep.MONTH)
    """The strongest reasons, as `keeping.pack` writes them."""
    match_id: Mapped[int | None] = operational(ForeignKey("matches.id"), keep=Keep.MONTH)
    refusal: Mapped[str | None] = operational(keep=Keep.MONTH)
    """The name of a `MatchRefusal`."""

    proposal: Mapped[Proposal] = relationship(back_populates="lines")
    opportunity: Mapped[Opportunity] = relationship()
    session: Mapped[OpportunitySession] = relationship()
    agent: Mapped[AgentProfile] = relationship()
    match: Mapped[Match | None] = relationship()

    @property
    def is_open(self) -> bool:
        return self.match_id is None and self.refusal is None
