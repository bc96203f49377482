"""Who did what, when. The database refuses to change or delete an entry."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped

from volunteer_match.database import Base, Keep, operational, personal
from volunteer_match.database.base import Numbered


class AuditEntry(Numbered, Base):
    """`details` names codes and public ids, never free text about a person."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_company_id_at", "company_id", "at"),)

    at: Mapped[datetime] = operational()
    company_id: Mapped[int | None] = operational(ForeignKey("companies.id"))
    actor_id: Mapped[int | None] = personal(ForeignKey("accounts.id"), keep=Keep.ROW)
    action: Mapped[str] = operational(index=True)
    subject_type: Mapped[str] = operational(default="")
    subject_id: Mapped[str] = operational(default="")
    details: Mapped[dict[str, Any]] = operational(default=dict)
