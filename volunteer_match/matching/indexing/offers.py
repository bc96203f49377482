"""Opportunities for one agent: all that are open are looked at together, in columns."""

from datetime import datetime
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.engine import Ranked
from volunteer_match.matching.facts import AgentFacts, Settings
from volunteer_match.matching.fit import Fit, half_up, measure
from volunteer_match.matching.gates import judge
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
from volunteer_match.matching.profile_gates import is_blocked
from volunteer_match.matching.time import Calendar

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Offers:
    """One agent's question: what can I do, best first?"""

    def __init__(self, needs: Needs, clocks: Clocks, agent: AgentFacts, now: datetime, settings: Settings) -> None:
        self.needs, self.agent, self.now, self.settings = needs, agent, now, settings
        clocks.zones.number(agent.time_zone)
        clocks.cover(now)
        self.profile = profile_of(needs, agent)
        self.rows, special = self._suited()
        found = Reader(needs, agent, clocks, now, settings).available(self.rows, self.profile.lasts)
        doubt = found.doubt | special
        kept = np.flatnonzero(found.passes | doubt)
        self.rows, self.doubt = self.rows[kept], doubt[kept]
        availability = Share(np.where(self.doubt, 1, found.over[kept]), np.where(self.doubt, 1, found.under[kept]))
        self.special = special[kept]
        self.points = self._points(availability)

    def best(self, top: int | None) -> list[Scored]:
        """At most `top`, sorted as the reference sorts."""
        fits, orders = self.points.floats()
        exact: dict[int, tuple[Fraction, Fit]] = {}
        sure = np.flatnonzero(~self.doubt)
        least = last_place(orders[sure], top)
        doubtful = np.flatnonzero(self.doubt)
        bounds = np.where(self.special[doubtful], float("inf"), orders[doubtful])
        for position in np.argsort(-bounds, kind="stable"):
            if bounds[position] < least - NEAR:
                break
            self._judge(int(doubtful[position]), exact)
        places = np.concatenate([sure[orders[sure] >= least - NEAR], np.array(list(exact), dtype=np.int64)])
        chosen = self.points.chosen(places)
        keys = chosen.rounded(orders[places], MILLION, chosen.exact_order)
        for position, place in enumerate(places.tolist()):
            if place in exact:
                keys[position] = half_up(exact[place][0], MILLION)
        rows = self.rows[places]
        drawn = lots(self.now, self.settings, hash_of(self.agent.id), self.needs.hash[rows])
        order = np.lexsort((drawn, -keys))[:top]
        return self._scored(places[order], fits, orders, exact)

    def _suited(self) -> tuple[Ints, Flags]:
        """Rows of open needs that suit the profile, and which of them the exact functions must judge."""
        needs, agent, profile = self.needs, self.agent, self.profile
        rows = np.flatnonzero(needs.open)
        if not agent.active or is_capped(agent, self.settings) or not len(rows):
            return rows[:0], np.zeros(0, dtype=np.bool_)
        for column in range(ROOM):
            asked = needs.asked_skills[rows, column]
            rows = rows[profile.skills.take(asked >> 4) // 2 >= (asked >> 1 & 7)]
        for column in range(ROOM):
            asked = needs.asked_tags[rows, column]
            level = np.where(asked & 1, profile.verified.take(asked >> 4), profile.spoken.take(asked >> 4))
            rows = rows[(asked == 0) | (level >= (asked >> 1 & 7).astype(np.int64))]
        rows = rows[needs.age[rows] <= (agent.age or 0)]
        rows = self._unbarred(rows)
        special = np.zeros(len(rows), dtype=np.bool_)
        if needs.special:
            special = np.isin(rows, np.array(sorted(needs.special), dtype=np.int64))
        return rows, special

    def _unbarred(self, rows: Ints) -> Ints:
        agent = self.agent
        if not agent.blocked_by and not agent.returned_from:
            return rows
        facts = self.needs.facts
        kept = [
            slot not in agent.returned_from and not is_blocked(agent, facts[row])
            for row, slot in zip(rows.tolist(), (facts[row].id for row in rows.tolist()), strict=True)
        ]
        return rows[np.array(kept, dtype=np.bool_)]

    def _points(self, availability: Share) -> Points:
        agent, rows, needs = self.agent, self.rows, self.needs
        attended, missed = round(agent.attended * MILLION), round(agent.missed * MILLION)
        shared = self.profile.cares.take(needs.cares[rows]).sum(axis=1)
        return Points(
            self.settings.weights,
            self._skills(),
            self._languages(),
            availability,
            Share(np.minimum(2 + shared, 4), 4),
            np.full(len(rows), 8 * MILLION + attended, dtype=np.int64),
            np.full(len(rows), 10 * MILLION + attended + missed, dtype=np.int64),
            self.settings.attention,
            needs.counts[rows],
        )

    def _skills(self) -> Share:
        asked, liked = self.needs.asked_skills[self.rows], self.needs.liked_skills[self.rows]
        held, level = self.profile.skills.take(asked >> 4) >> 1, (asked >> 1 & 7).astype(np.int64)
        worth = np.where(asked, np.minimum(2, held - level), 0).sum(axis=1)
        code, least = self.profile.skills.take(liked >> 4), (liked >> 1 & 7).astype(np.int64)
        worth += np.where(liked, np.where(code >> 1, 1 + (code >> 1 >= least), code & 1), 0).sum(axis=1)
        return _mean(worth, (asked > 0).sum(axis=1) + (liked > 0).sum(axis=1))

    def _languages(self) -> Share:
        asked, liked = self.needs.asked_tags[self.rows], self.needs.liked_tags[self.rows]
        spoken, verified = self.profile.spoken, self.profile.verified
        least = (asked >> 1 & 7).astype(np.int64)
        plain = np.minimum(2, spoken.take(asked >> 4) - least)
        sure = np.where(verified.take(asked >> 4) >= least, np.minimum(2, verified.take(asked >> 4) - least + 1), 0)
        worth = np.where(asked, np.maximum(plain, sure), 0).sum(axis=1)
        level, wished = spoken.take(liked >> 4), (liked >> 1 & 7).astype(np.int64)
        worth += np.where(liked, (level >= 0) * (1 + (level >= wished)), 0).sum(axis=1)
        return _mean(worth, (asked > 0).sum(axis=1) + (liked > 0).sum(axis=1))

    def _judge(self, place: int, exact: dict[int, tuple[Fraction, Fit]]) -> None:
        need = self.needs.facts[int(self.rows[place])]
        case = case_of(self.agent, need, self.now, self.settings)
        report = judge(case)
        if report.passed:
            fit = measure(case, report.sessions)
            exact[place] = fit.points - for_attention(fit.points, need, self.settings).lost, fit

    def _scored(
        self, places: Ints, fits: Floats, orders: Floats, exact: dict[int, tuple[Fraction, Fit]]
    ) -> list[Scored]:
        points = self.points.chosen(places)
        shown = points.rounded(fits[places], 10, points.exact).tolist()
        ordered = points.rounded(orders[places], 10, points.exact_order).tolist()
        parts = points.parts()
        scored = []
        for position, place in enumerate(places.tolist()):
            slot = int(self.rows[place])
            fit, order, shares = shown[position], ordered[position], parts[position]
            if place in exact:
                fit, order = exact[place][1].tenths, half_up(exact[place][0], 10)
                shares = tuple(half_up(part.points, MILLION) for part in exact[place][1].parts)
            scored.append(Scored(slot, self.needs.facts[slot].id, fit, order, shares))
        return scored


def _mean(worth: Ints, count: Ints) -> Share:
    """(2n + worth) ÷ 4n for n things asked or preferred; 1 ÷ 2 where there are none."""
    return Share(np.where(count, 2 * count + worth, 1), np.where(count, 4 * count, 2))


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
