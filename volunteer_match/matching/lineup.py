"""Who stands where when fits are known and only the past differs: for replays and simulations.

The same exact numbers, adjustments and ties as in `ranking`, without judging gates and fit again for every past that is
tried. A test holds that both give the same order.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from functools import lru_cache

from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, Settings
from volunteer_match.matching.fit import half_up
from volunteer_match.matching.levels import language_meets
from volunteer_match.matching.lots import lot
from volunteer_match.matching.order import for_agent_load, for_attention, last_asked_key

WEEK = timedelta(days=7)
_MILLION = 1_000_000


class Past:
    """When each agent was asked, or when each opportunity was connected. Moments are added in their order.

    What is longer ago than `memory` does not count as lately; the product's is 7 days.
    """

    def __init__(self, moments: Mapping[str, Iterable[datetime]] | None = None, memory: timedelta = WEEK) -> None:
        self._memory = memory
        self._moments: dict[str, list[datetime]] = defaultdict(list)
        for key, each in (moments or {}).items():
            self._moments[key] = sorted(each)

    def add(self, key: str, at: datetime) -> None:
        self._moments[key].append(at)

    def lately(self, key: str, now: datetime) -> int:
        """How often within the memory up to `now`."""
        moments = self._moments.get(key)
        return len(moments) - bisect_right(moments, now - self._memory) if moments else 0

    def ever(self, key: str) -> int:
        moments = self._moments.get(key)
        return len(moments) if moments else 0

    def last(self, key: str) -> datetime | None:
        moments = self._moments.get(key)
        return moments[-1] if moments else None


def might_pass(agent: AgentFacts, opportunity: OpportunityFacts) -> bool:
    """A quick look at skills and languages that never stops anybody whom the gates let through."""
    asked = opportunity.requires
    return all(agent.skills.get(skill, 0) >= level for skill, level in asked.skills.items()) and all(
        any(held >= level and language_meets(tag, asked_tag) for tag, held in agent.languages.items())
        for asked_tag, level in asked.languages.items()
    )


@lru_cache(maxsize=65536)
def _after_asks(points: Fraction, asks: int, fairness: float) -> int:
    adjustment = for_agent_load(points, AgentFacts("", asked_last_7_days=asks), Settings(fairness=fairness))
    return half_up(points - adjustment.lost, _MILLION)


@lru_cache(maxsize=65536)
def _after_attention(points: Fraction, connections: int, attention: float) -> int:
    adjustment = for_attention(
        points, OpportunityFacts("", connections_last_7_days=connections), Settings(attention=attention)
    )
    return half_up(points - adjustment.lost, _MILLION)


def line_of_agents(
    opportunity_id: str, fits: Mapping[str, Fraction], asks: Past, now: datetime, settings: Settings
) -> list[str]:
    """Ids of the agents in `fits` (exact points), in the order in which `opportunity_id` would see them at `now`."""

    def key(agent_id: str) -> tuple[int, tuple[bool, float], bytes]:
        order = _after_asks(fits[agent_id], asks.lately(agent_id, now), settings.fairness)
        asked = AgentFacts(agent_id, last_asked=asks.last(agent_id))
        return -order, last_asked_key(asked), lot(now, settings, agent_id, opportunity_id)

    return sorted(fits, key=key)


def line_of_opportunities(
    agent_id: str, fits: Mapping[str, Fraction], connections: Past, now: datetime, settings: Settings
) -> list[str]:
    """Ids of the opportunities in `fits` (exact points), in the order in which `agent_id` would see them at `now`."""

    def key(opportunity_id: str) -> tuple[int, bytes]:
        lately = connections.lately(opportunity_id, now)
        order = _after_attention(fits[opportunity_id], lately, settings.attention)
        return -order, lot(now, settings, agent_id, opportunity_id)

    return sorted(fits, key=key)
