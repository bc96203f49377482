"""Who comes near a need without passing it, among very many: a well-chosen few are judged, not everybody.

The reference judges all agents and lists those who fail, fewest gates first. Of half a million nearly all fail, so here
candidates come from the index, at most MOST, and the pure gates judge and sort these. They are, in this order:

1. those who pass every gate that bitmaps decide, and fail on time, age or limits;
2. those who miss one of skills, languages and credentials, and have all that is asked at a lower level;
3. all others who miss only one of the three.

Within each the lot of the day decides whom to look at, so that it is not always the same. Whoever a block or a final
return keeps away is no candidate: it is not a step that anybody could take. In a small company these still stand in
the list, which the reference then makes.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import reduce

import numpy as np
from pyroaring import BitMap

from volunteer_match.matching.engine import Failed
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, Settings
from volunteer_match.matching.index import Index
from volunteer_match.matching.indexing import gates
from volunteer_match.matching.indexing.unpacking import unpacked
from volunteer_match.matching.lots import hash_of, lots
from volunteer_match.matching.ranking import rank_agents

MOST = 30


def nearest_agents(
    index: Index,
    need: OpportunityFacts,
    now: datetime,
    settings: Settings,
    top: int,
    within: BitMap,
    passing: Iterable[int] = (),
) -> tuple[Failed, ...]:
    """Those `within` a set of slots who fail, nearest first, at most `top`. `passing` are known to pass."""
    slots = _candidates(index, need, now, settings, within - BitMap(passing))
    return rank_agents(need, _facts(index, slots), now, settings).failed[:top]


def _facts(index: Index, slots: Iterable[int]) -> list[AgentFacts]:
    return [unpacked(index.agents, slot) for slot in slots]


def _candidates(index: Index, need: OpportunityFacts, now: datetime, settings: Settings, within: BitMap) -> list[int]:
    chosen: list[int] = []
    seen = BitMap()
    for group in _groups(index, need, within):
        fresh = group - seen
        seen |= fresh
        chosen += _drawn(index, fresh, need, now, settings, MOST - len(chosen))
        if len(chosen) >= MOST:
            break
    return chosen


def _groups(index: Index, need: OpportunityFacts, within: BitMap) -> Iterator[BitMap]:
    agents = index.agents
    within = reduce(BitMap.__sub__, gates.barred(agents, need), within)
    met = gates.requirements(agents, need)
    by_gate = {
        gate: gates.narrowed(agents, [[within], *(found for (name, _), found in met.items() if name == gate)], [])
        for gate in ("skill", "language", "credential")
    }
    yield reduce(BitMap.__and__, by_gate.values())
    missing_one = {
        gate: reduce(BitMap.__and__, (found for other, found in by_gate.items() if other != gate)) - passed
        for gate, passed in by_gate.items()
    }
    yield missing_one["skill"] & _holds_all(index, need) | missing_one["language"] & _speaks_all(index, need)
    yield BitMap.union(*missing_one.values())


def _holds_all(index: Index, need: OpportunityFacts) -> BitMap:
    """Who holds every required skill at some level."""
    agents = index.agents
    held = [agents.postings.any_of([("skill", agents.skills.find(code), 1)]) for code in need.requires.skills]
    return gates.narrowed(agents, held, [])


def _speaks_all(index: Index, need: OpportunityFacts) -> BitMap:
    """Who has every required language at some level, verified or not."""
    agents = index.agents
    spoken = [
        agents.postings.any_of(("tag", number, 0, False) for number in agents.tags_meeting(tag))
        for tag in need.requires.languages
    ]
    return gates.narrowed(agents, spoken, [])


def _drawn(
    index: Index, slots: BitMap, need: OpportunityFacts, now: datetime, settings: Settings, most: int
) -> list[int]:
    """At most so many of them, by lot."""
    rows = np.array(slots, dtype=np.int64)
    if len(rows) > most:
        drawn = lots(now, settings, index.agents.columns.hash.take(rows), hash_of(need.id))
        rows = rows[np.argpartition(drawn, most)[:most]]
    return [int(row) for row in rows]
