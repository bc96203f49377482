"""Months that are over, and what was published of each: figures that are never changed, and cells that are withheld."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped

from volunteer_match.database import Base, operational
from volunteer_match.database.base import Numbered
from volunteer_match.impact.glossary import Metric, Tree


class ImpactMonth(Numbered, Base):
    """A month of a company whose figures are settled. It goes on where the one before it ended.

    The two moments are kept, because the company's zone may change: what the ledger says is in one month, and only one.
    """

    __tablename__ = "impact_months"
    __table_args__ = (UniqueConstraint("company_id", "month"),)

    company_id: Mapped[int] = operational(ForeignKey("companies.id"))
    month: Mapped[date] = operational()
    """Its first day."""
    begins_at: Mapped[datetime] = operational()
    ends_at: Mapped[datetime] = operational()
    settled_at: Mapped[datetime] = operational()


class ImpactCell(Numbered, Base):
    """What a group came to in a month, as it was published; without any figure where it is withheld."""

    __tablename__ = "impact_cells"
    __table_args__ = (
        UniqueConstraint("month_id", "tree", "metric", "first", "second"),
        CheckConstraint("(people IS NULL) = (amount IS NULL)", name="withheld"),
        CheckConstraint("people >= 5", name="people"),
    )

    month_id: Mapped[int] = operational(ForeignKey("impact_months.id"))
    tree: Mapped[Tree] = operational()
    metric: Mapped[Metric] = operational()
    first: Mapped[str] = operational()
    """Of which part of the company; empty: all of it. What it names depends on the tree."""
    second: Mapped[str] = operational()
    """Of which part of that part; empty: all of it."""
    people: Mapped[int | None] = operational()
    """How many gave to it."""
    amount: Mapped[int | None] = operational(BigInteger)
    """In the metric's unit."""
    members: Mapped[int | None] = operational()
    """How many could have: active volunteers as the month was settled; None where that says nothing, or is withheld."""
