"""Where a team or the coordinators of a company are told."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, relationship

from volunteer_match.database import Base, Keep, operational, sensitive
from volunteer_match.database.base import Addressed
from volunteer_match.organisations.models import Company, Team


class Webhook(Addressed, Base):
    """An incoming webhook. Whoever knows its address can write into the chat: it is never shown again, nor logged."""

    __tablename__ = "webhooks"

    company_id: Mapped[int] = operational(ForeignKey("companies.id"), index=True)
    team_id: Mapped[int | None] = operational(ForeignKey("teams.id"))
    """None: it is the coordinators'."""
    name: Mapped[str] = operational()
    flavour: Mapped[str] = operational()
    address: Mapped[str] = sensitive(keep=Keep.ROW)
    topics: Mapped[list[Any]] = operational(default=list)
    locale: Mapped[str] = operational(default="en")
    created_at: Mapped[datetime] = operational()
    removed_at: Mapped[datetime | None] = operational(keep=Keep.DAY)
    """Deleted a day later; until then it can be taken back."""
    answered_at: Mapped[datetime | None] = operational()
    """When it was last asked to take a message, whatever came of it."""
    answer: Mapped[str] = operational(default="")
    """What came of that: "HTTP 200", or the name of an OutsideRefusal."""
    company: Mapped[Company] = relationship()
    team: Mapped[Team | None] = relationship()
