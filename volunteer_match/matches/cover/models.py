"""Requests for a substitute, and who was asked."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, relationship

from volunteer_match.database import Base, Keep, operational, personal
from volunteer_match.database.base import Addressed
from volunteer_match.glossary import CoverAnswer, CoverEnding
from volunteer_match.matches.models import Match
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile

OPEN = text("ended_at IS NULL")


class CoverRequest(Addressed, Base):
    """One search for a substitute. Open until `ended_at`; a match has one open search at most."""

    __tablename__ = "cover_requests"
    __table_args__ = (
        Index("uq_cover_requests_open", "match_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_cover_requests_due_at", "due_at", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    company_id: Mapped[int] = operational(ForeignKey("companies.id"), index=True)
    match_id: Mapped[int] = operational(ForeignKey("matches.id"), index=True)
    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"), index=True, keep=Keep.ROW)
    created_at: Mapped[datetime] = operational()
    next_group_at: Mapped[datetime] = operational()
    warned_at: Mapped[datetime | None] = operational()
    """When the agent and the coordinators were told that nobody has said yes."""
    due_at: Mapped[datetime] = operational()
    """When time next asks for something here: a group, the warning, or the end."""
    ended_at: Mapped[datetime | None] = operational()
    ending: Mapped[CoverEnding | None] = operational()
    match: Mapped[Match] = relationship()
    agent: Mapped[AgentProfile] = relationship()
    asks: Mapped[list["CoverAsk"]] = relationship(back_populates="request", order_by="CoverAsk.id")


class CoverAsk(Addressed, Base):
    """One person who was asked to stand in. Not to answer, and to say no, costs nothing."""

    __tablename__ = "cover_asks"
    __table_args__ = (
        UniqueConstraint("request_id", "agent_id"),
        Index("ix_cover_asks_agent_id_asked_at", "agent_id", "asked_at"),
    )

    request_id: Mapped[int] = operational(ForeignKey("cover_requests.id"))
    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"), keep=Keep.ROW)
    asked_at: Mapped[datetime] = operational()
    asked_by_id: Mapped[int | None] = operational(ForeignKey("accounts.id"))
    """The coordinator who chose them; None where the ranking did."""
    answered_at: Mapped[datetime | None] = operational()
    answer: Mapped[CoverAnswer | None] = personal(keep=Keep.ROW)
    request: Mapped[CoverRequest] = relationship(back_populates="asks")
    agent: Mapped[AgentProfile] = relationship()
    asked_by: Mapped[Account | None] = relationship()
