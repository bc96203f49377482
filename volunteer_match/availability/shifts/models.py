"""What is kept beside the shifts: activities and how they count, imports, clashes, mappings, subscribed calendars."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from volunteer_match.database import Base, Keep, operational, personal, sensitive
from volunteer_match.database.base import Addressed, Numbered
from volunteer_match.matches.models import Match
from volunteer_match.people.models import Account


class ShiftActivity(Numbered, Base):
    """A name that stood in an import of the company, and how it counts: derived from the company's rules.

    Names from people's own calendars are never kept: they may tell of a doctor.
    """

    __tablename__ = "shift_activities"
    __table_args__ = (UniqueConstraint("company_id", "name"),)

    company_id: Mapped[int] = operational(ForeignKey("companies.id"))
    name: Mapped[str] = operational()
    is_work: Mapped[bool] = operational()
    first_met_at: Mapped[datetime] = operational()


class ShiftImport(Addressed, Base):
    """One file or one fetch. `agent_id` None: of the company, by somebody of its staff."""

    __tablename__ = "shift_imports"

    company_id: Mapped[int] = operational(ForeignKey("companies.id"), index=True)
    agent_id: Mapped[int | None] = personal(ForeignKey("agent_profiles.account_id"), index=True, keep=Keep.YEAR)
    by_id: Mapped[int | None] = operational(ForeignKey("accounts.id"))
    source: Mapped[str] = operational()
    """What a later import of the same source replaces."""
    file_name: Mapped[str] = personal(default="", keep=Keep.YEAR)
    state: Mapped[str] = operational()
    """`checked` (a dry run), `running`, `done` or `dropped`."""
    first_day: Mapped[date | None] = operational()
    last_day: Mapped[date | None] = operational()
    findings: Mapped[dict[str, Any]] = operational(default=dict)
    """What was taken for what, and what could not be read: see findings.py."""
    plan: Mapped[bytes | None] = sensitive(LargeBinary, keep=Keep.DAY, deferred=True)
    """The shifts themselves until they are written: see plan.py."""
    agents: Mapped[int] = operational(default=0)
    agents_done: Mapped[int] = operational(default=0)
    agents_changed: Mapped[int] = operational(default=0)
    added: Mapped[int] = operational(default=0)
    removed: Mapped[int] = operational(default=0)
    created_at: Mapped[datetime] = operational()
    finished_at: Mapped[datetime | None] = operational()

    by: Mapped[Account | None] = relationship(foreign_keys=[by_id])


class ShiftClash(Numbered, Base):
    """A match that lay in, or within the rest gap of, a shift when the import was done."""

    __tablename__ = "shift_clashes"
    __table_args__ = (UniqueConstraint("import_id", "match_id"),)

    import_id: Mapped[int] = operational(ForeignKey("shift_imports.id"))
    match_id: Mapped[int] = operational(ForeignKey("matches.id"), index=True)
    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"), index=True, keep=Keep.YEAR)
    starts_at: Mapped[datetime] = sensitive(keep=Keep.YEAR)
    ends_at: Mapped[datetime] = sensitive(keep=Keep.YEAR)
    is_new: Mapped[bool] = operational()
    """Whether it came with this import; the agent is told of new ones only."""
    found_at: Mapped[datetime] = operational()

    match: Mapped[Match] = relationship()


class ShiftMapping(Addressed, Base):
    """How tables of one kind are read, by a name that the company gave it."""

    __tablename__ = "shift_mappings"
    __table_args__ = (UniqueConstraint("company_id", "name"),)

    company_id: Mapped[int] = operational(ForeignKey("companies.id"))
    name: Mapped[str] = operational()
    columns: Mapped[dict[str, Any]] = operational(default=dict)
    """Headings by what they hold: see integrations/shift_tables/columns.py."""
    date_order: Mapped[str] = operational(default="")
    time_zone: Mapped[str] = operational(default="")
    created_at: Mapped[datetime] = operational()


class ShiftCalendar(Addressed, Base):
    """A calendar that an agent subscribed to. Whoever has its address can read it, so it is never shown whole."""

    __tablename__ = "shift_calendars"

    company_id: Mapped[int] = operational(ForeignKey("companies.id"), index=True)
    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"), index=True)
    address: Mapped[str] = sensitive()
    etag: Mapped[str] = operational(default="")
    last_modified: Mapped[str] = operational(default="")
    digest: Mapped[str] = operational(default="")
    """Of what was read last: the same again is not imported again."""
    created_at: Mapped[datetime] = operational()
    due_at: Mapped[datetime] = operational(index=True)
    fetched_at: Mapped[datetime | None] = operational()
    """When it last answered well."""
    read_on: Mapped[date | None] = operational()
    """When its events were last read: weeks from that day on."""
    failed_at: Mapped[datetime | None] = operational()
    failing_since: Mapped[datetime | None] = operational()
    failures: Mapped[int] = operational(default=0)
    fault: Mapped[str] = operational(default="")
    """A code of calendars/rules.py."""

    @property
    def source(self) -> str:
        return f"calendar:{self.public_id}"
