"""Opportunities for one agent: all that are open are looked at together, in columns."""

from datetime import datetime
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.engine import Ranked
from volunteer_match.matching.facts import COORDINATOR, AgentFacts, Settings
from volunteer_match.matching.fit import Fit, half_up, measure
from volunteer_match.matching.gates import judge
from volunteer_match.matching.indexing.bitmaps import every, slots_of
from volunteer_match.matching.indexing.clocks import Clocks
from volunteer_match.matching.indexing.offer_time import Reader
from volunteer_match.matching.indexing.opportunities import ROOM, Needs
from volunteer_match.matching.indexing.placed import MILLION, Scored
from volunteer_match.matching.indexing.points import NEAR, Floats, Points, last_place
from volunteer_match.matching.indexing.profile import profile_of
from volunteer_match.matching.indexing.worth import Share
from volunteer_match.matching.lots import hash_of, lots
from volunteer_match.matching.occasions import case_of
from volunteer_match.matching.order import for_attention
from volunteer_match.matching.time import Calendar

Ints = NDArray[np.int64]
_Exact = dict[int, tuple[Fraction, Fit]]
"""Order and fit in points, by place."""
_SECTIONS = np.repeat(np.eye(3, dtype=np.int8), [ROOM, ROOM, 3], axis=0)
"""Adds up skills, languages, and cause, kind and partner."""
_NONE = np.zeros(0, dtype=np.int64)


class Offers:
    """One agent's question: what can I do, best first?"""

    def __init__(self, needs: Needs, clocks: Clocks, agent: AgentFacts, now: datetime, settings: Settings) -> None:
        self.needs, self.agent, self.now, self.settings = needs, agent, now, settings
        clocks.zones.number(agent.time_zone)
        clocks.cover(now)
        self.profile = profile_of(needs, agent)
        reader = Reader(needs, agent, clocks, now, settings)
        found = reader.available(self._suited(reader), self.profile.lasts)
        self.rows, self.doubt = found.rows, found.doubt
        self.points = self._points(Share(found.over, found.under))

    def best(self, top: int | None) -> list[Scored]:
        """At most `top`, sorted as the reference sorts."""
        fits, orders = self.points.floats()
        sure = np.flatnonzero(~self.doubt)
        least = last_place(orders[sure], top) - NEAR
        places = sure[orders[sure] >= least]
        exact = self._judged(orders, least) if len(sure) < len(orders) else {}
        places = np.concatenate([places, np.array([*exact], dtype=np.int64)])
        return self._scored(places, fits[places], orders[places], exact, top)

    def _suited(self, reader: Reader) -> Ints:
        """Rows of open needs that suit the profile, and may suit the agent's hours."""
        needs, agent, worth = self.needs, self.agent, self.profile.asked
        if not agent.active or is_capped(agent, self.settings):
            return _NONE
        rows = slots_of(reader.may_suit(needs.asking.union(self.profile.met)))
        met = every(worth.take(needs.asked.take(rows, axis=0)) >= 0)
        rows = rows[met & (needs.age.take(rows) <= (agent.age or 0))]
        return self._unbarred(rows) if agent.blocked_by or agent.returned_from else rows

    def _unbarred(self, rows: Ints) -> Ints:
        """Those whose kind and partner don't bar the agent, and from which the agent did not return for good."""
        needs, bars = self.needs, self.agent.blocked_by
        if COORDINATOR in bars:
            return _NONE
        things = [*(f"partner:{bar}" for bar in bars), *(bar for bar in bars if bar.startswith(("kind:", "partner:")))]
        barred = np.isin(needs.liked[rows, 2 * ROOM :], [needs.codes.get(thing, -1) for thing in things]).any(axis=1)
        returned = np.array([*map(hash_of, self.agent.returned_from)], dtype=np.uint64)
        return rows[~(barred | np.isin(needs.hash[rows], returned))]

    def _points(self, availability: Share) -> Points:
        agent, rows, needs = self.agent, self.rows, self.needs
        attended, missed = round(agent.attended * MILLION), round(agent.missed * MILLION)
        worth = self.profile.liked.take(needs.liked.take(rows, axis=0))
        worth[:, : 2 * ROOM] += self.profile.asked.take(needs.asked.take(rows, axis=0))
        skills, languages, shared = (worth @ _SECTIONS).T.astype(np.int64)
        return Points(
            self.settings.weights,
            _mean(skills, needs.skill_count.take(rows)),
            _mean(languages, needs.language_count.take(rows)),
            availability,
            Share(np.minimum(2 + shared, 4), 4),
            np.full(len(rows), 8 * MILLION + attended, dtype=np.int64),
            np.full(len(rows), 10 * MILLION + attended + missed, dtype=np.int64),
            self.settings.attention,
            needs.counts[rows],
        )

    def _judged(self, orders: Floats, least: float) -> _Exact:
        """Order and fit of those in doubt that pass, as far as their bound may reach the list."""
        found: _Exact = {}
        calendar = Calendar(self.agent)
        for place in np.flatnonzero(self.doubt & (self.needs.special[self.rows] | (orders >= least))).tolist():
            need = self.needs.facts[int(self.rows[place])]
            case = case_of(self.agent, need, self.now, self.settings, calendar=calendar)
            report = judge(case)
            if report.passed:
                fit = measure(case, report.sessions)
                found[place] = fit.points - for_attention(fit.points, need, self.settings).lost, fit
        return found

    def _scored(self, places: Ints, fits: Floats, orders: Floats, exact: _Exact, top: int | None) -> list[Scored]:
        points, rows = self.points.chosen(places), self.rows[places]
        numbers = points.all_rounded(
            [(orders, MILLION, points.exact_order), (fits, 10, points.exact), (orders, 10, points.exact_order)]
        )
        parts = points.parts()
        for position, place in enumerate(places.tolist() if exact else ()):
            if place in exact:
                order, fit = exact[place]
                numbers[:, position] = half_up(order, MILLION), fit.tenths, half_up(order, 10)
                parts[position] = tuple(half_up(part.points, MILLION) for part in fit.parts)
        drawn = lots(self.now, self.settings, hash_of(self.agent.id), self.needs.hash[rows])
        slots, facts = rows.tolist(), self.needs.facts
        _, fit_tenths, order_tenths = numbers.tolist()
        return [
            Scored(slots[at], facts[slots[at]].id, fit_tenths[at], order_tenths[at], parts[at])
            for at in np.lexsort((drawn, -numbers[0]))[:top].tolist()
        ]


def _mean(worth: Ints, count: NDArray[np.uint8]) -> Share:
    """(2n + worth) ÷ 4n for n things asked or preferred; 1 ÷ 2 where there are none."""
    twice = 2 * count.astype(np.int64)
    none = twice == 0
    return Share(twice + worth + none, 2 * (twice + none))


def is_capped(agent: AgentFacts, settings: Settings) -> bool:
    cap = settings.limits_of(agent.company).pending_cap
    return cap is not None and agent.pending >= cap


def ranked_for(needs: Needs, agent: AgentFacts, now: datetime, settings: Settings, best: list[Scored]) -> list[Ranked]:
    """Those found, with gates and reasons, by the pure functions on one calendar."""
    calendar, found = Calendar(agent), []
    for one in best:
        need = needs.facts[one.slot]
        case = case_of(agent, need, now, settings, calendar=calendar)
        report = judge(case)
        fit = measure(case, report.sessions)
        adjustment = for_attention(fit.points, need, settings)
        order = half_up(fit.points - adjustment.lost, 10)
        found.append(Ranked(agent.id, need.id, fit.tenths, order, fit.parts, report.gates, report.sessions, adjustment))
    return found
