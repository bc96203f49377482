"""What was certified, as it stood on that day."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, relationship

from volunteer_match.database import Base, Keep, operational, personal
from volunteer_match.database.base import Addressed
from volunteer_match.glossary import NameShown
from volunteer_match.organisations.models import Company
from volunteer_match.people.models import Account


class Certificate(Addressed, Base):
    """Confirmed hours of one person in a span of days. Nothing but who sees the name, and that it is revoked, changes.

    The row outlives the account, without the name: a certificate on paper can still be checked.
    """

    __tablename__ = "certificates"
    __table_args__ = (
        CheckConstraint("minutes > 0 AND last_day >= first_day", name="span"),
        Index("ix_certificates_agent_id_issued_at", "agent_id", "issued_at"),
        Index("ix_certificates_company_id_issued_at", "company_id", "issued_at"),
    )

    company_id: Mapped[int] = operational(ForeignKey("companies.id"))
    agent_id: Mapped[int] = personal(ForeignKey("accounts.id"), keep=Keep.ROW)
    code: Mapped[str] = operational(unique=True)
    """By which anybody may check it: lower case, without hyphens."""
    first_day: Mapped[date] = operational()
    last_day: Mapped[date] = operational()
    holder_name: Mapped[str] = personal(default="")
    company_name: Mapped[str] = operational()
    language: Mapped[str] = operational()
    minutes: Mapped[int] = operational()
    lines: Mapped[list[Any]] = operational(default=list)
    """[{partner (public id), name, cause, kind, minutes}], the most given first."""
    name_shown: Mapped[NameShown] = operational()
    """How much of the name the check page shows."""
    issued_at: Mapped[datetime] = operational()
    revoked_at: Mapped[datetime | None] = operational()
    revoked_by_id: Mapped[int | None] = operational(ForeignKey("accounts.id"))
    revocation_reason: Mapped[str] = personal(default="")

    company: Mapped[Company] = relationship()
    holder: Mapped[Account] = relationship(foreign_keys=[agent_id])

    @property
    def issued_on(self) -> date:
        """The day, where the company is."""
        return self._day(self.issued_at)

    @property
    def revoked_on(self) -> date | None:
        return self._day(self.revoked_at) if self.revoked_at else None

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(ZoneInfo(self.company.time_zone)).date()
