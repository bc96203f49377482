"""Jobs, the rhythm of the sweeps, and who leads them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from volunteer_match.database import Base, Keep, operational
from volunteer_match.database.base import Addressed


class Job(Addressed, Base):
    """Work to do once. Written in the transaction of its cause, done in the transaction of its effects.

    `params` hold codes, numbers and row numbers, never anything about a person: they outlive whom they are about.
    """

    __tablename__ = "jobs"
    __table_args__ = (UniqueConstraint("kind", "key"), Index("ix_jobs_done_at_due_at", "done_at", "due_at"))

    kind: Mapped[str] = operational()
    key: Mapped[str] = operational()
    """The same key is enqueued once for each kind."""
    company_id: Mapped[int | None] = operational(ForeignKey("companies.id"))
    params: Mapped[dict[str, Any]] = operational(default=dict)
    created_at: Mapped[datetime] = operational()
    due_at: Mapped[datetime] = operational()
    attempts: Mapped[int] = operational(default=0)
    """How many times it was begun. Whoever begins it anew takes it from whoever had it before."""
    leased_until: Mapped[datetime | None] = operational()
    done_at: Mapped[datetime | None] = operational(keep=Keep.MONTH)
    failed_at: Mapped[datetime | None] = operational()
    """Set aside: waits for an administrator."""
    discarded_at: Mapped[datetime | None] = operational(keep=Keep.MONTH)
    last_error: Mapped[str] = operational(default="")


class Schedule(Base):
    """When a sweep is due again; the row is written in the transaction of what the sweep did."""

    __tablename__ = "schedules"

    name: Mapped[str] = mapped_column(primary_key=True, info={"class": "operational", "keep": "row"})
    due_at: Mapped[datetime] = operational()
    ran_at: Mapped[datetime | None] = operational()
    """When it last came to its end without a fault."""
    faults: Mapped[int] = operational(default=0)
    """How many times in a row it failed."""
    last_error: Mapped[str] = operational(default="")


class Leadership(Base):
    """Which worker leads. Whoever does not renew in time loses it to the next that asks."""

    __tablename__ = "leaderships"

    name: Mapped[str] = mapped_column(primary_key=True, info={"class": "operational", "keep": "row"})
    holder: Mapped[str] = operational()
    """Machine, process and a random part."""
    since: Mapped[datetime] = operational()
    until: Mapped[datetime] = operational()
