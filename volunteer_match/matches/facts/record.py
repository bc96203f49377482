"""What an agent did before: attended and missed, fading with time, and what they have served well."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState
from volunteer_match.matches.models import Match
from volunteer_match.matching.fit import faded
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.organisations.models import Partner


@dataclass(slots=True)
class Record:
    """`attended` and `missed` are faded; `sessions_attended` and `sessions_missed` are plain counts."""

    attended: float = 0.0
    missed: float = 0.0
    sessions_attended: int = 0
    sessions_missed: int = 0
    served: set[str] = field(default_factory=set)


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
        .where(Match.agent_id.in_(list(agent_ids)), Match.state.in_([MatchState.COMPLETED, MatchState.NO_SHOW]))
    )
    for agent_id, state, ends_at, since, kind, cause, partner in rows:
        record, weight = records[agent_id], faded([ends_at or since], now)
        if state is MatchState.NO_SHOW:
            record.missed += weight
            record.sessions_missed += 1
            continue
        record.attended += weight
        record.sessions_attended += 1
        record.served |= {f"kind:{kind.value}", f"cause:{cause}", f"partner:{partner}"}
    return records
