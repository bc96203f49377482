"""The shapes of the demo world: what it holds, apart from what happens in it (`story`). Pure.

Ids are those of the catalogue; levels are beginner, intermediate, advanced, expert; proficiencies A1 to C2 and native.
Days are whole days from today, which is always the day in the zone concerned: -1 is yesterday. Weekdays count from
Monday, 0. Minutes of a day are wall time in the zone that stands beside them.
"""

from dataclasses import dataclass

from volunteer_match.glossary import Format, Kind, Meeting, OpportunityState, Role, Verdict


@dataclass(frozen=True, slots=True)
class DemoSite:
    key: str
    name: str
    country: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class DemoTeam:
    name: str
    site: str


@dataclass(frozen=True, slots=True)
class DemoCompany:
    name: str
    time_zone: str
    sites: tuple[DemoSite, ...]
    teams: tuple[DemoTeam, ...]


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody who signs in and is no agent: staff of the company or of a partner."""

    email: str
    given_name: str
    family_name: str
    role: Role
    time_zone: str


@dataclass(frozen=True, slots=True)
class DemoPartner:
    """A non-profit. One that is not verified waits for a coordinator's decision."""

    key: str
    name: str
    mission: str
    website: str
    city: str
    country: str
    time_zone: str
    cause: str
    is_verified: bool
    applied_days_ago: int
    members: tuple[DemoPerson, ...]


@dataclass(frozen=True, slots=True)
class DemoSkill:
    skill: str
    level: str


@dataclass(frozen=True, slots=True)
class DemoLanguage:
    """`evidence` is empty where the level is only declared; a level that was tested is verified."""

    tag: str
    level: str
    is_verified: bool
    evidence: str


@dataclass(frozen=True, slots=True)
class DemoWindow:
    """Free time of a weekday, in minutes of the day; an end at or before the start crosses midnight."""

    weekday: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DemoShift:
    """Working time that returns every week."""

    weekday: int
    start: int
    minutes: int


@dataclass(frozen=True, slots=True)
class DemoException:
    """A day that is otherwise; without times the whole of it."""

    day: int
    start: int | None
    end: int | None
    is_available: bool


@dataclass(frozen=True, slots=True)
class DemoCredential:
    """`verdict` None waits for a coordinator. `expires_in` is in days from today."""

    kind: str
    reference: str
    expires_in: int | None
    verdict: Verdict | None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class DemoAgent:
    """An agent; `number` counts from 1 and is how the story names them."""

    number: int
    email: str
    given_name: str
    family_name: str
    site: str
    team: str
    time_zone: str
    is_adult: bool
    weekly_limit_minutes: int | None
    joined_days_ago: int
    skills: tuple[DemoSkill, ...]
    wants: tuple[str, ...]
    languages: tuple[DemoLanguage, ...]
    windows: tuple[DemoWindow, ...]
    shifts: tuple[DemoShift, ...]
    exceptions: tuple[DemoException, ...]
    interests: tuple[str, ...]
    """`cause:<id>`, `kind:<kind>` or `partner:<key>`."""
    credentials: tuple[DemoCredential, ...]


@dataclass(frozen=True, slots=True)
class AskedSkill:
    skill: str
    level: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class AskedLanguage:
    tag: str
    level: str
    is_required: bool
    verified_only: bool


@dataclass(frozen=True, slots=True)
class DemoSession:
    """`day` is the first day it can be; with a weekday it is the next such day, at most six days on."""

    day: int
    weekday: int | None
    start: int
    minutes: int
    places: int

    @property
    def last_day(self) -> int:
        """The last day it can be."""
        return self.day if self.weekday is None else self.day + 6


@dataclass(frozen=True, slots=True)
class FlexibleTime:
    """Work that has no hour: `minutes` for each agent, until 18:00 of the deadline's day."""

    minutes: int
    deadline_day: int
    places: int


@dataclass(frozen=True, slots=True)
class DemoOpportunity:
    """A need. Either it has sessions, or it is flexible and `flexible` says how."""

    key: str
    partner: str
    kind: Kind
    format: Format
    template: str
    title: str
    description: str
    language: str
    cause: str
    time_zone: str
    skills: tuple[AskedSkill, ...]
    languages: tuple[AskedLanguage, ...]
    credentials: tuple[str, ...]
    minimum_age: int | None
    second_adult: str
    how_to_join: str
    meeting: Meeting
    meeting_url: str
    sessions: tuple[DemoSession, ...]
    flexible: FlexibleTime | None
    state: OpportunityState
    cancel_reason: str
    posted_days_ago: int
    posted_by: str

    @property
    def is_for_minors(self) -> bool:
        """A second adult is named where, and only where, the people are under 18."""
        return bool(self.second_adult)
