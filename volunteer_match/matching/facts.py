"""What matching knows: frozen facts about agents, opportunities and the house's settings. Nothing else enters.

Instants are aware datetimes in `datetime.UTC`, minutes are whole numbers, zones are IANA names, language tags are
spelled as `levels.find_tag` gives them. The defaults are neutral: no skills, no availability, no limit, active.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeVar

from volunteer_match.glossary import Format
from volunteer_match.matching.intervals import Interval
from volunteer_match.matching.levels import DEFAULT_ILR, Proficiency, SkillLevel

__all__ = [
    "AgentFacts",
    "CompanyLimits",
    "CredentialFacts",
    "ExceptionFacts",
    "Interval",
    "OpportunityFacts",
    "Preferences",
    "Requirements",
    "SessionFacts",
    "Settings",
    "Weights",
    "Window",
    "World",
]

COORDINATOR = "coordinator"
"""The entry of `blocked_by` that bars from everything."""

V = TypeVar("V")


def _none() -> Mapping[str, V]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Window:
    """Weekly availability in the agent's own zone: `day` 0 is Monday, minutes of the local day, 1440 is 24:00.

    An `end` at or before `start` belongs to the next day.
    """

    day: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ExceptionFacts:
    """A dated change of availability, local like a window; without times the whole date. Taking away wins."""

    date: date
    start: int | None
    end: int | None
    available: bool


@dataclass(frozen=True, slots=True)
class CredentialFacts:
    """A verified credential. It holds through its day of expiry, and for ever without one."""

    kind: str
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """One dated occurrence; `places` are those still free, `time_zone` is where it was planned."""

    id: str
    start: datetime
    end: datetime
    time_zone: str = "UTC"
    places: int = 1


@dataclass(frozen=True, slots=True)
class Requirements:
    """Hard conditions. Tags in `verified_languages` are those of `languages` whose level must be verified."""

    skills: Mapping[str, SkillLevel] = field(default_factory=_none)
    languages: Mapping[str, Proficiency] = field(default_factory=_none)
    verified_languages: frozenset[str] = frozenset()
    credentials: tuple[str, ...] = ()
    minimum_age: int | None = None


@dataclass(frozen=True, slots=True)
class Preferences:
    """What adds to the fit and bars nobody."""

    skills: Mapping[str, SkillLevel] = field(default_factory=_none)
    languages: Mapping[str, Proficiency] = field(default_factory=_none)


@dataclass(frozen=True, slots=True)
class AgentFacts:
    """One agent.

    `busy` are the agent's other pending or approved sessions: they clash and count for the weekly limits. `promised`
    counts for the weekly limits and clashes with nothing. `attended` and `missed` are already halved every 90 days
    (`fit.faded`). `returned_from` has opportunities with a final return. `blocked_by` has what bars the agent: a
    partner's id (or `partner:ID`), `kind:KIND`, or `coordinator` for everything. `interests` were chosen by the
    agent, `served` were served well; both hold `cause:…`, `kind:…` and `partner:…`.
    """

    id: str
    time_zone: str = "UTC"
    age: int | None = None
    skills: Mapping[str, SkillLevel] = field(default_factory=_none)
    wants: frozenset[str] = frozenset()
    languages: Mapping[str, Proficiency] = field(default_factory=_none)
    verified_languages: frozenset[str] = frozenset()
    availability: tuple[Window, ...] = ()
    exceptions: tuple[ExceptionFacts, ...] = ()
    shifts: tuple[Interval, ...] = ()
    rest_gap_minutes: int = 0
    busy: tuple[Interval, ...] = ()
    promised: tuple[Interval, ...] = ()
    weekly_limit_minutes: int | None = None
    credentials: tuple[CredentialFacts, ...] = ()
    interests: frozenset[str] = frozenset()
    served: frozenset[str] = frozenset()
    attended: float = 0
    missed: float = 0
    asked_last_7_days: int = 0
    last_asked: datetime | None = None
    pending: int = 0
    returned_from: frozenset[str] = frozenset()
    blocked_by: frozenset[str] = frozenset()
    active: bool = True
    company: str | None = None


@dataclass(frozen=True, slots=True)
class OpportunityFacts:
    """One remote need: scheduled with `sessions`, or flexible with `minutes_needed` before `deadline`.

    `time_zone` says on which date a flexible deadline falls.
    """

    id: str
    kind: str | None = None
    format: Format = Format.SCHEDULED
    cause: str | None = None
    partner: str | None = None
    requires: Requirements = Requirements()
    prefers: Preferences = Preferences()
    sessions: tuple[SessionFacts, ...] = ()
    minutes_needed: int | None = None
    deadline: datetime | None = None
    connections_last_7_days: int = 0
    time_zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Weights:
    """The most points each part of fit can give; together 100."""

    skills: int = 35
    languages: int = 20
    availability: int = 25
    interest: int = 10
    reliability: int = 10


@dataclass(frozen=True, slots=True)
class CompanyLimits:
    """A company's own limits, in place of those of the house. None is no limit."""

    pending_cap: int | None
    weekly_limit_minutes: int | None


@dataclass(frozen=True, slots=True)
class Settings:
    """The house's settings. `fairness` and `attention` are from 0 to 1; 1 is off."""

    pending_cap: int | None = 3
    company_weekly_limit_minutes: int | None = None
    fairness: float = 0.9
    attention: float = 0.95
    seed: int = 0
    weights: Weights = Weights()
    companies: Mapping[str, CompanyLimits] = field(default_factory=_none)
    ilr: Mapping[int, Proficiency] = field(default_factory=lambda: DEFAULT_ILR)

    def limits_of(self, company: str | None) -> CompanyLimits:
        """The limits that hold for agents of `company`."""
        of_the_house = CompanyLimits(self.pending_cap, self.company_weekly_limit_minutes)
        return of_the_house if company is None else self.companies.get(company, of_the_house)


@dataclass(frozen=True, slots=True)
class World:
    """Everything that one ranking looks at, at one moment."""

    now: datetime
    agents: tuple[AgentFacts, ...] = ()
    opportunities: tuple[OpportunityFacts, ...] = ()
    settings: Settings = Settings()
