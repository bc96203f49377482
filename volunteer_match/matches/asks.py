"""Asks: invitations, and whatever else asks an agent by name. Their number a week is capped; browsing is free."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Subquery, func, select, union_all

from volunteer_match.extensions import db
from volunteer_match.glossary import Move
from volunteer_match.matches.cover.models import CoverAsk
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.people.profile.models import AgentProfile

CAPPED_DAYS = timedelta(days=7)


def every_ask() -> Subquery:
    """Every ask that was ever made, as columns `agent_id` and `at`. A further kind of ask joins by `union_all`:
    the cap, the facts of matching and the index all count what stands here.
    """
    invitations = (
        select(Match.agent_id, MatchEvent.at)
        .join(Match, MatchEvent.match_id == Match.id)
        .where(MatchEvent.move == Move.INVITE)
    )
    return union_all(invitations, select(CoverAsk.agent_id, CoverAsk.asked_at)).subquery("asks")


def asked_lately(agent_ids: Sequence[int], now: datetime) -> dict[int, int]:
    """How often each of them (by row number) was asked in the last seven days; who was not is left out."""
    asks = every_ask().c
    counted = select(asks.agent_id, func.count()).where(asks.agent_id.in_(agent_ids), asks.at > now - CAPPED_DAYS)
    return dict(db.session.execute(counted.group_by(asks.agent_id)).all())


def asks_left(agent: AgentProfile, now: datetime) -> int:
    """How many asks the company's cap leaves for the seven days that end `now`; 0 or less is none.

    Whoever asks holds the agent's row (`places.lock_agents`), so that two asks can't both be the last one.
    """
    company = agent.account.company
    assert company is not None, "only employees of a company volunteer"
    asks = every_ask()
    asked = db.session.scalar(
        select(func.count()).where(asks.c.agent_id == agent.account_id, asks.c.at > now - CAPPED_DAYS)
    )
    return company.asks_per_week - (asked or 0)
