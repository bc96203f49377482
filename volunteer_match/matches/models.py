"""Claims, the matches they make, and every move of each match."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, relationship

from volunteer_match.database import Base, Keep, operational, personal, sensitive
from volunteer_match.database.base import Addressed, Numbered
from volunteer_match.database.expressions import this_transaction
from volunteer_match.glossary import ConcernCategory, MatchState, Move, ReturnReason
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile


class Claim(Addressed, Base):
    """The agent's act that makes matches: those of one claim are decided together or one by one."""

    __tablename__ = "claims"

    company_id: Mapped[int] = operational(ForeignKey("companies.id"), index=True)
    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"), index=True, keep=Keep.ROW)
    opportunity_id: Mapped[int] = operational(ForeignKey("opportunities.id"), index=True)
    note: Mapped[str] = personal(default="")
    created_at: Mapped[datetime] = operational()
    agent: Mapped[AgentProfile] = relationship()
    opportunity: Mapped[Opportunity] = relationship()
    matches: Mapped[list["Match"]] = relationship(back_populates="claim", order_by="Match.starts_at")


class Match(Addressed, Base):
    """One agent and one session. Times are the session's, copied so that the database itself refuses overlaps."""

    __tablename__ = "matches"
    __table_args__ = (
        UniqueConstraint("agent_id", "session_id"),
        CheckConstraint("(starts_at IS NULL) = (ends_at IS NULL)", name="times"),
        Index("ix_matches_agent_id_state", "agent_id", "state"),
        Index("ix_matches_session_id_state", "session_id", "state"),
        Index("ix_matches_opportunity_id_state", "opportunity_id", "state"),
        Index("ix_matches_company_id_state", "company_id", "state"),
        Index("ix_matches_state_starts_at", "state", "starts_at"),
        Index("ix_matches_confirm_by", "confirm_by"),
    )

    company_id: Mapped[int] = operational(ForeignKey("companies.id"))
    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"), keep=Keep.ROW)
    opportunity_id: Mapped[int] = operational(ForeignKey("opportunities.id"))
    session_id: Mapped[int] = operational(ForeignKey("opportunity_sessions.id"))
    claim_id: Mapped[int | None] = operational(ForeignKey("claims.id"), index=True)
    state: Mapped[MatchState] = operational()
    state_since: Mapped[datetime] = operational()
    confirm_by: Mapped[datetime | None] = operational()
    """Until when its agent is asked for a yes (pending, approved) or an answer (invited); None: nothing is asked."""
    starts_at: Mapped[datetime | None] = operational()
    ends_at: Mapped[datetime | None] = operational()
    created_at: Mapped[datetime] = operational()
    calendar_sequence: Mapped[int | None] = operational()
    """SEQUENCE of its entry in calendars, raised whenever that changes; None while it was never in one."""
    is_excused: Mapped[bool] = personal(default=False, server_default=false(), keep=Keep.ROW)
    """A no-show that counts against nobody."""

    agent: Mapped[AgentProfile] = relationship()
    opportunity: Mapped[Opportunity] = relationship()
    session: Mapped[OpportunitySession] = relationship()
    claim: Mapped[Claim | None] = relationship(back_populates="matches")
    events: Mapped[list["MatchEvent"]] = relationship(back_populates="match", order_by="MatchEvent.id")
    messages: Mapped[list["Message"]] = relationship(order_by="Message.id")


class MatchEvent(Numbered, Base):
    """One move: who, when, from where to where, why. `actor_id` None is the platform itself."""

    __tablename__ = "match_events"
    __table_args__ = (Index("ix_match_events_move_at", "move", "at"),)

    match_id: Mapped[int] = operational(ForeignKey("matches.id"), index=True)
    at: Mapped[datetime] = operational()
    actor_id: Mapped[int | None] = personal(ForeignKey("accounts.id"), keep=Keep.ROW)
    move: Mapped[Move] = operational()
    from_state: Mapped[MatchState | None] = operational()
    to_state: Mapped[MatchState] = operational()
    reason: Mapped[ReturnReason | None] = sensitive(keep=Keep.ROW)
    note: Mapped[str] = personal(default="")
    match: Mapped[Match] = relationship(back_populates="events")
    actor: Mapped[Account | None] = relationship()


class Message(Addressed, Base):
    """A question or an answer on a match, read by the agent, the partner and the coordinators."""

    __tablename__ = "messages"

    match_id: Mapped[int] = operational(ForeignKey("matches.id"), index=True)
    author_id: Mapped[int] = personal(ForeignKey("accounts.id"), keep=Keep.ROW)
    body: Mapped[str] = personal()
    at: Mapped[datetime] = operational()
    author: Mapped[Account] = relationship()


class Snooze(Base):
    """A coordinator put a claim aside for a while; nobody else's queue changes."""

    __tablename__ = "snoozes"

    coordinator_id: Mapped[int] = operational(ForeignKey("accounts.id"), primary_key=True)
    claim_id: Mapped[int] = operational(ForeignKey("claims.id"), primary_key=True)
    until: Mapped[datetime] = operational()


class Concern(Addressed, Base):
    """A report for the coordinators' eyes, never for the person concerned."""

    __tablename__ = "concerns"

    company_id: Mapped[int | None] = operational(ForeignKey("companies.id"), index=True)
    reporter_id: Mapped[int | None] = personal(ForeignKey("accounts.id"))
    opportunity_id: Mapped[int | None] = operational(ForeignKey("opportunities.id"))
    match_id: Mapped[int | None] = operational(ForeignKey("matches.id"))
    kudos_id: Mapped[int | None] = operational(ForeignKey("kudos.id", ondelete="SET NULL"))
    category: Mapped[ConcernCategory] = sensitive(keep=Keep.ROW)
    body: Mapped[str] = sensitive(keep=Keep.ROW)
    created_at: Mapped[datetime] = operational()
    handled_at: Mapped[datetime | None] = operational()
    handled_by_id: Mapped[int | None] = operational(ForeignKey("accounts.id"))
    outcome: Mapped[str] = sensitive(default="", keep=Keep.ROW)
    opportunity: Mapped[Opportunity | None] = relationship()
    match: Mapped[Match | None] = relationship()
    reporter: Mapped[Account | None] = relationship(foreign_keys=[reporter_id])


class MatchingChange(Numbered, Base):
    """The change log: a row for every write that changes a fact of matching, in the same transaction."""

    __tablename__ = "matching_changes"

    subject: Mapped[str] = operational(keep=Keep.MONTH)
    """`agent`, `opportunity` or `company`."""
    subject_id: Mapped[int] = operational(keep=Keep.MONTH)
    at: Mapped[datetime] = operational(keep=Keep.MONTH)
    transaction: Mapped[int] = operational(BigInteger, keep=Keep.MONTH, index=True, default=this_transaction())
    """The transaction of PostgreSQL that wrote the row (see `keeping/log.py`); 0 on SQLite."""
