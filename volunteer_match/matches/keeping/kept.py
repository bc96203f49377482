"""One index with what is needed to keep it true: built from the database, then brought from change to change."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState
from volunteer_match.matches.keeping.bulk import read_table
from volunteer_match.matches.keeping.due import Due, moments_of, moments_of_needs
from volunteer_match.matches.keeping.log import Changes, Place, place_now
from volunteer_match.matches.keeping.needs import open_ids, put_needs, renew_needs
from volunteer_match.matches.keeping.past import fade, read_records
from volunteer_match.matches.keeping.unusual import facts_of, unusual_ids
from volunteer_match.matches.models import Match
from volunteer_match.matching.index import Index
from volunteer_match.organisations.models import Company
from volunteer_match.people.profile.models import AgentProfile

LEAST_WORTH = 200
WORTH_REPLAYING = 0.05
"""Of all agents: more changes than that are dearer to replay than to build anew."""


@dataclass
class Kept:
    """`place` is how far the log is applied, `day` the UTC day that records are faded to."""

    index: Index
    place: Place
    day: date
    due: Due
    due_needs: Due
    rest_gaps: dict[int, int]
    built_at: datetime
    build_seconds: float = 0.0
    changed: set[int] = field(default_factory=set)
    """Agents whose facts are to be read again."""
    changed_needs: set[int] = field(default_factory=set)
    """Opportunities likewise."""

    @property
    def to_read(self) -> int:
        """How many agents and opportunities are to be read again."""
        return len(self.changed) + len(self.changed_needs)

    @property
    def worth(self) -> int:
        """How many changes are worth replaying."""
        return max(LEAST_WORTH, int(WORTH_REPLAYING * len(self.index.agents.everybody)))

    def take(self, changes: Changes, now: datetime) -> None:
        """Notes whom the changes concern. Nothing is applied yet."""
        ids: dict[str, list[int]] = {"agent": [], "opportunity": [], "company": []}
        for subject, key in changes.subjects:
            ids[subject].append(key)
        self.changed |= {*ids["agent"], *self._served(ids["opportunity"]), *self._rest_changed(ids["company"])}
        self.changed |= self.due.pop(now)
        self.changed_needs |= {*ids["opportunity"], *self.due_needs.pop(now)}
        self.place = changes.place

    def _served(self, opportunity_ids: Sequence[int]) -> Iterable[int]:
        """What somebody has served well is the kind and cause of the need as they are now."""
        if not opportunity_ids:
            return []
        return db.session.scalars(
            select(Match.agent_id).where(Match.opportunity_id.in_(opportunity_ids), Match.state == MatchState.COMPLETED)
        )

    def _rest_changed(self, company_ids: Sequence[int]) -> Iterable[int]:
        """A company's rest gap is a fact of each of its agents; its other settings are read for every ranking."""
        if not company_ids:
            return []
        old, self.rest_gaps = self.rest_gaps, _rest_gaps()
        moved = [key for key in company_ids if old.get(key) != self.rest_gaps.get(key)]
        return db.session.scalars(select(AgentProfile.account_id).where(AgentProfile.company_id.in_(moved)))

    def apply(self, now: datetime) -> None:
        """Reads those who changed, each once, and fades records to the day of `now`."""
        if self.changed:
            ids = sorted(self.changed)
            _put(self.index, ids, now)
            self.due.add(moments_of(ids, now))
            self.changed.clear()
        if self.changed_needs:
            needs = sorted(self.changed_needs)
            renew_needs(self.index, needs, now)
            self.due_needs.add(moments_of_needs(needs, now))
            self.changed_needs.clear()
        if self.day != now.date():
            fade(self.index, read_records(now))
            self.day = now.date()


def _rest_gaps() -> dict[int, int]:
    return dict(db.session.execute(select(Company.id, Company.rest_gap_minutes)).all())


def _put(index: Index, agent_ids: Sequence[int], now: datetime) -> None:
    for agent_id, facts in facts_of(agent_ids, now):
        if facts is None:
            index.drop_agent(agent_id)
        else:
            index.put_agent(agent_id, facts)


def build_kept(now: datetime) -> Kept:
    """Reads everybody, in one snapshot of the database. Called in an application context of its own."""
    start = time.perf_counter()
    db.session.rollback()
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    place = place_now(now)  # first: whatever is seen twice is only read twice
    due, due_needs = Due(moments_of(None, now)), Due(moments_of_needs(None, now))
    kept = Kept(Index(), place, now.date(), due, due_needs, _rest_gaps(), now)
    kept.index.build(read_table(now))
    _put(kept.index, unusual_ids(now), now)
    put_needs(kept.index, open_ids(now), now)
    db.session.rollback()
    return replace(kept, build_seconds=time.perf_counter() - start)
