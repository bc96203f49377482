"""Which needs come near an agent without fitting, among very many: a well-chosen few are judged, not all.

The reference judges every open need and lists those that fail, fewest gates first. Here columns count who fails on
skills, languages, credentials and age; the pure gates judge and sort the nearest, at most MOST, and the lot of the day
decides among equals. A need that a block or a final return keeps the agent from is no candidate: it is not a step that
they could take.
"""

from collections.abc import Collection
from datetime import datetime

import numpy as np

from volunteer_match.matching.engine import Failed
from volunteer_match.matching.facts import AgentFacts, Settings
from volunteer_match.matching.index import Index
from volunteer_match.matching.indexing import need_gates
from volunteer_match.matching.indexing.need_gates import Ints
from volunteer_match.matching.indexing.profile import profile_of
from volunteer_match.matching.lots import hash_of, lots
from volunteer_match.matching.nearest import MOST
from volunteer_match.matching.profile_gates import is_barred
from volunteer_match.matching.ranking import rank_opportunities


def nearest_opportunities(
    index: Index, agent: AgentFacts, now: datetime, settings: Settings, top: int, slots: Collection[int]
) -> tuple[Failed, ...]:
    """Those of `slots` that fail, nearest first, at most `top`. To save work, leave out those known to pass."""
    if not slots or not top:
        return ()
    facts = index.needs.facts
    if agent.blocked_by or agent.returned_from:
        slots = [slot for slot in slots if not is_barred(agent, facts[slot])]
    rows = np.array(sorted(slots), dtype=np.int64)
    drawn = lots(now, settings, hash_of(agent.id), index.needs.hash[rows])
    chosen = rows[np.lexsort((drawn, _missing(index, agent, rows)))[:MOST]]
    return rank_opportunities(agent, [facts[row] for row in chosen.tolist()], now, settings).failed[:top]


def _missing(index: Index, agent: AgentFacts, rows: Ints) -> Ints:
    """How many of skills, languages, credentials and age each need misses."""
    needs, profile = index.needs, profile_of(index.needs, agent)
    met = (
        need_gates.holds_skills(needs, profile, rows),
        need_gates.speaks_languages(needs, profile, rows),
        need_gates.has_credentials(needs, profile, rows),
        need_gates.is_old_enough(needs, agent, rows),
    )
    return np.asarray(sum((~one).astype(np.int64) for one in met))
