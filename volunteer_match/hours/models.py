"""Entries of hours with the ledger of everything that happened to them, and the links by which partners confirm."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, relationship

from volunteer_match.database import Base, Keep, operational, personal, sensitive
from volunteer_match.database.base import Addressed, Numbered
from volunteer_match.glossary import HoursAct, HoursState
from volunteer_match.matches.models import Match
from volunteer_match.organisations.models import Partner, Site, Team
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile


class HourEntry(Addressed, Base):
    """One piece of work. State and minutes are what the lines of its ledger add up to; only actions write both.

    Site and team are those of the agent on that day, so that totals stay true when somebody moves or leaves.
    """

    __tablename__ = "hour_entries"
    __table_args__ = (
        CheckConstraint("waiting_minutes >= 0 AND confirmed_minutes >= 0", name="minutes"),
        Index("ix_hour_entries_agent_id_day", "agent_id", "day"),
        Index("ix_hour_entries_company_id_day", "company_id", "day"),
        Index("ix_hour_entries_partner_id_state", "partner_id", "state"),
        Index("ix_hour_entries_state_reported_at", "state", "reported_at"),
    )

    company_id: Mapped[int] = operational(ForeignKey("companies.id"))
    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"), keep=Keep.ROW)
    match_id: Mapped[int] = operational(ForeignKey("matches.id"), index=True)
    partner_id: Mapped[int] = operational(ForeignKey("partners.id"))
    site_id: Mapped[int | None] = operational(ForeignKey("sites.id"))
    team_id: Mapped[int | None] = operational(ForeignKey("teams.id"))
    is_attendance: Mapped[bool] = operational()
    """It follows from the attendance of a session, and goes when that is corrected."""
    day: Mapped[date] = operational()
    """In the zone of the agent's site, which also says to which year it belongs."""
    what: Mapped[str] = personal(default="")
    state: Mapped[HoursState] = operational()
    waiting_minutes: Mapped[int] = operational(default=0)
    confirmed_minutes: Mapped[int] = operational(default=0)
    reported_at: Mapped[datetime] = operational()
    changed_at: Mapped[datetime] = operational()
    asked_at: Mapped[datetime | None] = operational()
    reminded_at: Mapped[datetime | None] = operational()

    agent: Mapped[AgentProfile] = relationship()
    match: Mapped[Match] = relationship()
    partner: Mapped[Partner] = relationship()
    site: Mapped[Site | None] = relationship()
    team: Mapped[Team | None] = relationship()
    steps: Mapped[list["HourStep"]] = relationship(back_populates="entry", order_by="HourStep.id")

    @property
    def minutes(self) -> int:
        """What it counts, confirmed or not."""
        return self.waiting_minutes + self.confirmed_minutes


class HourStep(Numbered, Base):
    """A line of the ledger: who did what when, and the minutes that it added. The database refuses to change one."""

    __tablename__ = "hour_steps"
    __table_args__ = (Index("ix_hour_steps_at", "at"),)

    entry_id: Mapped[int] = operational(ForeignKey("hour_entries.id"), index=True)
    at: Mapped[datetime] = operational()
    actor_id: Mapped[int | None] = personal(ForeignKey("accounts.id"), keep=Keep.ROW)
    act: Mapped[HoursAct] = operational()
    state: Mapped[HoursState] = operational()
    waiting_change: Mapped[int] = operational()
    confirmed_change: Mapped[int] = operational()
    note: Mapped[str] = personal(default="")
    entry: Mapped[HourEntry] = relationship(back_populates="steps")
    actor: Mapped[Account | None] = relationship()


class HourLink(Addressed, Base):
    """A link in an e-mail to one member of a partner: these entries, as they were then. It works once."""

    __tablename__ = "hour_links"
    __table_args__ = (Index("ix_hour_links_account_id_created_at", "account_id", "created_at"),)

    account_id: Mapped[int] = personal(ForeignKey("accounts.id"), keep=Keep.MONTH)
    partner_id: Mapped[int] = operational(ForeignKey("partners.id"))
    entries: Mapped[list[Any]] = sensitive(default=list, keep=Keep.MONTH)
    """Pairs of an entry's public id and its minutes."""
    created_at: Mapped[datetime] = operational(keep=Keep.MONTH)
    expires_at: Mapped[datetime] = operational(keep=Keep.MONTH)
    used_at: Mapped[datetime | None] = operational(keep=Keep.MONTH)
    account: Mapped[Account] = relationship()
