"""Small sentences for tests of matches: who claims what, and what the database then says."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.world import World
from volunteer_match.availability.models import AvailabilityWindow
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import KEEPS_PLACE, MatchState, Role
from volunteer_match.matches import actions
from volunteer_match.matches.models import Claim, Match
from volunteer_match.matches.rules import MatchRefusal
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.opportunities.sessions.changing import Edit, cancel_sessions, change_sessions
from volunteer_match.opportunities.sessions.series import Plan
from volunteer_match.opportunities.times import Occasion
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused


@contextmanager
def transaction() -> Iterator[None]:
    """Writes and keeps, or undoes when something is raised: as a request does."""
    begin_write(db.session)
    try:
        yield
    except BaseException:
        db.session.rollback()
        raise
    db.session.commit()


@dataclass
class Acts:
    """Acts on the world's people by name; every act is one transaction."""

    world: World

    def account(self, name: str) -> Account:
        return self.world.account(name)

    def need(self, name: str = "fractions") -> Opportunity:
        return db.session.execute(select(Opportunity).where(Opportunity.public_id == self.world.ids[name])).scalar_one()

    def session_ids(self, name: str = "fractions") -> list[str]:
        return [session.public_id for session in self.need(name).sessions]

    def add_need(self, name: str = "fractions", **columns: object) -> None:
        with transaction():
            self.world.add_opportunity(name, **columns)  # type: ignore[arg-type]

    def add_volunteer(self, name: str) -> None:
        with transaction():
            self.world.add_account(name, Role.AGENT, company="northwind")
            self.world.add_profile(name)

    def busy(self, name: str) -> None:
        """From now on `name` has no free hour at all."""
        with transaction():
            for window in db.session.scalars(
                select(AvailabilityWindow).where(AvailabilityWindow.agent_id == self.world.accounts[name])
            ):
                db.session.delete(window)

    def free(self, name: str) -> None:
        with transaction():
            agent_id = self.world.accounts[name]
            db.session.add_all(
                [AvailabilityWindow(agent_id=agent_id, day=day, start_minute=0, end_minute=1440) for day in range(7)]
            )

    def claim(
        self,
        name: str = "agent",
        need: str = "fractions",
        *,
        sessions: list[str] | None = None,
        later: timedelta = timedelta(),
        take_free_only: bool = False,
    ) -> str:
        with transaction():
            ids = self.session_ids(need) if sessions is None else sessions
            made = actions.claim(
                self.account(name), self.need(need), ids, "", self.world.now + later, take_free_only=take_free_only
            )
            return made.public_id

    def wait(self, name: str, need: str = "fractions", later: timedelta = timedelta()) -> None:
        with transaction():
            actions.join_waitlist(
                self.account(name), self.need(need), self.session_ids(need), "", self.world.now + later
            )

    def the_claim(self, public_id: str) -> Claim:
        return db.session.execute(select(Claim).where(Claim.public_id == public_id)).scalar_one()

    def match(self, name: str = "agent", need: str = "fractions") -> Match:
        return db.session.execute(
            select(Match)
            .join(Opportunity, Match.opportunity_id == Opportunity.id)
            .where(Match.agent_id == self.world.accounts[name], Opportunity.public_id == self.world.ids[need])
            .order_by(Match.starts_at)
            .limit(1)
        ).scalar_one()

    def state(self, name: str = "agent", need: str = "fractions") -> MatchState:
        return self.match(name, need).state

    def taken(self, need: str = "fractions") -> list[int]:
        return [session.taken for session in self.need(need).sessions]


def change_session(session: OpportunitySession, planned: Occasion, places: int, actor: Account, now: datetime) -> None:
    """Moves this one alone."""
    plan = Plan(planned.local_start, planned.time_zone, planned.minutes, places)
    change_sessions([Edit(session, plan)], actor, now)


def cancel_session(session: OpportunitySession, actor: Account, now: datetime, reason: str) -> None:
    cancel_sessions([session], actor, now, reason)


def refused(act: object) -> MatchRefusal:
    """The refusal that calling `act` raises."""
    assert callable(act)
    with pytest.raises(Refused) as caught:
        act()
    refusal = caught.value.refusal
    assert isinstance(refusal, MatchRefusal)
    return refusal


def places_are_true() -> bool:
    """Every session has exactly as many places taken as there are matches that keep one."""
    counted: dict[int, int] = dict(
        db.session.execute(
            select(Match.session_id, func.count()).where(Match.state.in_(KEEPS_PLACE)).group_by(Match.session_id)
        ).all()  # type: ignore[arg-type]
    )
    sessions = db.session.scalars(select(OpportunitySession)).all()
    return all(
        session.taken == counted.get(session.id, 0) and 0 <= session.taken <= session.places for session in sessions
    )
