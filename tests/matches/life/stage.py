"""Four volunteers, six needs, and how one request is made and undone."""

from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant
from sqlalchemy import select

from tests.matches.acts import Acts
from tests.matches.life.checks import Ledger
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.matches.models import Match
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
HALF = timedelta(minutes=30)
agents, needs = st.sampled_from(AGENTS), st.sampled_from(["first", *NEEDS])
sessions = st.sampled_from([*[(name, 0) for name in NEEDS], ("first", 0), ("weekly", 1)])
matches = st.integers(0, 23)
"""One of the matches that there are."""
Act = Callable[[Match], object]


class Stage(RuleBasedStateMachine):
    """Each example is one transaction, undone at its end; each request in it is kept or undone as a whole."""

    acts: ClassVar[Acts]

    @initialize()
    def begin(self) -> None:
        begin_write(db.session)
        self.now, self.ledger = self.acts.world.now, Ledger()
        for name, columns in NEEDS.items():
            self.acts.world.add_opportunity(name, **columns)  # type: ignore[arg-type]
        weekly, half_past = self.acts.need("weekly"), self.session(("half_past", 0))
        series = SessionSeries(opportunity_id=weekly.id, created_at=self.now)
        for session in weekly.sessions:
            session.series = series
        for name in ("local_start", "starts_at", "ends_at"):
            setattr(half_past, name, getattr(half_past, name) + HALF)
        db.session.flush()

    def teardown(self) -> None:
        db.session.rollback()

    @invariant()
    def all_is_true(self) -> None:
        self.ledger.check(self.now)

    def session(self, which: tuple[str, int]) -> OpportunitySession:
        name, index = which
        need: Opportunity = self.acts.need(name)
        return sorted(need.sessions, key=lambda session: session.id)[index]

    def attempt(self, act: Callable[[], object]) -> None:
        """One request: kept, or undone when it is refused."""
        try:
            with db.session.begin_nested():
                act()
                db.session.flush()
        except Refused:
            db.session.expire_all()

    def find(self, at: int) -> Match | None:
        """Some match, once there is any."""
        found = list(db.session.scalars(select(Match).order_by(Match.id)))
        return found[at % len(found)] if found else None

    def with_match(self, at: int, act: Act) -> None:
        match = self.find(at)
        if match is not None:
            self.attempt(lambda: act(match))
