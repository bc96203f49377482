"""How many questions a partner has asked the supply meter on a day, and what the last one was answered."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped

from volunteer_match.database import Base, Keep, operational


class SupplyQuestions(Base):
    """One row a partner and day (in UTC). The same question asked again is not counted."""

    __tablename__ = "supply_questions"

    partner_id: Mapped[int] = operational(ForeignKey("partners.id"), primary_key=True, keep=Keep.MONTH)
    day: Mapped[date] = operational(primary_key=True, keep=Keep.MONTH)
    asked: Mapped[int] = operational(default=0, keep=Keep.MONTH)
    last_question: Mapped[str] = operational(default="", keep=Keep.MONTH)
    """A digest: what was asked, and of which snapshot."""
    last_answer: Mapped[dict[str, Any]] = operational(default=dict, keep=Keep.MONTH)
    """Round figures only."""
