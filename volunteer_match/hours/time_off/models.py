"""What each site gives, what was asked for, the ledger of both, and what payroll was told."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from volunteer_match.database import Base, Keep, operational, personal
from volunteer_match.database.base import Addressed, Numbered
from volunteer_match.glossary import TimeOffAct, TimeOffState
from volunteer_match.matches.models import Match
from volunteer_match.organisations.models import Site
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile


class TimeOffTerms(Numbered, Base):
    """What a site gives a year from `first_year` on, until a newer row; a year is named after the one it begins in.

    All in minutes. `automatic_minutes` 0: every request waits for a coordinator.
    """

    __tablename__ = "time_off_terms"
    __table_args__ = (
        UniqueConstraint("site_id", "first_year"),
        CheckConstraint("first_month BETWEEN 1 AND 12", name="month"),
        CheckConstraint("yearly_minutes >= 0 AND carried_minutes >= 0 AND automatic_minutes >= 0", name="minutes"),
    )

    company_id: Mapped[int] = operational(ForeignKey("companies.id"))
    site_id: Mapped[int] = operational(ForeignKey("sites.id"))
    first_year: Mapped[int] = operational()
    first_month: Mapped[int] = operational(default=1)
    yearly_minutes: Mapped[int] = operational()
    carried_minutes: Mapped[int] = operational(default=0)
    """At most so much of what is left goes into the next year."""
    automatic_minutes: Mapped[int] = operational(default=0)
    """A request of at most so long is approved by itself."""


class TimeOffRequest(Addressed, Base):
    """A span of working time that somebody asks to give. State and minutes are what its ledger adds up to."""

    __tablename__ = "time_off_requests"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="order"),
        CheckConstraint("minutes >= 0", name="minutes"),
        Index("ix_time_off_requests_agent_id_starts_at", "agent_id", "starts_at"),
        Index("ix_time_off_requests_company_id_state", "company_id", "state"),
        Index("ix_time_off_requests_company_id_day", "company_id", "day"),
        Index("ix_time_off_requests_state_ends_at", "state", "ends_at"),
    )

    company_id: Mapped[int] = operational(ForeignKey("companies.id"))
    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"), keep=Keep.ROW)
    site_id: Mapped[int | None] = operational(ForeignKey("sites.id"))
    match_id: Mapped[int | None] = operational(ForeignKey("matches.id"))
    starts_at: Mapped[datetime] = operational()
    ends_at: Mapped[datetime] = operational()
    day: Mapped[date] = operational()
    """The date on which it begins in the zone of the site, which also says to which year it belongs."""
    minutes: Mapped[int] = operational()
    """What it takes off the allowance once it is approved."""
    note: Mapped[str] = personal(default="")
    is_at_work: Mapped[bool | None] = personal()
    """Whether it lies within a shift that is known; None where no shifts are."""
    state: Mapped[TimeOffState] = operational()
    created_at: Mapped[datetime] = operational()
    changed_at: Mapped[datetime] = operational()

    agent: Mapped[AgentProfile] = relationship()
    site: Mapped[Site | None] = relationship()
    match: Mapped[Match | None] = relationship()
    steps: Mapped[list["TimeOffStep"]] = relationship(order_by="TimeOffStep.id")


class TimeOffStep(Numbered, Base):
    """A line of the ledger: of a request, or (without one) what a coordinator added to somebody's allowance.

    The database refuses to change one.
    """

    __tablename__ = "time_off_steps"
    __table_args__ = (Index("ix_time_off_steps_agent_id_day", "agent_id", "day"),)

    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"), keep=Keep.ROW)
    request_id: Mapped[int | None] = operational(ForeignKey("time_off_requests.id"), index=True)
    at: Mapped[datetime] = operational()
    day: Mapped[date] = operational()
    """The day whose year it counts in."""
    actor_id: Mapped[int | None] = personal(ForeignKey("accounts.id"), keep=Keep.ROW)
    act: Mapped[TimeOffAct] = operational()
    granted_change: Mapped[int] = operational(default=0)
    approved_change: Mapped[int] = operational(default=0)
    taken_change: Mapped[int] = operational(default=0)
    note: Mapped[str] = personal(default="")
    actor: Mapped[Account | None] = relationship(foreign_keys=[actor_id])


class PayrollExport(Addressed, Base):
    """One file for payroll: whose, which days, when and by whom."""

    __tablename__ = "payroll_exports"
    __table_args__ = (Index("ix_payroll_exports_company_id_made_at", "company_id", "made_at"),)

    company_id: Mapped[int] = operational(ForeignKey("companies.id"))
    first_day: Mapped[date] = operational()
    last_day: Mapped[date] = operational()
    made_at: Mapped[datetime] = operational()
    made_by_id: Mapped[int | None] = operational(ForeignKey("accounts.id"))
    lines: Mapped[list["PayrollLine"]] = relationship(order_by="PayrollLine.request_id")
    made_by: Mapped[Account | None] = relationship()


class PayrollLine(Base):
    """What the file said of one request, in minutes; the next file of the same days is compared with it."""

    __tablename__ = "payroll_lines"

    export_id: Mapped[int] = operational(ForeignKey("payroll_exports.id"), primary_key=True)
    request_id: Mapped[int] = operational(ForeignKey("time_off_requests.id"), primary_key=True)
    minutes: Mapped[int] = operational()
    request: Mapped[TimeOffRequest] = relationship()
