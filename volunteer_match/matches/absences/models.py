"""Why a match was missed, what the agent says to it, and what a coordinator decided."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, relationship

from volunteer_match.database import Base, Keep, operational, personal, sensitive
from volunteer_match.database.base import Addressed
from volunteer_match.glossary import AbsenceReason
from volunteer_match.matches.models import Match
from volunteer_match.people.models import Account

STANDS = text("taken_back_at IS NULL")


class Absence(Addressed, Base):
    """One note that somebody was not there. It stands until it is taken back; a match has one standing at most."""

    __tablename__ = "absences"
    __table_args__ = (
        Index("uq_absences_standing", "match_id", unique=True, sqlite_where=STANDS, postgresql_where=STANDS),
        Index("ix_absences_company_id_appealed_at", "company_id", "appealed_at"),
    )

    company_id: Mapped[int] = operational(ForeignKey("companies.id"))
    match_id: Mapped[int] = operational(ForeignKey("matches.id"), index=True)
    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"), index=True, keep=Keep.ROW)
    reason: Mapped[AbsenceReason] = sensitive(keep=Keep.ROW)
    words: Mapped[str] = sensitive(default="")
    noted_by_id: Mapped[int] = operational(ForeignKey("accounts.id"))
    noted_at: Mapped[datetime] = operational()
    taken_back_at: Mapped[datetime | None] = operational()
    appealed_at: Mapped[datetime | None] = operational()
    appeal_words: Mapped[str] = sensitive(default="")
    is_contradicted: Mapped[bool] = operational(default=False)
    """The agent had said that they were there."""
    decided_at: Mapped[datetime | None] = operational()
    decided_by_id: Mapped[int | None] = operational(ForeignKey("accounts.id"))
    decision_words: Mapped[str] = sensitive(default="")
    match: Mapped[Match] = relationship()
    noted_by: Mapped[Account] = relationship(foreign_keys=[noted_by_id])
