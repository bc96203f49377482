"""Challenges, who takes part, and what they did, with the ledger of everything that happened to each entry.

All totals are whole numbers, so that sums are exact: grams of CO2e, watt-hours, millilitres, trees, actions. The lines
of an entry add up to its total, and the entries of a participation to the person's; only actions write them.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from volunteer_match.challenges.dates import Phase, phase_of
from volunteer_match.challenges.totals import Totals
from volunteer_match.database import Base, Keep, operational, personal
from volunteer_match.database.base import Addressed, Numbered, new_public_id
from volunteer_match.glossary import ChallengeForm, ChallengeState, EntryAct, EntryState, Measure
from volunteer_match.organisations.models import Site, Team
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile

_COUNT = {"class": "operational", "keep": Keep.ROW.value}


class WithTotals:
    """What has been reached, in whole units. Zero is nothing that counts."""

    grams: Mapped[int] = mapped_column(BigInteger, default=0, info=_COUNT)
    watt_hours: Mapped[int] = mapped_column(BigInteger, default=0, info=_COUNT)
    millilitres: Mapped[int] = mapped_column(BigInteger, default=0, info=_COUNT)
    trees: Mapped[int] = mapped_column(BigInteger, default=0, info=_COUNT)
    actions: Mapped[int] = mapped_column(BigInteger, default=0, info=_COUNT)

    @property
    def totals(self) -> Totals:
        return Totals(self.grams, self.watt_hours, self.millilitres, self.trees, self.actions)

    def add(self, change: Totals) -> None:
        for name, value in change._asdict().items():
            setattr(self, name, getattr(self, name) + value)


class Challenge(Addressed, Base):
    """A dated challenge of one company. It begins with `starts_on` and ends with `ends_on`, in `time_zone`."""

    __tablename__ = "challenges"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="order"),
        CheckConstraint("goal > 0", name="goal"),
        Index("ix_challenges_company_id_state", "company_id", "state"),
        Index("ix_challenges_state_ends_on", "state", "ends_on"),
    )

    company_id: Mapped[int] = operational(ForeignKey("companies.id"))
    template: Mapped[str] = operational()
    """The code of the template it was made from; empty where it was made from nothing."""
    title: Mapped[str] = operational()
    description: Mapped[str] = operational(default="")
    form: Mapped[ChallengeForm] = operational()
    measure: Mapped[Measure] = operational()
    goal: Mapped[int | None] = operational(BigInteger)
    """In the measure's unit; None where there is none."""
    time_zone: Mapped[str] = operational()
    starts_on: Mapped[date] = operational()
    ends_on: Mapped[date] = operational()
    state: Mapped[ChallengeState] = operational(default=ChallengeState.DRAFT)
    created_by_id: Mapped[int | None] = operational(ForeignKey("accounts.id"))
    created_at: Mapped[datetime] = operational()
    closed_at: Mapped[datetime | None] = operational()
    told_id: Mapped[int | None] = operational(BigInteger)
    """The last participation whose person was told that it ended; None until it has."""

    actions: Mapped[list["ChallengeAction"]] = relationship(
        back_populates="challenge", cascade="all, delete-orphan", order_by="ChallengeAction.id"
    )

    def phase_at(self, now: datetime) -> Phase:
        return phase_of(self.state, self.time_zone, self.starts_on, self.ends_on, now)


class ChallengeAction(Numbered, Base):
    """An action of the catalogue that can be logged in a challenge."""

    __tablename__ = "challenge_actions"
    __table_args__ = (
        UniqueConstraint("challenge_id", "action"),
        CheckConstraint("daily_ceiling > 0", name="daily_ceiling"),
    )

    challenge_id: Mapped[int] = operational(ForeignKey("challenges.id"))
    action: Mapped[str] = operational()
    daily_ceiling: Mapped[int] = operational(BigInteger)
    """The most that one person can log for one day, in thousandths of the action's unit."""
    asks_evidence: Mapped[bool] = operational()
    challenge: Mapped[Challenge] = relationship(back_populates="actions")


