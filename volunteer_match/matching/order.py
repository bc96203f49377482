"""Order: fit adjusted for fairness. Whoever or whatever had much attention lately gives way when fits are close."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, Settings
from volunteer_match.matching.fit import half_up
from volunteer_match.matching.phrases import Code, Phrase, phrase

_MILLION = 1_000_000
MOST_COUNTED = 1000
"""Beyond it a factor below 1 leaves less than can be shown; this keeps the exact numbers short."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What fairness does to a fit: it is multiplied by `base` as often as `count` says."""

    base: Fraction
    count: int
    factor: Fraction
    lost: Fraction
    """Points of fit given up, exact."""
    reason: Phrase

    @property
    def lost_tenths(self) -> int:
        """Points given up, in tenths, rounded half up."""
        return half_up(self.lost, 10)


@lru_cache(maxsize=4096)
def factor_of(base: float, count: int) -> Fraction:
    """What a fit is multiplied by after `count` asks or connections: base ** count, exact, base in millionths."""
    return Fraction(round(base * _MILLION), _MILLION) ** min(count, MOST_COUNTED)


def _adjusted(points: Fraction, base: float, count: int, code: Code) -> Adjustment:
    factor = factor_of(base, count)
    return Adjustment(factor_of(base, 1), count, factor, points * (1 - factor), phrase(code, count=count))


def for_agent_load(points: Fraction, agent: AgentFacts, settings: Settings) -> Adjustment:
    """Agents for an opportunity: × fairness for every ask of the agent in the last 7 days."""
    return _adjusted(points, settings.fairness, agent.asked_last_7_days, Code.ASKED_LATELY)


def for_attention(points: Fraction, opportunity: OpportunityFacts, settings: Settings) -> Adjustment:
    """Opportunities for an agent: × attention for every connection of the opportunity in the last 7 days."""
    return _adjusted(points, settings.attention, opportunity.connections_last_7_days, Code.CONNECTED_LATELY)


def last_asked_key(agent: AgentFacts) -> tuple[bool, float]:
    """Sorts never asked first of all, then least recently asked."""
    return agent.last_asked is not None, agent.last_asked.timestamp() if agent.last_asked else 0.0
