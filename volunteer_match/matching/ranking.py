"""The reference engine: a plain loop over the pure gates and fit. This module as a whole is an `engine.Engine`."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from volunteer_match.matching.engine import Failed, Ranked, Ranking
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, Settings
from volunteer_match.matching.fit import Fit, half_up, measure
from volunteer_match.matching.gates import GateReport, judge
from volunteer_match.matching.lots import lot
from volunteer_match.matching.occasions import Case, case_of, occasions_of
from volunteer_match.matching.order import Adjustment, for_agent_load, for_attention, last_asked_key
from volunteer_match.matching.time import Calendar

__all__ = ["Failed", "Ranked", "Ranking", "rank_agents", "rank_opportunities"]

_MILLION = 1_000_000
_Key = tuple[Any, ...]


class _Race:
    """Collects the cases of one ranking with what they are sorted by."""

    def __init__(self, now: datetime, settings: Settings) -> None:
        self.now, self.settings = now, settings
        self._ranked: list[tuple[_Key, Ranked]] = []
        self._failed: list[tuple[_Key, Failed]] = []

    def fail(self, case: Case, report: GateReport) -> None:
        failed = Failed(case.agent.id, case.opportunity.id, report.gates)
        self._failed.append(((*report.distance, *self._ties(case)), failed))

    def rank(self, case: Case, report: GateReport, fit: Fit, adjustment: Adjustment) -> None:
        order = fit.points - adjustment.lost
        ids = case.agent.id, case.opportunity.id
        ranked = Ranked(*ids, fit.tenths, half_up(order, 10), fit.parts, report.gates, report.sessions, adjustment)
        self._ranked.append(((-half_up(order, _MILLION), *self._ties(case)), ranked))

    def _ties(self, case: Case) -> _Key:
        return *last_asked_key(case.agent), lot(self.now, self.settings, case.agent.id, case.opportunity.id)

    def result(self, top: int | None) -> Ranking:
        ranked = [one for _, one in sorted(self._ranked, key=lambda pair: pair[0])]
        failed = [one for _, one in sorted(self._failed, key=lambda pair: pair[0])]
        return Ranking(tuple(ranked[:top]), tuple(failed))


def rank_agents(
    opportunity: OpportunityFacts,
    agents: Iterable[AgentFacts],
    now: datetime,
    settings: Settings,
    top: int | None = None,
) -> Ranking:
    """Who can do `opportunity`, best first: fit, less for everybody who was asked lately."""
    race, occasions = _Race(now, settings), occasions_of(opportunity, now)
    for agent in agents:
        case = case_of(agent, opportunity, now, settings, occasions=occasions)
        report = judge(case)
        if report.passed:
            fit = measure(case, report.sessions)
            race.rank(case, report, fit, for_agent_load(fit.points, agent, settings))
        else:
            race.fail(case, report)
    return race.result(top)


def rank_opportunities(
    agent: AgentFacts,
    opportunities: Iterable[OpportunityFacts],
    now: datetime,
    settings: Settings,
    top: int | None = None,
) -> Ranking:
    """What `agent` can do, best first: fit, less for every opportunity that had attention lately."""
    race, calendar = _Race(now, settings), Calendar(agent)
    for opportunity in opportunities:
        case = case_of(agent, opportunity, now, settings, calendar=calendar)
        report = judge(case)
        if report.passed:
            fit = measure(case, report.sessions)
            race.rank(case, report, fit, for_attention(fit.points, opportunity, settings))
        else:
            race.fail(case, report)
    return race.result(top)
