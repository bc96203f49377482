"""The times of one need, each with what this volunteer can do with it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from flask_babel import gettext, ngettext

from volunteer_match.glossary import Format
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, SessionFacts, Settings
from volunteer_match.matching.gates import check_gates
from volunteer_match.web.times import format_span, zone_label


class Chance(StrEnum):
    """What a volunteer can do with one session."""

    CLAIM = "claim"
    WAIT = "wait"
    CLASH = "clash"
    MINE = "mine"


@dataclass(frozen=True, slots=True)
class TimeToClaim:
    """One session in the reader's words; `public_id` None is the whole of a flexible need."""

    public_id: str | None
    chance: Chance
    when: str
    iso: str
    their_time: str | None
    state: str


def with_places(opportunity: OpportunityFacts) -> OpportunityFacts:
    """The same need as if every session had a place: who passes then may wait for one."""
    return replace(opportunity, sessions=tuple(replace(s, places=max(1, s.places)) for s in opportunity.sessions))


def _state_words(chance: Chance, places: int) -> str:
    return {
        Chance.CLAIM: ngettext("%(num)s place left", "%(num)s places left", max(places, 1)),
        Chance.WAIT: gettext("full; you can join the waitlist"),
        Chance.CLASH: gettext("does not fit you: see “Why not you, yet”"),
        Chance.MINE: gettext("you have this one"),
    }[chance]


def _row(session: SessionFacts, chance: Chance, zone: str) -> TimeToClaim:
    is_elsewhere = session.time_zone != zone
    there = format_span(session.start, session.end, session.time_zone)
    return TimeToClaim(
        public_id=session.id,
        chance=chance,
        when=format_span(session.start, session.end, zone),
        iso=session.start.isoformat(timespec="minutes"),
        their_time=f"{there}, {zone_label(session.time_zone, session.start)}" if is_elsewhere else None,
        state=_state_words(chance, session.places),
    )


def times_to_claim(
    agent: AgentFacts, opportunity: OpportunityFacts, mine: set[str], now: datetime, settings: Settings
) -> list[TimeToClaim]:
    """Every coming session of a scheduled need, by start. `mine` are sessions where the agent has a live match."""
    if opportunity.format is Format.FLEXIBLE:
        return []
    report = check_gates(agent, with_places(opportunity), now, settings)
    # A session may fit well while a skill is missing: then there is nothing to claim, and the gates say why.
    passing = set(report.sessions) if report.passed else set()
    rows = []
    for session in opportunity.sessions:
        if session.start <= now:
            continue
        if session.id in mine:
            chance = Chance.MINE
        elif session.id not in passing:
            chance = Chance.CLASH
        else:
            chance = Chance.CLAIM if session.places > 0 else Chance.WAIT
        rows.append(_row(session, chance, agent.time_zone))
    return rows
