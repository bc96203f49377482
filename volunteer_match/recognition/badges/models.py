"""Badges that people were given."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, relationship

from volunteer_match.database import Base, operational, personal
from volunteer_match.database.base import Addressed
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.recognition.badges.catalogue import Badge

_OPEN = text("taken_back_at IS NULL")
STANDS: dict[str, Any] = {"sqlite_where": _OPEN, "postgresql_where": _OPEN}


class BadgeAward(Addressed, Base):
    """One badge of one person. One that was taken back stays as it was; earned again, it is another row."""

    __tablename__ = "badge_awards"
    __table_args__ = (Index("uq_badge_awards_standing", "agent_id", "badge", unique=True, **STANDS),)

    company_id: Mapped[int] = operational(ForeignKey("companies.id"))
    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"), index=True)
    badge: Mapped[Badge] = personal()
    earned_on: Mapped[date] = personal()
    """The day of the deed that made it whole, where the person was."""
    ground: Mapped[list[Any]] = personal(default=list)
    """What it stands on: "match:…" and "entry:…" with public ids."""
    awarded_at: Mapped[datetime] = personal()
    taken_back_at: Mapped[datetime | None] = personal()
    """When it turned out that what it stood on had not been so."""
    mistake: Mapped[str] = personal(default="")
    """What turned out to be wrong: one of `ground`."""
    agent: Mapped[AgentProfile] = relationship()
