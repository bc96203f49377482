"""Gates of one agent for certain sessions of one need, on the facts of this moment.

A waiting claim would stand in its own way (its hours are busy, its place is taken, it counts as pending), so the
facts can be read without it: what coordinators see then has the same figures that the agent saw.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from volunteer_match.glossary import HOLDS_PLACE, MatchState
from volunteer_match.matches.facts.agents import agent_facts
from volunteer_match.matches.facts.opportunities import opportunity_facts
from volunteer_match.matches.facts.settings import company_settings
from volunteer_match.matches.models import Match
from volunteer_match.matching.facts import AgentFacts, Interval, OpportunityFacts, Settings
from volunteer_match.matching.gate import GateName
from volunteer_match.matching.gates import GateReport, check_gates
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.people.models import Account

SAFEGUARDS = frozenset({GateName.CREDENTIALS, GateName.AGE, GateName.STANDING})


@dataclass(frozen=True, slots=True)
class Standing:
    """One agent, one need, and how the gates see them."""

    agent: AgentFacts
    need: OpportunityFacts
    settings: Settings
    now: datetime

    def report(self, sessions: Sequence[OpportunitySession]) -> GateReport:
        """The gates for these sessions alone, as if each had a free place. Flexible: for the need as a whole."""
        wanted = {session.public_id for session in sessions}
        chosen = tuple(replace(one, places=max(one.places, 1)) for one in self.need.sessions if one.id in wanted)
        return check_gates(self.agent, replace(self.need, sessions=chosen), self.now, self.settings)

    def passes(self, session: OpportunitySession) -> bool:
        return self.report([session]).passed

    def with_busy(self, session: OpportunitySession) -> "Standing":
        """The same after the agent took `session`: the next one of the same claim must fit beside it."""
        if session.starts_at is None or session.ends_at is None:
            return self
        taken = Interval(session.starts_at, session.ends_at)
        return replace(self, agent=replace(self.agent, busy=(*self.agent.busy, taken)))

    def without_cap(self) -> "Standing":
        """Without the cap on pending claims: an invitation that is accepted never waits."""
        return replace(self, agent=replace(self.agent, pending=0))


def _agent_without(agent: AgentFacts, besides: Sequence[Match]) -> AgentFacts:
    held = [match for match in besides if match.state in HOLDS_PLACE]
    own = {(match.starts_at, match.ends_at) for match in held}
    claims = {match.claim_id for match in held if match.state is MatchState.PENDING}
    return replace(
        agent,
        busy=tuple(interval for interval in agent.busy if (interval.start, interval.end) not in own),
        pending=max(0, agent.pending - len(claims)),
    )


def need_without(need: OpportunityFacts, besides: Sequence[Match]) -> OpportunityFacts:
    """The need as it would be if the matches in `besides` had not taken their places."""
    held = {match.session.public_id for match in besides if match.state in HOLDS_PLACE}
    return replace(need, sessions=tuple(replace(one, places=one.places + (one.id in held)) for one in need.sessions))


def read_standing(
    agent: Account, opportunity: Opportunity, now: datetime, *, besides: Sequence[Match] = ()
) -> Standing:
    """Reads the facts anew, as if the matches in `besides` did not exist."""
    assert agent.company is not None, "only employees of a company volunteer"
    return Standing(
        _agent_without(agent_facts([agent.id], now)[agent.id], besides),
        need_without(opportunity_facts([opportunity.id], now)[opportunity.id], besides),
        company_settings(agent.company),
        now,
    )


def safeguards_hold(report: GateReport) -> bool:
    """Credentials, age and standing: what no coordinator may judge differently."""
    return all(gate.passed for gate in report.gates if gate.name in SAFEGUARDS)
