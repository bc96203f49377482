"""The list of joiners and leavers, without names: each person is a keyed hash, and only totals are ever shown."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from volunteer_match.database import Base, Keep, operational, personal, sensitive
from volunteer_match.database.base import Addressed, Numbered
from volunteer_match.people.models import Account


class EmploymentList(Addressed, Base):
    """One imported list. A newer one replaces it; its people go then, or after a year."""

    __tablename__ = "employment_lists"

    company_id: Mapped[int] = operational(ForeignKey("companies.id"), index=True)
    by_id: Mapped[int | None] = operational(ForeignKey("accounts.id"))
    state: Mapped[str] = operational()
    """`checked` (looked at), `current` or `replaced`."""
    as_of: Mapped[date] = operational()
    """The day on which the list says who was there."""
    columns: Mapped[dict[str, Any]] = operational(default=dict)
    """Headings by what they hold, as the coordinator named them; the next upload begins with them."""
    findings: Mapped[dict[str, Any]] = operational(default=dict)
    """What was taken for what, and which lines were left out: see lists/reading.py."""
    people: Mapped[int] = operational(default=0)
    created_at: Mapped[datetime] = operational()

    by: Mapped[Account | None] = relationship()


class Employment(Numbered, Base):
    """One person of a list. `person` is a keyed hash of their e-mail address or employee number, see keys.py."""

    __tablename__ = "employments"
    __table_args__ = (UniqueConstraint("list_id", "person"),)

    list_id: Mapped[int] = operational(ForeignKey("employment_lists.id"))
    person: Mapped[str] = sensitive(keep=Keep.YEAR)
    site: Mapped[str] = personal(keep=Keep.YEAR)
    role: Mapped[str] = personal(keep=Keep.YEAR)
    joined_on: Mapped[date] = personal(keep=Keep.YEAR)
    left_on: Mapped[date | None] = sensitive(keep=Keep.YEAR)
