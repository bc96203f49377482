"""Finds agents for the planned matches, fairly, and gives them what they lack to be believable in the part."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from volunteer_match.demo.fitting import (
    could_come,
    lacking_credentials,
    lacking_hours,
    lacking_skills,
    overlaps,
    reference_spans,
    speaks,
)
from volunteer_match.demo.shape import DemoAgent, DemoCredential, DemoOpportunity, DemoSession, DemoSkill, DemoWindow
from volunteer_match.glossary import Verdict

NEWCOMER_DAYS = 60
"""Who joined later than this has no past in the demo yet."""


class NobodyFitsError(ValueError):
    """No agent has the languages and the hours for a planned match: the plan or the company must change."""


class Casting:
    """The company's agents while the story is told: who has promised what, and what they were given for it."""

    def __init__(self, rng: Random, agents: Sequence[DemoAgent]) -> None:
        self._rng = rng
        self._agents = {agent.number: agent for agent in agents}
        self._promised: defaultdict[int, list[tuple[DemoOpportunity, DemoSession]]] = defaultdict(list)
        self._seen: set[tuple[int, str]] = set()
        self._parts: defaultdict[int, int] = defaultdict(int)

    @property
    def agents(self) -> tuple[DemoAgent, ...]:
        """All agents as they are now, by number."""
        return tuple(self._agents[number] for number in sorted(self._agents))

    def choose(self, opportunity: DemoOpportunity, sessions: Sequence[DemoSession], *, holds: bool) -> DemoAgent:
        """An agent who can take all these sessions, and now has (where `holds`).

        Those who had the fewest parts so far come first, of these the ones who lack least. Raises NobodyFitsError.
        """
        able = [agent for agent in self._agents.values() if self._can(agent, opportunity, sessions)]
        if not able:
            raise NobodyFitsError(opportunity.key)
        lots = {agent.number: self._rng.random() for agent in able}
        best = min(able, key=lambda agent: (self._effort(agent, opportunity, sessions), lots[agent.number]))
        return self.assign(best.number, opportunity, sessions, holds=holds)

    def assign(
        self, number: int, opportunity: DemoOpportunity, sessions: Sequence[DemoSession], *, holds: bool
    ) -> DemoAgent:
        """Gives the part to this agent, with whatever skill, credential or free hour it needs."""
        agent = self._agents[number] = _equipped(self._agents[number], opportunity, sessions)
        self._seen.add((number, opportunity.key))
        self._parts[number] += 1
        if holds:
            self._promised[number].extend((opportunity, session) for session in sessions)
        return agent

    def _effort(self, agent: DemoAgent, opportunity: DemoOpportunity, sessions: Sequence[DemoSession]) -> int:
        """Everything the agent would have to be given, and every part they have already."""
        lacks = len(lacking_skills(agent, opportunity)) + len(lacking_credentials(agent, opportunity))
        hours = any(lacking_hours(agent, opportunity, session) for session in sessions)
        return lacks + hours + self._parts[agent.number]

    def _can(self, agent: DemoAgent, opportunity: DemoOpportunity, sessions: Sequence[DemoSession]) -> bool:
        if agent.number == 1 or (agent.number, opportunity.key) in self._seen or not speaks(agent, opportunity):
            return False
        return (
            agent.joined_days_ago >= NEWCOMER_DAYS
            and all(could_come(agent, opportunity, session) for session in sessions)
            and all(self._is_free(agent, opportunity, session) for session in sessions)
        )

    def _is_free(self, agent: DemoAgent, opportunity: DemoOpportunity, session: DemoSession) -> bool:
        """No other promise at that time, and none that would fill the week beyond the agent's limit."""
        promised = self._promised[agent.number]
        spans = reference_spans(opportunity, session)
        if any(overlaps(spans, reference_spans(*other)) for other in promised):
            return False
        week = session.minutes + sum(other.minutes for _, other in promised if abs(other.day - session.day) < 14)
        return agent.weekly_limit_minutes is None or week <= agent.weekly_limit_minutes


def _equipped(agent: DemoAgent, opportunity: DemoOpportunity, sessions: Sequence[DemoSession]) -> DemoAgent:
    """The agent with every skill, credential and free hour that these sessions require."""
    lacking, missing = lacking_skills(agent, opportunity), lacking_credentials(agent, opportunity)
    hours = {window for session in sessions for window in lacking_hours(agent, opportunity, session)}
    skills = tuple(skill for skill in agent.skills if skill.skill not in lacking)
    credentials = tuple(credential for credential in agent.credentials if credential.kind not in missing)
    return replace(
        agent,
        skills=(*skills, *(DemoSkill(skill, level) for skill, level in lacking.items())),
        wants=tuple(skill for skill in agent.wants if skill not in lacking),
        credentials=(*credentials, *(_good(agent, kind) for kind in missing)),
        windows=_joined((*agent.windows, *hours)),
    )


def _joined(windows: tuple[DemoWindow, ...]) -> tuple[DemoWindow, ...]:
    """The same hours with windows that touch made one, as somebody would enter them."""
    joined: list[DemoWindow] = []
    for window in sorted(windows, key=lambda window: (window.weekday, window.start, window.end)):
        last = joined[-1] if joined else None
        if last and last.weekday == window.weekday and last.start < last.end and window.start <= last.end:
            joined[-1] = DemoWindow(last.weekday, last.start, max(last.end, window.end))
        else:
            joined.append(window)
    return tuple(joined)


def _good(agent: DemoAgent, kind: str) -> DemoCredential:
    expires_in = None if kind == "confidentiality-agreement" else 120 + agent.number % 300
    return DemoCredential(kind, f"{kind[:3].upper()}-{300000 + 977 * agent.number}", expires_in, Verdict.VERIFIED)
