"""What an agent did before: attended and missed, fading with time, and what they have served well.

Fading counts whole days, from the UTC day of the event to that of `now`, and is kept in whole millionths. So a record
read twice on one day is the same to the last digit, in whatever order its rows come, and an index that was filled in
the morning agrees with a reading in the evening.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.glossary import Kind, MatchState
from volunteer_match.matches.models import Match
from volunteer_match.matching.fit import faded
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.organisations.models import Partner

MILLION = 1_000_000
_SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=4096)
def fading_millionths(days: int) -> int:
    """How much of an event still counts so many days later, in millionths; what lies ahead counts whole."""
    return round(MILLION * faded([_SOME_DAY - timedelta(days=max(0, days))], _SOME_DAY))


def served_keys(kind: Kind, cause: str | None, partner: str) -> frozenset[str]:
    """The interests that serving such a need speaks for."""
    return frozenset({f"kind:{kind.value}", f"cause:{cause}", f"partner:{partner}"})


COUNTS = (Match.state == MatchState.COMPLETED) | ((Match.state == MatchState.NO_SHOW) & Match.is_excused.is_(False))
"""Matches that a record is made of: an excused absence is none."""


@dataclass(slots=True)
class Record:
    """`attended` and `missed` are faded; `sessions_attended` and `sessions_missed` are plain counts."""

    attended_millionths: int = 0
    missed_millionths: int = 0
    sessions_attended: int = 0
    sessions_missed: int = 0
    served: set[str] = field(default_factory=set)

    @property
    def attended(self) -> float:
        return self.attended_millionths / MILLION

    @property
    def missed(self) -> float:
        return self.missed_millionths / MILLION


def read_records(agent_ids: Iterable[int], now: datetime) -> dict[int, Record]:
    """The record of each agent (by row number); agents without any past have an empty one."""
    records: dict[int, Record] = defaultdict(Record)
    rows = db.session.execute(
        select(
            Match.agent_id,
            Match.state,
            Match.ends_at,
            Match.state_since,
            Opportunity.kind,
            Opportunity.cause,
            Partner.public_id,
        )
        .join(Opportunity, Match.opportunity_id == Opportunity.id)
        .join(Partner, Opportunity.partner_id == Partner.id)
        .where(Match.agent_id.in_(list(agent_ids)), COUNTS)
    )
    for agent_id, state, ends_at, since, kind, cause, partner in rows:
        record, weight = records[agent_id], fading_millionths((now.date() - (ends_at or since).date()).days)
        if state is MatchState.NO_SHOW:
            record.missed_millionths += weight
            record.sessions_missed += 1
            continue
        record.attended_millionths += weight
        record.sessions_attended += 1
        record.served |= served_keys(kind, cause, partner)
    return records
