"""What came from outside, as it came, so that a second import knows what changed there and what was edited here."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from volunteer_match.database import Base, operational
from volunteer_match.database.base import Numbered
from volunteer_match.opportunities.models import Opportunity


class ImportedRecord(Numbered, Base):
    """One need of one source. `values` holds the fields as last imported; a field that differs now was edited here."""

    __tablename__ = "imported_records"
    __table_args__ = (UniqueConstraint("source", "source_id"),)

    source: Mapped[str] = operational()
    source_id: Mapped[str] = operational()
    opportunity_id: Mapped[int] = operational(ForeignKey("opportunities.id"), index=True)
    values: Mapped[dict[str, Any]] = operational(default=dict)
    flags: Mapped[list[Any]] = operational(default=list)
    first_imported_at: Mapped[datetime] = operational()
    last_imported_at: Mapped[datetime] = operational()
    opportunity: Mapped[Opportunity] = relationship()
