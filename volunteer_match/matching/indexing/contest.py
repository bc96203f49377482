"""Those who can do one opportunity, and the best of them: judged exactly where columns tell too little."""

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from volunteer_match.glossary import Format
from volunteer_match.matching.fit import half_up, measure
from volunteer_match.matching.gates import judge
from volunteer_match.matching.indexing import flexible, scheduled, worth
from volunteer_match.matching.indexing.agents import Agents
from volunteer_match.matching.indexing.assessed import Assessed, left_to_exactness
from volunteer_match.matching.indexing.placed import MILLION, Exact, Placed, Question, Scored
from volunteer_match.matching.indexing.points import NEAR, Points, last_place
from volunteer_match.matching.indexing.times import Times
from volunteer_match.matching.indexing.unpacking import ids_of, unpacked
from volunteer_match.matching.lots import hash_of, lots
from volunteer_match.matching.occasions import case_of
from volunteer_match.matching.order import for_agent_load

Ints = NDArray[np.int64]
Judged = dict[int, Exact | None]
"""Those judged by the pure functions, by slot; None for who fails a gate."""


def assessed(agents: Agents, asked: Question, times: Times | None, able: BitMap) -> Assessed:
    """Those of `able`, whose profile suits, who pass, or may. `times` are those of sessions, where tables tell them."""
    found: Assessed | None = None
    if asked.need.format is Format.FLEXIBLE:
        found = flexible.assess(agents, asked.need, asked.settings, able, asked.occasions[0])
    elif times is not None:
        found = scheduled.assess(agents, asked.need, asked.settings, able, times)
    found = found or left_to_exactness(able)
    may = (found.sure | found.unsure).nonzero()[0]
    return found if len(may) == len(found.rows) else found.chosen(may)


class Contest:
    """Finds the best of those who pass."""

    def __init__(self, agents: Agents, asked: Question, found: Assessed, judged: Judged) -> None:
        self.agents, self.asked, self.found, self.judged = agents, asked, found, judged
        need, rows, settings = asked.need, found.rows, asked.settings
        self.points = Points(
            settings.weights,
            worth.skills(agents, need, rows),
            worth.languages(agents, need, rows),
            found.availability,
            worth.interest(agents, need, rows),
            *worth.reliability(agents, rows),
            settings.fairness,
            agents.columns.asked.take(rows).astype(np.int64),
        )
        self.fits, self.orders = self.points.floats()
        self.exact: dict[int, Exact] = {}

    def best(self) -> list[Placed]:
        """All that are needed are judged; then sorted as the reference sorts."""
        places = self.contenders()
        rows, points = self.found.rows[places], self.points.chosen(places)
        orders = points.rounded(self.orders[places], MILLION, points.exact_order)
        for position, place in enumerate(places.tolist() if self.exact else ()):
            if place in self.exact:
                orders[position] = half_up(self.exact[place].order, MILLION)
        first = self._sorted(rows, orders)[: self.asked.top]
        return self._placed(places[first], points.chosen(first))

    def _sorted(self, rows: Ints, orders: Ints) -> Ints:
        """Places by order; equals by when they were asked last, then by lot."""
        by_order = np.argsort(-orders)
        best_first = orders[by_order]
        if not np.count_nonzero(best_first[1:] == best_first[:-1]):
            return by_order
        columns = self.agents.columns
        drawn = lots(self.asked.now, self.asked.settings, columns.hash.take(rows), hash_of(self.asked.need.id))
        return np.lexsort((drawn, columns.last_asked.take(rows), -orders))

    def contenders(self, least: float = -float("inf")) -> Ints:
        """Places of those who can be among the best: all that reach the last place of the list, unsure ones judged.

        `least` is an order that as many others have as the list is long.
        """
        sure = self.found.sure.nonzero()[0]
        least = max(least, last_place(self.orders[sure], self.asked.top))
        unsure = self.found.unsure.nonzero()[0]
        if len(unsure):
            bounds = np.where(self._is_open(unsure), float("inf"), self.orders[unsure])
            for position in np.argsort(-bounds, kind="stable"):
                if bounds[position] < least - NEAR:
                    break
                self._judge(int(unsure[position]))
        sure = sure[self.orders[sure] >= least - NEAR]
        return np.concatenate([sure, np.array(list(self.exact), dtype=np.int64)]) if self.exact else sure

    def _is_open(self, unsure: Ints) -> NDArray[np.bool_]:
        """Of whom the columns tell too little of the profile too: nothing bounds their fit."""
        irregular = self.agents.irregular
        slots = self.found.rows[unsure].tolist()
        return np.array([slot in irregular and irregular[slot].has_more_profile for slot in slots], dtype=np.bool_)

    def _judge(self, place: int) -> None:
        """Judges one agent by the pure functions; who fails a gate is left out."""
        slot = int(self.found.rows[place])
        if slot not in self.judged:
            self.judged[slot] = self._exactly(slot)
        exact = self.judged[slot]
        if exact is not None:
            self.exact[place], self.orders[place] = exact, float(exact.order)

    def _exactly(self, slot: int) -> Exact | None:
        facts, asked = unpacked(self.agents, slot), self.asked
        case = case_of(facts, asked.need, asked.now, asked.settings, occasions=asked.occasions)
        report = judge(case)
        if not report.passed:
            return None
        fit = measure(case, report.sessions)
        return Exact(facts, report, fit, fit.points - for_agent_load(fit.points, facts, asked.settings).lost)

    def _placed(self, places: Ints, points: Points) -> list[Placed]:
        found = self.found.chosen(places)
        fits, orders = points.all_rounded(
            [(self.fits[places], 10, points.exact), (self.orders[places], 10, points.exact_order)]
        ).tolist()
        slots = found.rows.tolist()
        scored = map(Scored, slots, ids_of(self.agents, found.rows), fits, orders, points.parts())
        placed = list(map(Placed, scored, found.doable.T.tolist(), found.spare.T.tolist()))
        for position, place in enumerate(places.tolist() if self.exact else ()):
            if (exact := self.exact.get(place)) is not None:
                placed[position] = _as_judged(placed[position], exact)
        return placed


def _as_judged(one: Placed, exact: Exact) -> Placed:
    """The same with the figures of the pure functions."""
    parts = tuple(half_up(part.points, MILLION) for part in exact.fit.parts)
    scored = one.scored._replace(fit=exact.fit.tenths, order=half_up(exact.order, 10), parts=parts)
    return one._replace(scored=scored, exact=exact)
