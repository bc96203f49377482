"""The shapes of what happens in the demo world: matches and their moves, questions, concerns, blocks. Pure."""

from dataclasses import dataclass

from volunteer_match.demo.shape import DemoAgent, DemoCompany, DemoOpportunity, DemoPartner, DemoPerson
from volunteer_match.glossary import ConcernCategory, MatchState, Move, ReturnReason


@dataclass(frozen=True, slots=True)
class DemoMoment:
    """`minutes` after `anchor`: "now", or the "start" or "end" of the session; before it where negative."""

    anchor: str
    minutes: int


@dataclass(frozen=True, slots=True)
class DemoMove:
    """One step of a match. `by` is an e-mail address, or None for the platform itself."""

    move: Move
    to: MatchState
    by: str | None
    at: DemoMoment
    reason: ReturnReason | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DemoMessage:
    """A question or an answer on a match."""

    by: str
    body: str
    at: DemoMoment


@dataclass(frozen=True, slots=True)
class DemoMatch:
    """An agent, a need and one of its sessions (None for a flexible need).

    Matches with the same `claim` were made by one act; None stands for an invitation nobody has answered yes to.
    `moves` are in order and may reach into the future: `dates.happened` gives those that count by now.
    """

    agent: int
    opportunity: str
    session: int | None
    claim: str | None
    note: str
    moves: tuple[DemoMove, ...]
    messages: tuple[DemoMessage, ...] = ()

    @property
    def state(self) -> MatchState:
        """The state once all moves are done; they can't move it further by themselves."""
        return self.moves[-1].to


@dataclass(frozen=True, slots=True)
class DemoConcern:
    """A report by an agent; `outcome` is empty while nobody has looked at it."""

    reporter: int
    opportunity: str
    category: ConcernCategory
    body: str
    days_ago: int
    outcome: str


@dataclass(frozen=True, slots=True)
class DemoBlock:
    """A coordinator keeps an agent from a partner for a while."""

    agent: int
    partner: str
    reason: str
    by: str
    days_ago: int
    ends_in: int


@dataclass(frozen=True, slots=True)
class DemoWorld:
    """All of it. Keys, e-mail addresses and agent numbers are unique."""

    company: DemoCompany
    staff: tuple[DemoPerson, ...]
    partners: tuple[DemoPartner, ...]
    agents: tuple[DemoAgent, ...]
    opportunities: tuple[DemoOpportunity, ...]
    matches: tuple[DemoMatch, ...]
    concerns: tuple[DemoConcern, ...]
    blocks: tuple[DemoBlock, ...]
