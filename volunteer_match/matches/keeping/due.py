"""What time alone changes: an ask or a claim is a week old, a block ends. Whom it concerns is read again then."""

import heapq
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.matches.asks import every_ask
from volunteer_match.matches.facts.agents import WEEK
from volunteer_match.matches.facts.opportunities import CONNECTIONS
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.people.profile.models import Block

Moment = tuple[datetime, int]
"""When, and which agent or opportunity."""


class Due:
    """Moments to come, earliest first, each once."""

    def __init__(self, moments: Iterable[Moment] = ()) -> None:
        self._heap: list[Moment] = []
        self._known: set[Moment] = set()
        self.add(moments)

    def add(self, moments: Iterable[Moment]) -> None:
        for moment in moments:
            if moment not in self._known:
                self._known.add(moment)
                heapq.heappush(self._heap, moment)

    def pop(self, now: datetime) -> set[int]:
        """Those whose moment has come by `now`."""
        found = set()
        while self._heap and self._heap[0][0] <= now:
            moment = heapq.heappop(self._heap)
            self._known.discard(moment)
            found.add(moment[1])
        return found


def moments_of(agent_ids: Sequence[int] | None, now: datetime) -> list[Moment]:
    """When facts of these agents (None: of everybody) change by themselves."""
    made = every_ask()
    asks = select(made.c.at, made.c.agent_id).where(made.c.at > now - WEEK)
    blocks = select(Block.ends_at, Block.agent_id).where(Block.lifted_at.is_(None), Block.ends_at > now)
    if agent_ids is not None:
        asks, blocks = asks.where(made.c.agent_id.in_(agent_ids)), blocks.where(Block.agent_id.in_(agent_ids))
    moments = [(at + WEEK, agent_id) for at, agent_id in db.session.execute(asks)]
    moments += [(at, agent_id) for at, agent_id in db.session.execute(blocks) if at is not None]
    return moments


def moments_of_needs(opportunity_ids: Sequence[int] | None, now: datetime) -> list[Moment]:
    """When connections of these opportunities (None: of all) are a week old and no longer count."""
    made = (
        select(MatchEvent.at, Match.opportunity_id)
        .join(Match, MatchEvent.match_id == Match.id)
        .where(MatchEvent.to_state.in_(CONNECTIONS), MatchEvent.at > now - WEEK)
    )
    if opportunity_ids is not None:
        made = made.where(Match.opportunity_id.in_(opportunity_ids))
    return [(at + WEEK, opportunity_id) for at, opportunity_id in db.session.execute(made)]
