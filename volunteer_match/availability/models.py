"""When an agent can and can't: weekly windows and dated exceptions in their own zone, and work shifts."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped

from volunteer_match.database import Base, Keep, operational, personal, sensitive
from volunteer_match.database.base import Addressed, Numbered


class AvailabilityWindow(Numbered, Base):
    """Minutes of a local day; an end at or before the start crosses midnight; 1440 is 24:00. Monday is 0."""

    __tablename__ = "availability_windows"
    __table_args__ = (
        CheckConstraint("day BETWEEN 0 AND 6", name="day"),
        CheckConstraint("start_minute BETWEEN 0 AND 1439", name="start_minute"),
        CheckConstraint("end_minute BETWEEN 0 AND 1440", name="end_minute"),
    )

    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"), index=True)
    day: Mapped[int] = personal()
    start_minute: Mapped[int] = personal()
    end_minute: Mapped[int] = personal()


class AvailabilityException(Addressed, Base):
    """A dated change: taken away (`is_available` False; the whole day without times) or added."""

    __tablename__ = "availability_exceptions"

    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"), index=True)
    day: Mapped[date] = personal()
    start_minute: Mapped[int | None] = personal()
    end_minute: Mapped[int | None] = personal()
    is_available: Mapped[bool] = personal()


class Shift(Numbered, Base):
    """A stretch of somebody's working day: from workforce management, or from their own calendar.

    Never shown to partners, nor in what leaves the company. Whether it counts as work is its activity's to say.
    """

    __tablename__ = "shifts"
    __table_args__ = (Index("ix_shifts_agent_id_starts_at", "agent_id", "starts_at"),)

    company_id: Mapped[int] = operational(ForeignKey("companies.id"), index=True)
    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"))
    starts_at: Mapped[datetime] = sensitive(keep=Keep.MONTH)
    ends_at: Mapped[datetime] = sensitive(keep=Keep.MONTH)
    activity_id: Mapped[int | None] = sensitive(ForeignKey("shift_activities.id"), keep=Keep.MONTH)
    """None: without a name, which is work."""
    source: Mapped[str] = operational(default="")
    """Where it came from; a new import of the same source replaces it."""