class Participation(WithTotals, Addressed, Base):
    """One person in one challenge, with what they have reached in it. Who left may come back to the same row."""

    __tablename__ = "participations"
    __table_args__ = (UniqueConstraint("challenge_id", "agent_id"),)

    challenge_id: Mapped[int] = operational(ForeignKey("challenges.id"))
    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"), keep=Keep.ROW, index=True)
    site_id: Mapped[int | None] = operational(ForeignKey("sites.id"))
    team_id: Mapped[int | None] = operational(ForeignKey("teams.id"))
    joined_at: Mapped[datetime] = operational()
    left_at: Mapped[datetime | None] = operational()

    challenge: Mapped[Challenge] = relationship()
    agent: Mapped[AgentProfile] = relationship()
    site: Mapped[Site | None] = relationship()
    team: Mapped[Team | None] = relationship()


class Entry(WithTotals, Addressed, Base):
    """Something that a person did on a day. Its totals are what counts of it now: nothing unless it is counted."""

    __tablename__ = "challenge_entries"
    __table_args__ = (
        UniqueConstraint("participation_id", "token"),
        CheckConstraint("amount >= 0", name="amount"),
        Index("ix_challenge_entries_participation_id_action_day", "participation_id", "action", "day"),
        Index("ix_challenge_entries_challenge_id_state", "challenge_id", "state"),
        Index("ix_challenge_entries_agent_id_day", "agent_id", "day"),
        Index("ix_challenge_entries_company_id_day", "company_id", "day"),
    )

    company_id: Mapped[int] = operational(ForeignKey("companies.id"))
    challenge_id: Mapped[int] = operational(ForeignKey("challenges.id"))
    participation_id: Mapped[int] = operational(ForeignKey("participations.id"))
    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"), keep=Keep.ROW)
    site_id: Mapped[int | None] = operational(ForeignKey("sites.id"))
    team_id: Mapped[int | None] = operational(ForeignKey("teams.id"))
    action: Mapped[str] = operational()
    day: Mapped[date] = operational()
    """In the agent's own zone."""
    state: Mapped[EntryState] = operational()
    amount: Mapped[int] = operational(BigInteger)
    """How much, in thousandths of the action's unit; what was refused or taken back keeps it."""
    token: Mapped[str] = operational(default=new_public_id)
    """Of the form it was logged with: one form makes one entry, however often it is sent."""
    created_at: Mapped[datetime] = operational()
    changed_at: Mapped[datetime] = operational()

    challenge: Mapped[Challenge] = relationship()
    participation: Mapped[Participation] = relationship()
    agent: Mapped[AgentProfile] = relationship()
    steps: Mapped[list["EntryStep"]] = relationship(back_populates="entry", order_by="EntryStep.id")


class EntryStep(Numbered, Base):
    """A line of the ledger: who did what when, and what that added. The database refuses to change one."""

    __tablename__ = "challenge_entry_steps"

    entry_id: Mapped[int] = operational(ForeignKey("challenge_entries.id"), index=True)
    at: Mapped[datetime] = operational()
    actor_id: Mapped[int | None] = personal(ForeignKey("accounts.id"), keep=Keep.ROW)
    act: Mapped[EntryAct] = operational()
    state: Mapped[EntryState] = operational()
    inputs: Mapped[dict[str, Any] | None] = personal()
    """What the person typed, by the name of the field; None where the act takes nothing in, or once they are gone."""
    factor_version: Mapped[str | None] = operational()
    working: Mapped[dict[str, Any] | None] = operational()
    """How it was worked out, in codes, with every factor; set together with `inputs`."""
    grams_change: Mapped[int] = operational(BigInteger)
    watt_hours_change: Mapped[int] = operational(BigInteger)
    millilitres_change: Mapped[int] = operational(BigInteger)
    trees_change: Mapped[int] = operational(BigInteger)
    actions_change: Mapped[int] = operational(BigInteger)
    note: Mapped[str] = personal(default="")

    @property
    def change(self) -> Totals:
        return Totals(
            self.grams_change,
            self.watt_hours_change,
            self.millilitres_change,
            self.trees_change,
            self.actions_change,
        )

    entry: Mapped[Entry] = relationship(back_populates="steps")
    actor: Mapped[Account | None] = relationship()
