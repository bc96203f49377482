"""Whether two engines give the same answer."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from benchmarks.rivals.answers import Row
from benchmarks.workload import NOW, SETTINGS
from volunteer_match.matching import ranking
from volunteer_match.matching.engine import Ranked
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts
from volunteer_match.matching.fit import half_up
from volunteer_match.matching.indexing.placed import Scored

_MILLION = 1_000_000
TOP = 50


def same_as_reference(found: Sequence[Scored], need: OpportunityFacts, agents: Iterable[AgentFacts]) -> bool:
    """Whether these are the best of `agents`, in this order, with this fit, order and parts.

    `agents` may be some of all: those found and others. Others who rank better would take the place of somebody.
    """
    expected = ranking.rank_agents(need, agents, NOW, SETTINGS, TOP).ranked
    return [_shown(one) for one in expected] == [(one.id, one.fit, one.order, one.parts) for one in found]


def _shown(one: Ranked) -> tuple[str, int, int, tuple[int, ...]]:
    return one.agent, one.fit, one.order, tuple(half_up(part.points, _MILLION) for part in one.parts)


def same_as_rival(
    found: Sequence[Scored], rows: Sequence[Row], need: OpportunityFacts, people: dict[int, AgentFacts]
) -> bool:
    """Whether an index and SQL name the same people in the same order with the same fit and order.

    SQL does not draw lots: people whom it sorts by equal keys may change places among each other, and the last of them
    with others of the same key. `people` is asked for the facts (by slot) of whom SQL does not name.
    """
    if len(found) != len(rows):
        return False
    named = {row.position: row for row in rows}
    first = 0
    for key, group in groupby(rows, key=lambda row: row.key):
        beyond = first + len(list(group))
        if not all(_has_place(one, key, named, need, people) for one in found[first:beyond]):
            return False
        first = beyond
    return True


def _has_place(
    one: Scored, key: tuple[int, int], named: dict[int, Row], need: OpportunityFacts, people: dict[int, AgentFacts]
) -> bool:
    row = named.get(one.slot - 1)
    if row is not None:
        return (row.fit, row.order, row.key) == (one.fit, one.order, key)
    return _judged(people[one.slot], need) == (one.fit, one.order, key)


def _judged(agent: AgentFacts, need: OpportunityFacts) -> tuple[int, int, tuple[int, int]] | None:
    """Fit, order and what SQL sorts by, from the reference; None for who fails a gate."""
    ranked = ranking.rank_agents(need, [agent], NOW, SETTINGS).ranked
    if not ranked:
        return None
    points = sum(part.points for part in ranked[0].parts) * ranked[0].adjustment.factor
    asked = round(agent.last_asked.timestamp() * _MILLION) if agent.last_asked else -1
    return ranked[0].fit, ranked[0].order, (half_up(points, _MILLION), asked)
