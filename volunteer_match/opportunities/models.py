"""Remote needs, what they ask, their sessions, and what happened to them."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from volunteer_match.database import Base, LocalDateTime, operational, personal, sensitive
from volunteer_match.database.base import Addressed, Numbered
from volunteer_match.glossary import Format, Kind, Meeting, OpportunityState
from volunteer_match.organisations.models import Partner
from volunteer_match.people.catalogue.models import Skill


class Opportunity(Addressed, Base):
    """A remote need. Its sessions hold the places; a flexible one has exactly one session, without times."""

    __tablename__ = "opportunities"
    __table_args__ = (Index("ix_opportunities_state_published_at", "state", "published_at"),)

    partner_id: Mapped[int] = operational(ForeignKey("partners.id"), index=True)
    created_by_id: Mapped[int | None] = personal(ForeignKey("accounts.id"))
    state: Mapped[OpportunityState] = operational(default=OpportunityState.DRAFT)
    template: Mapped[str] = operational(default="")
    kind: Mapped[Kind] = operational()
    format: Mapped[Format] = operational(default=Format.SCHEDULED)
    cause: Mapped[str] = operational(default="")
    title: Mapped[str] = operational(default="")
    description: Mapped[str] = operational(default="")
    language: Mapped[str] = operational(default="en")
    """The language the text is written in, for `lang` and for screen readers."""
    time_zone: Mapped[str] = operational(default="UTC")
    minutes_needed: Mapped[int | None] = operational()
    """Flexible only: minutes of work asked of each agent before `deadline`."""
    deadline: Mapped[datetime | None] = operational()
    minimum_age: Mapped[int | None] = operational()
    is_for_minors: Mapped[bool] = operational(default=False)
    second_adult: Mapped[str] = personal(default="")
    how_to_join: Mapped[str] = sensitive(default="")
    """Shown to approved agents only."""
    meeting: Mapped[Meeting] = operational(default=Meeting.DESCRIBED)
    meeting_url: Mapped[str] = sensitive(default="")
    """The partner's own link; shown shortly before a session, to those who are in."""
    source_url: Mapped[str] = operational(default="")
    awaits_acceptance: Mapped[bool] = operational(default=False)
    """Imported, and no coordinator has accepted it yet."""
    created_at: Mapped[datetime] = operational()
    edited_at: Mapped[datetime | None] = operational()
    published_at: Mapped[datetime | None] = operational()
    ended_at: Mapped[datetime | None] = operational()

    partner: Mapped[Partner] = relationship()
    sessions: Mapped[list["OpportunitySession"]] = relationship(
        back_populates="opportunity",
        cascade="all, delete-orphan",
        order_by="(OpportunitySession.starts_at, OpportunitySession.id)",
    )
    skills: Mapped[list["OpportunitySkill"]] = relationship(cascade="all, delete-orphan")
    languages: Mapped[list["OpportunityLanguage"]] = relationship(cascade="all, delete-orphan")
    credentials: Mapped[list["OpportunityCredential"]] = relationship(cascade="all, delete-orphan")
    events: Mapped[list["OpportunityEvent"]] = relationship(
        cascade="all, delete-orphan", order_by="OpportunityEvent.id"
    )


class SessionSeries(Addressed, Base):
    """Sessions that were planned together, week after week. Each keeps its own time: a series only holds them."""

    __tablename__ = "session_series"

    opportunity_id: Mapped[int] = operational(ForeignKey("opportunities.id"), index=True)
    created_at: Mapped[datetime] = operational()


class OpportunitySession(Addressed, Base):
    """One dated occurrence. The wall time with its zone is what was planned; the UTC interval is derived from it."""

    __tablename__ = "opportunity_sessions"
    __table_args__ = (
        CheckConstraint("taken >= 0 AND taken <= places", name="places"),
        CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="order"),
    )

    opportunity_id: Mapped[int] = operational(ForeignKey("opportunities.id"), index=True)
    series_id: Mapped[int | None] = operational(ForeignKey("session_series.id"), index=True)
    local_start: Mapped[datetime | None] = operational(LocalDateTime)
    time_zone: Mapped[str] = operational()
    minutes: Mapped[int | None] = operational()
    starts_at: Mapped[datetime | None] = operational(index=True)
    ends_at: Mapped[datetime | None] = operational()
    places: Mapped[int] = operational()
    taken: Mapped[int] = operational(default=0)
    cancelled_at: Mapped[datetime | None] = operational()
    series: Mapped["SessionSeries | None"] = relationship()
    opportunity: Mapped[Opportunity] = relationship(back_populates="sessions")


class OpportunitySkill(Numbered, Base):
    __tablename__ = "opportunity_skills"
    __table_args__ = (
        UniqueConstraint("opportunity_id", "skill_id"),
        CheckConstraint("NOT (is_suggested AND is_required)", name="suggested_is_no_gate"),
    )

    opportunity_id: Mapped[int] = operational(ForeignKey("opportunities.id"))
    skill_id: Mapped[int] = operational(ForeignKey("skills.id"), index=True)
    level: Mapped[int] = operational()
    is_required: Mapped[bool] = operational()
    is_suggested: Mapped[bool] = operational(default=False)
    """Read out of the need's text by an import, and not confirmed by a person yet: never a requirement."""
    skill: Mapped[Skill] = relationship()


class OpportunityLanguage(Numbered, Base):
    __tablename__ = "opportunity_languages"
    __table_args__ = (UniqueConstraint("opportunity_id", "tag"),)

    opportunity_id: Mapped[int] = operational(ForeignKey("opportunities.id"))
    tag: Mapped[str] = operational()
    level: Mapped[int] = operational()
    is_required: Mapped[bool] = operational()
    verified_only: Mapped[bool] = operational(default=False)


class OpportunityCredential(Base):
    __tablename__ = "opportunity_credentials"

    opportunity_id: Mapped[int] = operational(ForeignKey("opportunities.id"), primary_key=True)
    kind: Mapped[str] = operational(primary_key=True)


class OpportunityEvent(Numbered, Base):
    """What happened to an opportunity: published, edited, closed, cancelled, imported, accepted."""

    __tablename__ = "opportunity_events"

    opportunity_id: Mapped[int] = operational(ForeignKey("opportunities.id"), index=True)
    at: Mapped[datetime] = operational()
    actor_id: Mapped[int | None] = personal(ForeignKey("accounts.id"))
    move: Mapped[str] = operational()
    reason: Mapped[str] = operational(default="")
    changes: Mapped[list[Any]] = operational(default=list)
    """What was otherwise before, for those who had promised already; rows of `changing.terms.Change`."""
