"""Four volunteers, six needs, and how one request is made and undone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant
from sqlalchemy import select

from tests.matches.acts import Acts
from tests.matches.life.checks import Ledger
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import Move
from volunteer_match.matches.actions import move_match
from volunteer_match.matches.claiming import claim, join_waitlist
from volunteer_match.matches.models import Match
from volunteer_match.matches.moves import rules_for
from volunteer_match.opportunities.models import Opportunity, OpportunitySession, SessionSeries
from volunteer_match.refusals import Refused

AGENTS = ("agent", "colleague", "coordinator", "third")
NEEDS = {
    "first": {"places": 1},
    "same_hour": {"places": 2},
    "half_past": {"places": 1},
    "soon": {"places": 1, "starts_in": timedelta(hours=5)},
    "flexible": {"places": 1, "flexible": True},
    "weekly": {"places": 1, "sessions": 2},
}
"""`weekly` is a series, of which the first meets `first`, `same_hour` and `half_past`."""
HALF, TICK = timedelta(minutes=30), timedelta(milliseconds=1)
agents, needs = st.sampled_from(AGENTS), st.sampled_from(["first", "weekly", *NEEDS])
sessions = st.sampled_from([("first", 0), ("weekly", 1), *[(name, 0) for name in NEEDS], ("first", 0), ("weekly", 1)])
hours = st.integers(0, 23)
matches = st.integers(0, 99)
"""One of the matches that there are, by `Stage.find`."""
Act = Callable[[Match], object]


class Stage(RuleBasedStateMachine):
    """Each example is one transaction, undone at its end; each request in it is kept or undone as a whole."""

    acts: ClassVar[Acts]
    midnight: ClassVar[datetime]
    """The next one in UTC."""

    @initialize(
        opening=st.lists(st.tuples(agents, sessions), min_size=2, max_size=7), approved=st.integers(0, 4), hour=hours
    )
    def begin(self, opening: list[tuple[str, tuple[str, int]]], approved: int, hour: int) -> None:
        """Some have come, and the first of them are approved and know it. The hour is not that of the clock here, so
        that what was found is found again: nights matter.
        """
        begin_write(db.session)
        self.now, self.ledger = self.midnight + timedelta(hours=hour), Ledger()
        self.acts.world.at(self.now)
        for name, columns in NEEDS.items():
            self.acts.world.add_opportunity(name, **columns)  # type: ignore[arg-type]
        weekly, half_past = self.acts.need("weekly"), self.session(("half_past", 0))
        series = SessionSeries(opportunity_id=weekly.id, created_at=self.now)
        for session in weekly.sessions:
            session.series = series
        for name in ("local_start", "starts_at", "ends_at"):
            setattr(half_past, name, getattr(half_past, name) + HALF)
        db.session.flush()
        for agent, which in opening:
            self.come(agent, which, is_whole=False)
        for match in db.session.scalars(select(Match).order_by(Match.id).limit(approved)).all():
            self.attempt(lambda match=match: move_match(match, Move.APPROVE, self.acts.account("admin"), self.now))  # type: ignore[misc]
            self.ledger.check(self.now)
        self.now += timedelta(minutes=1)
        self.ledger.calendars.deliver(self.now)

    def come(self, agent: str, which: tuple[str, int], *, is_whole: bool) -> None:
        """Claims, or waits where there is no place."""
        row = self.session(which)
        ids = self.acts.session_ids(which[0]) if is_whole else [row.public_id]
        for act in (claim, join_waitlist):
            if self.attempt(lambda act=act: act(self.acts.account(agent), row.opportunity, ids, "", self.now)):  # type: ignore[misc]
                break

    def teardown(self) -> None:
        db.session.rollback()

    @invariant()
    def all_is_true(self) -> None:
        self.ledger.check(self.now)

    def session(self, which: tuple[str, int]) -> OpportunitySession:
        name, index = which
        need: Opportunity = self.acts.need(name)
        return sorted(need.sessions, key=lambda session: session.id)[index]

    def attempt(self, act: Callable[[], object]) -> bool:
        """One request: kept, or undone when it is refused. Whether it was kept. No two are made at one instant."""
        self.now += TICK
        try:
            with db.session.begin_nested():
                act()
                db.session.flush()
        except Refused:
            db.session.expire_all()
            return False
        return True

    def find(self, at: int, move: Move | None = None, *, is_asked: bool = False) -> Match | None:
        """Some match, once there is any; for `move` mostly one that is in a state to be moved so."""
        found = list(db.session.scalars(select(Match).order_by(Match.id)))
        if move is not None and at % 5:
            fitting = [one for one in found if rules_for(move, one.state)]
            fitting = [one for one in fitting if one.confirm_by is not None] if is_asked else fitting
            found = fitting or found
        return found[at // 5 % len(found)] if found else None

    def with_match(self, at: int, move: Move | None, act: Act, *, is_asked: bool = False) -> None:
        match = self.find(at, move, is_asked=is_asked)
        if match is not None:
            self.attempt(lambda: act(match))
