"""The demo world as facts of matching, without a database, to ask matching itself whether the story holds."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from volunteer_match.demo.chance import LEVELS, PROFICIENCIES
from volunteer_match.demo.dates import deadline_of, happened, shifts_between, span_of, today_in
from volunteer_match.demo.shape import DemoAgent, DemoOpportunity
from volunteer_match.demo.story import DemoMatch, DemoWorld
from volunteer_match.glossary import HOLDS_PLACE, KEEPS_PLACE, MatchState, OpportunityState, Verdict
from volunteer_match.matching.facts import (
    AgentFacts,
    CredentialFacts,
    ExceptionFacts,
    Interval,
    OpportunityFacts,
    Preferences,
    Requirements,
    SessionFacts,
    Window,
)
from volunteer_match.matching.levels import Proficiency, SkillLevel


class Moment:
    """The demo world at one moment: each match in the state it has by then."""

    def __init__(self, world: DemoWorld, now: datetime) -> None:
        self.world, self.now = world, now
        self.opportunities = {opportunity.key: opportunity for opportunity in world.opportunities}
        self.agents = {agent.number: agent for agent in world.agents}
        self.states = [(match, self.state_of(match)) for match in world.matches]

    def span_of(self, match: DemoMatch) -> tuple[datetime, datetime] | None:
        opportunity = self.opportunities[match.opportunity]
        return None if match.session is None else span_of(opportunity, opportunity.sessions[match.session], self.now)

    def state_of(self, match: DemoMatch) -> MatchState:
        return happened(match, self.span_of(match), self.now)[-1][0].to

    def holds(self, agent: int, but: DemoMatch | None = None) -> list[Interval]:
        """The agent's promised sessions, other than those of the claim of `but`."""
        spans = (
            self.span_of(match)
            for match, state in self.states
            if match.agent == agent and state in HOLDS_PLACE and (but is None or match.claim != but.claim)
        )
        return [Interval(*span) for span in spans if span]

    def taken(self, key: str, session: int | None) -> int:
        return sum(
            match.opportunity == key and match.session == session and state in KEEPS_PLACE
            for match, state in self.states
        )

    def agent_facts(self, agent: DemoAgent, but: DemoMatch | None = None) -> AgentFacts:
        today = today_in(agent.time_zone, self.now)
        return AgentFacts(
            id=str(agent.number),
            time_zone=agent.time_zone,
            age=18 if agent.is_adult else None,
            skills={held.skill: SkillLevel(LEVELS.index(held.level) + 1) for held in agent.skills},
            wants=frozenset(agent.wants),
            languages={held.tag: Proficiency(PROFICIENCIES.index(held.level) + 1) for held in agent.languages},
            verified_languages=frozenset(held.tag for held in agent.languages if held.is_verified),
            availability=tuple(Window(window.weekday, window.start, window.end) for window in agent.windows),
            exceptions=tuple(
                ExceptionFacts(today + timedelta(days=change.day), change.start, change.end, change.is_available)
                for change in agent.exceptions
            ),
            shifts=tuple(Interval(*shift) for shift in shifts_between(agent, -8, 70, self.now)),
            rest_gap_minutes=30,
            busy=tuple(self.holds(agent.number, but)),
            weekly_limit_minutes=agent.weekly_limit_minutes,
            credentials=tuple(
                CredentialFacts(held.kind, None if held.expires_in is None else today + timedelta(days=held.expires_in))
                for held in agent.credentials
                if held.verdict is Verdict.VERIFIED
            ),
            interests=frozenset(agent.interests),
        )

    def opportunity_facts(self, need: DemoOpportunity, sessions: tuple[int, ...] | None = None) -> OpportunityFacts:
        """The need with its free places; with `sessions` only these, each with a place."""
        return OpportunityFacts(
            id=need.key,
            kind=need.kind,
            format=need.format,
            cause=need.cause,
            partner=need.partner,
            requires=Requirements(
                skills=_skills(need, is_required=True),
                languages=_languages(need, is_required=True),
                verified_languages=frozenset(asked.tag for asked in need.languages if asked.verified_only),
                credentials=need.credentials,
                minimum_age=need.minimum_age,
            ),
            prefers=Preferences(_skills(need, is_required=False), _languages(need, is_required=False)),
            sessions=tuple(self._sessions(need, sessions)),
            minutes_needed=need.flexible.minutes if need.flexible else None,
            deadline=deadline_of(need, self.now) if need.flexible else None,
            time_zone=need.time_zone,
        )

    def _sessions(self, need: DemoOpportunity, only: tuple[int, ...] | None) -> Iterator[SessionFacts]:
        for index, session in enumerate(need.sessions):
            if only is None or index in only:
                places = 1 if only else session.places - self.taken(need.key, index)
                yield SessionFacts(str(index), *span_of(need, session, self.now), need.time_zone, places)

    def open_needs(self) -> list[DemoOpportunity]:
        return [need for need in self.world.opportunities if need.state is OpportunityState.PUBLISHED]


def _skills(need: DemoOpportunity, *, is_required: bool) -> dict[str, SkillLevel]:
    return {
        asked.skill: SkillLevel(LEVELS.index(asked.level) + 1)
        for asked in need.skills
        if asked.is_required is is_required
    }


def _languages(need: DemoOpportunity, *, is_required: bool) -> dict[str, Proficiency]:
    return {
        asked.tag: Proficiency(PROFICIENCIES.index(asked.level) + 1)
        for asked in need.languages
        if asked.is_required is is_required
    }
