"""Small worlds for tests: one agent who can do one session, from which each test changes what it is about."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from volunteer_match.glossary import Format
from volunteer_match.matching.facts import (
    AgentFacts,
    CredentialFacts,
    Interval,
    OpportunityFacts,
    Preferences,
    Requirements,
    SessionFacts,
    Settings,
    Window,
)
from volunteer_match.matching.fit import Fit, Part, PartName, measure
from volunteer_match.matching.gates import Gate, GateName, check_gates, judge
from volunteer_match.matching.occasions import case_of
from volunteer_match.matching.phrases import Phrase
from volunteer_match.matching.plain import plain_voice
from volunteer_match.matching.words import words

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""A Monday."""
SETTINGS = Settings()


def at(text: str) -> datetime:
    """An instant in UTC: `at("2026-11-26 18:00")`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def span(start: str, end: str) -> Interval:
    return Interval(at(start), at(end))


def session(start: str, end: str, name: str = "s1", **changes: Any) -> SessionFacts:
    return SessionFacts(id=name, start=at(start), end=at(end), **changes)


def window(day: int, start: int, end: int) -> Window:
    """A window by whole hours; day 0 is Monday."""
    return Window(day, start * 60, end * 60)


THURSDAY = window(3, 8, 22)

AGENT = AgentFacts(
    id="ana",
    age=30,
    availability=(THURSDAY,),
    languages={},
    credentials=(CredentialFacts("background-check", date(2027, 3, 1)),),
)
"""Free on Thursdays from 08:00 to 22:00 UTC."""

NEED = OpportunityFacts(
    id="need",
    kind="tutoring",
    cause="education",
    partner="open-desk",
    sessions=(session("2026-11-26 18:00", "2026-11-26 19:00"),),
)
"""One hour on a Thursday."""

FLEXIBLE = OpportunityFacts(
    id="flex", format=Format.FLEXIBLE, minutes_needed=300, deadline=at("2026-12-10 12:00"), kind="translation"
)
"""Five hours before a Thursday noon, two and a half weeks ahead."""


def agent(**changes: Any) -> AgentFacts:
    return replace(AGENT, **changes)


def need(**changes: Any) -> OpportunityFacts:
    """NEED with changes; keys of requirements and preferences are given as `asks` and `likes`."""
    if "asks" in changes:
        changes["requires"] = Requirements(**changes.pop("asks"))
    if "likes" in changes:
        changes["prefers"] = Preferences(**changes.pop("likes"))
    return replace(NEED, **changes)


def gate(
    name: str, who: AgentFacts, what: OpportunityFacts, settings: Settings = SETTINGS, now: datetime = NOW
) -> Gate:
    report = check_gates(who, what, now, settings)
    return next(gate for gate in report.gates if gate.name == GateName(name))


def fit(who: AgentFacts, what: OpportunityFacts, settings: Settings = SETTINGS) -> Fit:
    case = case_of(who, what, NOW, settings)
    return measure(case, judge(case).sessions)


def part(name: str, who: AgentFacts, what: OpportunityFacts, settings: Settings = SETTINGS) -> Part:
    return next(part for part in fit(who, what, settings).parts if part.name == PartName(name))


def said(phrase: Phrase | None, time_zone: str = "UTC") -> str | None:
    return None if phrase is None else words(phrase, plain_voice(time_zone))
