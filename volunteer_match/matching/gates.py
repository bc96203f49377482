"""All gates of one agent and one opportunity, and which sessions may be claimed."""

from dataclasses import dataclass
from datetime import datetime

from volunteer_match.matching import profile_gates, time_gates
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, Settings
from volunteer_match.matching.gate import Gate, GateName
from volunteer_match.matching.occasions import Case, case_of
from volunteer_match.matching.trials import Trial, tried

__all__ = ["Gate", "GateName", "GateReport", "check_gates", "judge"]


@dataclass(frozen=True, slots=True)
class GateReport:
    """All seven gates in their order, and the ids of the sessions that may be claimed, by start.

    A flexible opportunity has no sessions: there `passed` alone says whether it may be claimed.
    """

    gates: tuple[Gate, ...]
    sessions: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return all(gate.passed for gate in self.gates)

    @property
    def distance(self) -> tuple[int, int]:
        """Sorts nearest first: how many gates failed, then the sum of their shortfalls."""
        return sum(not gate.passed for gate in self.gates), sum(gate.shortfall for gate in self.gates)


def check_gates(agent: AgentFacts, opportunity: OpportunityFacts, now: datetime, settings: Settings) -> GateReport:
    """Checks every gate of `opportunity` for `agent` at `now`."""
    return judge(case_of(agent, opportunity, now, settings))


def judge(case: Case) -> GateReport:
    """The gates of one case.

    Credentials, age, time and limits are all told for one occasion: the first that passes them all, else the one that
    comes nearest (fewest of them failed, then least free time missing, then the earliest).
    """
    trials = [tried(case, occasion) for occasion in case.occasions]
    told = trials[0] if len(trials) == 1 else min(trials, key=lambda trial: trial.distance, default=None)
    gates = (
        profile_gates.skills(case),
        profile_gates.languages(case),
        profile_gates.credentials(case, told),
        profile_gates.age(case),
        time_gates.time(case, told),
        time_gates.limits(case, told),
        profile_gates.standing(case),
    )
    return GateReport(gates, _claimable(case, trials))


def _claimable(case: Case, trials: list[Trial]) -> tuple[str, ...]:
    if not profile_gates.is_old_enough(case) or time_gates.is_capped(case):
        return ()
    return tuple(trial.occasion.session for trial in trials if trial.occasion.session is not None and trial.misses == 0)
