"""Agents for one opportunity: gates by bitmaps; of very many those first who can be best; then a contest."""

import numpy as np
from pyroaring import BitMap

from volunteer_match.glossary import Format
from volunteer_match.matching.indexing import gates, sieve
from volunteer_match.matching.indexing.agents import Agents
from volunteer_match.matching.indexing.assessed import Assessed, nobody
from volunteer_match.matching.indexing.contest import Contest, Judged, assessed
from volunteer_match.matching.indexing.layers import in_lots, layers
from volunteer_match.matching.indexing.placed import Placed, Question
from volunteer_match.matching.indexing.points import NEAR, last_place
from volunteer_match.matching.indexing.times import Times, times_of

MANY = 2048
"""How many are looked at together, where very many suit: then those first who can reach most."""
VERY_MANY = {Format.FLEXIBLE: 2, Format.SCHEDULED: 16}
"""From so many times as many on; hours before a deadline take longer to count than a session takes to be found free."""


def top_agents(agents: Agents, asked: Question, many: int = MANY) -> list[Placed]:
    """The best, best first, with what ranked them."""
    agents.clocks.cover(asked.now)
    able = gates.able(agents, asked.need, asked.within)
    if not able or not asked.occasions:
        return []
    times = None if asked.need.format is Format.FLEXIBLE else times_of(asked.occasions, agents.clocks)
    found, judged = None, Judged()
    if asked.top and len(able) > many * VERY_MANY[asked.need.format]:
        able = able if times is None else able & sieve.offering(agents, times)
        if len(able) > many:
            found = _foremost(agents, asked, times, able, many, judged)
    found = found or assessed(agents, asked, times, able)
    return Contest(agents, asked, found, judged).best() if len(found.rows) else []


def _foremost(
    agents: Agents, asked: Question, times: Times | None, able: BitMap, many: int, judged: Judged
) -> Assessed:
    """Those of `able` who can be among the best: whoever is left out has a lower order than `top` others."""
    found, orders, least = nobody(), np.zeros(0), -float("inf")
    for most, members in in_lots(layers(agents, asked, able, many // 4), many):
        if most < least - NEAR:
            break
        lot = Contest(agents, asked, assessed(agents, asked, times, members), judged)
        places = lot.contenders(least)
        found = found.beside(lot.found.chosen(places))
        orders = np.concatenate([orders, lot.orders[places]])
        least = last_place(orders, asked.top)
    return found.chosen((orders >= least - NEAR).nonzero()[0])
