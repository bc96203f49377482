"""Versions of the factors that a company's administrators added to those that come with the house."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from volunteer_match.database import Base, operational
from volunteer_match.database.base import Addressed
from volunteer_match.people.models import Account


class FactorVersion(Addressed, Base):
    """A file of factors as it was read. Once it is in use it never changes: what was logged can be worked out anew."""

    __tablename__ = "factor_versions"
    __table_args__ = (
        UniqueConstraint("company_id", "name"),
        Index("ix_factor_versions_company_id_published_at", "company_id", "published_at"),
    )

    company_id: Mapped[int] = operational(ForeignKey("companies.id"))
    name: Mapped[str] = operational()
    content: Mapped[str] = operational()
    factors: Mapped[int] = operational()
    """How many lines it has."""
    added_at: Mapped[datetime] = operational()
    added_by_id: Mapped[int | None] = operational(ForeignKey("accounts.id"))
    published_at: Mapped[datetime | None] = operational()
    """None while it is looked at and counts for nothing yet."""
    published_by_id: Mapped[int | None] = operational(ForeignKey("accounts.id"))

    added_by: Mapped[Account | None] = relationship(foreign_keys=[added_by_id])
