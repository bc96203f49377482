"""Companies with their sites and teams; partners, their members, and each company's verification of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, relationship

from volunteer_match.database import Base, operational, personal
from volunteer_match.database.base import Addressed, Numbered
from volunteer_match.glossary import Verdict


class Company(Addressed, Base):
    """The employer. Its settings steer matching; None in `weekly_limit_minutes` means no limit."""

    __tablename__ = "companies"

    name: Mapped[str] = operational()
    time_zone: Mapped[str] = operational(default="UTC")
    weekly_limit_minutes: Mapped[int | None] = operational()
    pending_cap: Mapped[int] = operational(default=3)
    pending_days: Mapped[int] = operational(default=5)
    """How long a claim may wait for a decision before it ends by itself."""
    invitation_days: Mapped[int] = operational(default=3)
    """How long an invitation may be answered."""
    asks_per_week: Mapped[int] = operational(default=3)
    rest_gap_minutes: Mapped[int] = operational(default=30)
    matching_settings: Mapped[dict[str, Any]] = operational(default=dict)
    """Overrides of matching's settings: fairness, attention, seed, weights."""
    activity_rules: Mapped[list[Any]] = operational(default=list)
    """How names of activities in shifts count; empty: the usual rules (availability/shifts/rules.py)."""
    shows_impact: Mapped[bool] = operational(default=False, server_default=false())
    """Its impact page, totals only, is open to everybody."""
    created_at: Mapped[datetime] = operational()


class Site(Addressed, Base):
    __tablename__ = "sites"
    __table_args__ = (UniqueConstraint("company_id", "name"),)

    company_id: Mapped[int] = operational(ForeignKey("companies.id"))
    name: Mapped[str] = operational()
    country: Mapped[str] = operational()
    time_zone: Mapped[str] = operational()


class Team(Addressed, Base):
    __tablename__ = "teams"
    __table_args__ = (UniqueConstraint("site_id", "name"),)

    company_id: Mapped[int] = operational(ForeignKey("companies.id"), index=True)
    site_id: Mapped[int] = operational(ForeignKey("sites.id"))
    name: Mapped[str] = operational()
    site: Mapped[Site] = relationship()


class Partner(Addressed, Base):
    """A non-profit. Shared by all companies; each verifies it for itself."""

    __tablename__ = "partners"

    name: Mapped[str] = operational(index=True)
    mission: Mapped[str] = operational(default="")
    website: Mapped[str] = operational(default="")
    city: Mapped[str] = operational(default="")
    country: Mapped[str] = operational(default="")
    time_zone: Mapped[str] = operational(default="UTC")
    cause: Mapped[str] = operational(default="")
    source: Mapped[str | None] = operational()
    source_id: Mapped[str | None] = operational(index=True)
    created_at: Mapped[datetime] = operational()
    verifications: Mapped[list["PartnerVerification"]] = relationship(
        back_populates="partner", order_by="PartnerVerification.id"
    )


class PartnerVerification(Numbered, Base):
    """One decision of a company on a partner; the newest row holds."""

    __tablename__ = "partner_verifications"

    company_id: Mapped[int] = operational(ForeignKey("companies.id"), index=True)
    partner_id: Mapped[int] = operational(ForeignKey("partners.id"), index=True)
    verdict: Mapped[Verdict] = operational()
    reason: Mapped[str] = operational(default="")
    decided_by_id: Mapped[int | None] = operational(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime] = operational()
    partner: Mapped[Partner] = relationship(back_populates="verifications")


class PartnerMember(Base):
    """An account that acts for a partner."""

    __tablename__ = "partner_members"

    account_id: Mapped[int] = personal(ForeignKey("accounts.id"), primary_key=True)
    partner_id: Mapped[int] = operational(ForeignKey("partners.id"), index=True)
    joined_at: Mapped[datetime] = operational()
    partner: Mapped[Partner] = relationship()
