"""Small sentences for tests of hours: who did what, and what the ledger then says."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from tests.matches.acts import Acts, transaction
from volunteer_match.extensions import db
from volunteer_match.glossary import Move
from volunteer_match.hours import actions
from volunteer_match.hours.balance import Balance
from volunteer_match.hours.days import day_in
from volunteer_match.hours.entries import Work
from volunteer_match.hours.models import HourEntry, HourStep
from volunteer_match.hours.reporting.actions import report
from volunteer_match.hours.time_off.models import TimeOffRequest
from volunteer_match.matches import actions as matches
from volunteer_match.notifications.models import InboxNotice

ZONE = "UTC"
"""Of the company: the world's agents have no site of their own."""


class Deeds(Acts):
    """What people do with hours; every deed is one transaction."""

    @property
    def later(self) -> datetime:
        """After the session of a scheduled need."""
        return self.world.now + timedelta(days=4)

    def approved(self, need: str = "fractions", *, flexible: bool = False, name: str = "agent", **columns: Any) -> None:
        if need not in self.world.ids:
            self.add_need(need, flexible=flexible, places=5, **columns)
        claim_id = self.claim(name, need)
        with transaction():
            matches.approve_claim(self.the_claim(claim_id), self.account("coordinator"), self.world.now)

    def attend(self, need: str = "fractions", *, by: str = "partner", name: str = "agent") -> HourEntry:
        """The session is over, and somebody says that they came."""
        self.approved(need, name=name)
        with transaction():
            matches.move_match(self.match(name, need), Move.COMPLETE, self.account(by), self.later)
        return self.entry(name)

    def write_down(
        self, minutes: int = 60, *, need: str = "papers", name: str = "agent", days: int = 0, at: datetime | None = None
    ) -> HourEntry:
        """The agent writes down flexible work, `days` after the day of acceptance."""
        if need not in self.world.ids:
            self.approved(need, flexible=True, name=name, minutes=120, starts_in=timedelta(days=60))
        at = at or self.later
        work = Work(day_in(ZONE, self.world.now) + timedelta(days=days), minutes, "Read two papers")
        with transaction():
            return report(self.match(name, need), work, self.account(name), at)

    def do(
        self, act: Any, entry: HourEntry | TimeOffRequest, *values: Any, by: str, at: datetime | None = None
    ) -> None:
        with transaction():
            act(entry, *values, self.account(by), at or self.later)

    def confirm(self, *entries: HourEntry, by: str = "partner", at: datetime | None = None) -> int:
        with transaction():
            seen = [(entry, entry.minutes) for entry in entries]
            return len(actions.confirm(seen, self.account(by), at or self.later))

    def entry(self, name: str = "agent") -> HourEntry:
        """The newest of this person."""
        newest = select(HourEntry).where(HourEntry.agent_id == self.world.accounts[name])
        return db.session.scalars(newest.order_by(HourEntry.id.desc())).first()  # type: ignore[return-value]

    def shown(self) -> Balance:
        return Balance(*self._sums(HourEntry.waiting_minutes, HourEntry.confirmed_minutes))

    def ledger(self) -> Balance:
        return Balance(*self._sums(HourStep.waiting_change, HourStep.confirmed_change))

    @staticmethod
    def _sums(*columns: Any) -> tuple[int, ...]:
        row = db.session.execute(select(*(func.coalesce(func.sum(column), 0) for column in columns))).one()
        return tuple(int(value) for value in row)

    def told(self, name: str) -> list[str]:
        """Kinds of notices about hours, in order."""
        kinds = select(InboxNotice.kind).where(InboxNotice.account_id == self.world.accounts[name])
        return [
            kind for kind in db.session.scalars(kinds.order_by(InboxNotice.id)) if kind.startswith(("hours", "time-"))
        ]
