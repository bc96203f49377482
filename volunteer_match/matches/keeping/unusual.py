"""Who has something that no table of the bulk has: they are read one by one, as exactly as anybody can be."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import or_, select

from volunteer_match.availability.models import AvailabilityException
from volunteer_match.extensions import db
from volunteer_match.glossary import FINAL_RETURN_REASONS, HOLDS_PLACE, MatchState
from volunteer_match.hours.time_off.models import TimeOffRequest
from volunteer_match.matches.facts.agents import WEEK, agent_facts
from volunteer_match.matches.facts.time_off import is_given
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matching.facts import AgentFacts
from volunteer_match.people.profile.models import Block

AT_ONCE = 500


def unusual_ids(now: datetime) -> list[int]:
    """Agents with dated exceptions or time off, matches that take hours, blocks, or a final return. Rather too many."""
    holds = Match.state.in_([*HOLDS_PLACE, MatchState.COMPLETED])
    lately = or_(Match.ends_at > now - WEEK, Match.state == MatchState.PENDING)
    finally_returned = (
        select(Match.agent_id)
        .join(MatchEvent, MatchEvent.match_id == Match.id)
        .where(Match.state == MatchState.RETURNED, MatchEvent.reason.in_(FINAL_RETURN_REASONS))
    )
    found = (
        select(Match.agent_id)
        .where(holds, lately)
        .union(
            finally_returned,
            select(AvailabilityException.agent_id).where(AvailabilityException.day >= (now - WEEK).date()),
            select(TimeOffRequest.agent_id).where(is_given(now - WEEK)),
            select(Block.agent_id).where(Block.lifted_at.is_(None)),
        )
    )
    return sorted(db.session.scalars(found))


def facts_of(agent_ids: Sequence[int], now: datetime) -> Iterator[tuple[int, AgentFacts | None]]:
    """The facts of each by row number; None for who has no profile."""
    for start in range(0, len(agent_ids), AT_ONCE):
        chunk = agent_ids[start : start + AT_ONCE]
        facts = agent_facts(chunk, now)
        for agent_id in chunk:
            yield agent_id, facts.get(agent_id)
