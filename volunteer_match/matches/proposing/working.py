"""Works a proposal out: rows become candidates, the assignment chooses, first come, first served stands beside it.

Reads only. Work is bounded: so many needs at once, for each as many people as its places ask for, and a solver that
stops in time and says how far from the best it may be.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.matches.explanations import strongest_reasons
from volunteer_match.matches.facts.agents import agent_facts
from volunteer_match.matches.facts.settings import company_settings
from volunteer_match.matches.proposing.figures import Figures, gap_of, side_of
from volunteer_match.matches.proposing.keeping import pack
from volunteer_match.matches.proposing.models import ProposalLine
from volunteer_match.matches.proposing.queries import OpenNeed, OpenSession, read_held
from volunteer_match.matches.ranking import rank_for_each
from volunteer_match.matching.assignment import assign
from volunteer_match.matching.assignment_facts import Bounds, Candidate, Line, lines_of, tally
from volunteer_match.matching.assignment_ledger import first_come
from volunteer_match.matching.assignment_limits import Wish, limits_of
from volunteer_match.matching.engine import Ranked
from volunteer_match.matching.facts import AgentFacts
from volunteer_match.matching.lots import lot
from volunteer_match.organisations.models import Company
from volunteer_match.people.models import Account

MOST_NEEDS = 200
FEWEST_RANKED = 20
RANKED_PER_PLACE = 5
SECONDS = 3.0
"""For each step of the solver, in a request that somebody waits for."""


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """Lines that are not kept yet, in the order in which they are shown, and what is said of them."""

    lines: list[ProposalLine]
    figures: Figures


def ranked_at_most(need: OpenNeed) -> int:
    """How many people are looked at for a need: enough for its places, and slack for those who are needed elsewhere."""
    return max(FEWEST_RANKED, RANKED_PER_PLACE * need.left)


class _Market:
    """Everybody who could be asked for anything of these needs, and what they may still give."""

    def __init__(self, needs: Sequence[OpenNeed], company: Company, coordinator: Account, now: datetime) -> None:
        self.now, self.settings = now, company_settings(company)
        self.ranked: dict[tuple[str, str], Ranked] = {}
        wishes = self._rank(needs, company, coordinator)
        self.numbers = _row_numbers(list(wishes))
        facts = agent_facts(list(self.numbers.values()), now)
        self.asked = {agent: facts[key].asked_last_7_days for agent, key in self.numbers.items()}
        self.candidates: list[Candidate] = []
        self.minutes: dict[tuple[str, str], int] = {}
        held = read_held(list(self.numbers.values()), now)
        for agent, key in self.numbers.items():
            possible = [
                (need, session)
                for need, session in wishes[agent]
                if session.id not in held.barred[key]
                and not any(session.interval and session.interval.overlaps(other) for other in held.intervals[key])
            ]
            known = facts[key]
            self._add(replace(known, busy=(*known.busy, *held.intervals[key])), possible)
        asks = {agent: max(0, company.asks_per_week - count) for agent, count in self.asked.items()}
        places = {session.public_id: session.left for need in needs for session in need.sessions}
        self.bounds = Bounds(places, asks, self.minutes, self.settings.fairness)

    def _rank(
        self, needs: Sequence[OpenNeed], company: Company, coordinator: Account
    ) -> dict[str, list[tuple[OpenNeed, OpenSession]]]:
        """The one loop over rankings: by agent, every session they could do. Nobody is invited by themselves."""
        by_need = {need.opportunity.id: need for need in needs}
        wishes: dict[str, list[tuple[OpenNeed, OpenSession]]] = defaultdict(list)
        wanted = [(need.opportunity, ranked_at_most(need)) for need in needs]
        for opportunity, ranking in rank_for_each(wanted, company, self.now):
            need = by_need[opportunity.id]
            for one in ranking:
                if one.agent != coordinator.public_id:
                    self.ranked[one.agent, one.opportunity] = one
                    wishes[one.agent] += [
                        (need, session)
                        for session in need.sessions
                        if session.interval is None or session.public_id in one.sessions
                    ]
        return wishes

    def _add(self, agent: AgentFacts, possible: list[tuple[OpenNeed, OpenSession]]) -> None:
        limits = limits_of(agent, [_wish(*one) for one in possible], self.now, self.settings)
        self.minutes |= {(agent.id, name): left for name, left in limits.left.items()}
        for need, session in possible:
            ranked = self.ranked[agent.id, need.opportunity.public_id]
            self.candidates.append(_candidate(ranked, session, limits.loads.get(session.public_id, ()), self))


def _wish(need: OpenNeed, session: OpenSession) -> Wish:
    minutes = need.opportunity.minutes_needed or 0
    return Wish(session.public_id, session.interval, minutes, need.opportunity.deadline)


def _candidate(ranked: Ranked, session: OpenSession, loads: tuple[tuple[str, int], ...], market: _Market) -> Candidate:
    drawn = lot(market.now, market.settings, ranked.agent, ranked.opportunity)
    return Candidate(
        ranked.agent, ranked.opportunity, session.public_id, ranked.fit, ranked.order, drawn, session.interval, loads
    )


def _row_numbers(public_ids: Sequence[str]) -> dict[str, int]:
    rows = db.session.execute(select(Account.public_id, Account.id).where(Account.public_id.in_(public_ids)))
    return {row.public_id: row.id for row in rows}


def work_out(needs: Sequence[OpenNeed], coordinator: Account, now: datetime) -> WorkedOut:
    """Who could be invited to what, for these needs (at most `MOST_NEEDS`), as of now."""
    assert coordinator.company is not None, "coordinators belong to a company"
    market = _Market(needs, coordinator.company, coordinator, now)
    by_publishing = sorted(needs, key=lambda need: (need.opportunity.published_at or now, need.opportunity.id))
    plain = first_come(market.candidates, market.bounds, [need.opportunity.public_id for need in by_publishing])
    made = assign(market.candidates, market.bounds, SECONDS, at_least=plain)
    plain_lines = lines_of(plain, market.bounds.share)
    served = {line.candidate.opportunity for line in made.lines}
    fitting = {opportunity for _agent, opportunity in market.ranked}
    unserved = [need.opportunity.public_id for need in needs if need.opportunity.public_id not in served]
    figures = Figures(
        needs=len(needs),
        places=sum(need.left for need in needs),
        proposed=side_of(tally(made.lines), made.lines, market.asked),
        first_come=side_of(tally(plain_lines), plain_lines, market.asked),
        gap=gap_of(made),
        asks_per_week=coordinator.company.asks_per_week,
        nobody_fits=tuple(one for one in unserved if one not in fitting),
        nobody_left=tuple(one for one in unserved if one in fitting),
    )
    return WorkedOut(_rows(needs, made.lines, market), figures)


def _rows(needs: Sequence[OpenNeed], lines: Sequence[Line], market: _Market) -> list[ProposalLine]:
    """In the order of the needs, of their sessions, and the best first."""
    by_session = defaultdict(list)
    for line in sorted(lines, key=lambda line: (-line.worth, line.candidate.turn)):
        by_session[line.candidate.session].append(line)
    return [
        _row(need, session, line, market)
        for need in needs
        for session in need.sessions
        for line in by_session[session.public_id]
    ]


def _row(need: OpenNeed, session: OpenSession, line: Line, market: _Market) -> ProposalLine:
    one = line.candidate
    return ProposalLine(
        opportunity_id=need.opportunity.id,
        session_id=session.id,
        agent_id=market.numbers[one.agent],
        fit=one.fit,
        order_after=line.order,
        asked=market.asked[one.agent],
        nth=line.nth,
        reasons=[pack(reason) for reason in strongest_reasons(market.ranked[one.agent, one.opportunity])],
    )
