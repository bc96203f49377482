"""Tells the story of the demo world: turns the lines of plan.toml into matches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from volunteer_match.demo.casting import Casting
from volunteer_match.demo.chance import happens
from volunteer_match.demo.files import read_table
from volunteer_match.demo.paths import DAY, HOUR, PATHS, Cast, Circumstances
from volunteer_match.demo.shape import DemoOpportunity, DemoSession
from volunteer_match.demo.story import DemoMatch, DemoMessage, DemoMoment, DemoMove
from volunteer_match.glossary import Move, ReturnReason

CLAIMS = {Move.CLAIM, Move.JOIN_WAITLIST, Move.ACCEPT}
DEFAULT_HOURS = (20, 96)
RECENT_DAYS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the plan. `hours` is how long ago it began, where that matters; `agent` names somebody."""

    need: str
    path: str
    sessions: tuple[int, ...] = ()
    agents: int = 1
    agent: int | None = None
    hours: int | None = None
    note: str = ""
    reason: ReturnReason | None = None
    reply: str = ""
    talk: str = ""


def read_lines() -> tuple[Line, ...]:
    """The lines in the order they are told; those of the first agent come first."""
    lines = []
    for entry in read_table("plan")["line"]:
        reason = ReturnReason(entry["reason"]) if "reason" in entry else None
        lines.append(Line(**{**entry, "sessions": tuple(entry.get("sessions", ())), "reason": reason}))
    return tuple(lines)


class Storyteller:
    """Makes the matches, line by line, and keeps the count of claims."""

    def __init__(
        self, rng: Random, casting: Casting, opportunities: Mapping[str, DemoOpportunity], coordinators: Sequence[str]
    ) -> None:
        self._rng = rng
        self._casting = casting
        self._opportunities = opportunities
        self._coordinators = coordinators
        self._claims = 0

    def tell(self, line: Line) -> list[DemoMatch]:
        """The matches of a line. Raises NobodyFitsError where the company has nobody for it."""
        opportunity = self._opportunities[line.need]
        return [match for _ in range(line.agents) for match in self._part(line, opportunity)]

    def _part(self, line: Line, opportunity: DemoOpportunity) -> list[DemoMatch]:
        sessions = [opportunity.sessions[index] for index in line.sessions]
        holds = line.path not in {"invited", "waitlisted", "declined", "lapsed"}
        if line.agent is None:
            agent = self._casting.choose(opportunity, sessions, holds=holds)
        else:
            agent = self._casting.assign(line.agent, opportunity, sessions, holds=holds)
        cast = Cast(agent.email, opportunity.posted_by, self._rng.choice(self._coordinators))
        asked = self._asked(line, opportunity, sessions)
        stories = [self._moves(line, cast, asked, session) for session in sessions or (None,)]
        claim = self._claim() if any(move.move in CLAIMS for move in stories[0]) else None
        note = (line.note or self._note(opportunity)) if claim else ""
        indexes: Sequence[int | None] = line.sessions or (None,)
        matches = [
            DemoMatch(agent.number, opportunity.key, index, claim, note, moves)
            for index, moves in zip(indexes, stories, strict=True)
        ]
        return _with_talk(line, matches, sessions, cast, asked)

    def _claim(self) -> str:
        self._claims += 1
        return f"c{self._claims:03d}"

    def _asked(self, line: Line, opportunity: DemoOpportunity, sessions: Sequence[DemoSession]) -> int:
        """Minutes from now of the first move: before the first session, and after the need was posted."""
        if line.hours is not None:
            return -line.hours * HOUR
        asked = -self._rng.randint(*DEFAULT_HOURS) * HOUR
        if line.path in {"completed", "cancelled"} and not sessions:
            asked = -self._rng.randint(9, 14) * DAY
        first = min((session.day for session in sessions), default=1)
        if first <= 0:
            asked = first * DAY - self._rng.randint(50, 80) * HOUR
        return max(asked, 3 * HOUR - opportunity.posted_days_ago * DAY)

    def _moves(self, line: Line, cast: Cast, asked: int, session: DemoSession | None) -> tuple[DemoMove, ...]:
        circumstances = Circumstances(
            asked=asked,
            may_be_over=session is not None and session.day <= 0,
            is_flexible=session is None,
            reason=line.reason,
            reply=line.reply,
            thanks=self._rng.choice(read_table("texts")["thanks"]["lines"]) if happens(self._rng, 45) else "",
        )
        # The sessions of a claim are asked for and answered together, so each is drawn from the same start.
        return PATHS[line.path](cast, circumstances, Random(f"{line.need} {line.path} {cast.agent}"))

    def _note(self, opportunity: DemoOpportunity) -> str:
        notes = read_table("texts")["notes"]
        pool: list[str] = notes.get(opportunity.language) or notes[opportunity.kind.value]
        return self._rng.choice(pool) if happens(self._rng, 65) else ""


def _with_talk(
    line: Line, matches: list[DemoMatch], sessions: Sequence[DemoSession], cast: Cast, asked: int
) -> list[DemoMatch]:
    """The matches, one of them with the line's talk: the next to come where there is one, else the first."""
    if not line.talk:
        return matches
    about = next((place for place, session in enumerate(sessions) if session.day > 0), 0)
    begun = max(asked, -RECENT_DAYS * DAY) if line.path == "served" else asked
    turns = read_table("texts")["talk"][line.talk]
    step = min(7 * HOUR, -begun // (len(turns) + 1))
    people = {"agent": cast.agent, "partner": cast.partner, "coordinator": cast.coordinator}
    messages = tuple(
        DemoMessage(people[turn["by"]], turn["body"], DemoMoment("now", begun + step * count))
        for count, turn in enumerate(turns, start=1)
    )
    return [replace(match, messages=messages) if place == about else match for place, match in enumerate(matches)]
