"""Worlds that Hypothesis makes: small enough that things meet, odd enough to hurt."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from volunteer_match.glossary import Format
from volunteer_match.matching.facts import (
    AgentFacts,
    CompanyLimits,
    CredentialFacts,
    ExceptionFacts,
    Interval,
    OpportunityFacts,
    Preferences,
    Requirements,
    SessionFacts,
    Settings,
    Window,
)
from volunteer_match.matching.levels import Proficiency, SkillLevel

ZONES = (
    "UTC", "Asia/Manila", "Europe/Warsaw", "America/New_York", "America/Santiago", "Asia/Kathmandu", "Asia/Kolkata",
    "Australia/Lord_Howe", "Pacific/Chatham", "America/Havana", "Africa/Cairo", "Asia/Beirut",
)  # fmt: skip
CHANGES = tuple(
    date.fromisoformat(day)
    for day in (
        "2026-03-08", "2026-03-28", "2026-03-29", "2026-04-04", "2026-04-05", "2026-04-24", "2026-09-05", "2026-09-06",
        "2026-09-27", "2026-10-04", "2026-10-24", "2026-10-25", "2026-10-29", "2026-11-01", "2026-11-23",
    )
)  # fmt: skip
"""Dates around which clocks of these zones change, in both hemispheres; and one quiet Monday."""
SKILLS, TAGS = ("maths", "physics", "patience"), ("en", "pt", "pt-BR", "pt-PT")

zones = st.sampled_from(ZONES)
quarters = st.integers(0, 95).map(lambda count: count * 15)
_ends = st.integers(0, 96).map(lambda count: count * 15)
windows = st.builds(Window, st.integers(0, 6), quarters, _ends) | st.builds(
    Window, st.integers(0, 6), quarters.map(lambda minute: minute + 7), _ends
)
minutes = st.sampled_from([0, 15, 45, 60, 120])


def instants(around: date, days: int = 3) -> st.SearchStrategy[datetime]:
    """Quarters of hours in the days around a date."""
    midnight = datetime(around.year, around.month, around.day, tzinfo=UTC)
    return st.integers(-days * 96, days * 96).map(lambda count: midnight + count * timedelta(minutes=15))


def intervals(around: date) -> st.SearchStrategy[Interval]:
    lengths = st.integers(1, 40).map(lambda count: count * timedelta(minutes=15))
    return st.builds(lambda start, length: Interval(start, start + length), instants(around), lengths)


@st.composite
def exceptions(draw: st.DrawFn, around: date) -> ExceptionFacts:
    day, available = around + timedelta(days=draw(st.integers(-2, 2))), draw(st.booleans())
    if draw(st.booleans()):
        return ExceptionFacts(day, None, None, available)
    return ExceptionFacts(day, draw(quarters), draw(quarters), available)


skills = st.dictionaries(st.sampled_from(SKILLS), st.sampled_from(SkillLevel), max_size=3)
languages = st.dictionaries(st.sampled_from(TAGS), st.sampled_from(Proficiency), max_size=3)
some_tags = st.frozensets(st.sampled_from(TAGS), max_size=2)


@st.composite
def agents(draw: st.DrawFn, around: date, name: str = "ana") -> AgentFacts:
    interests = st.frozensets(st.sampled_from(["cause:c", "kind:k", "partner:p"]), max_size=3)
    credentials = st.builds(CredentialFacts, st.just("check"), st.sampled_from([None, around, around + timedelta(2)]))
    return AgentFacts(
        id=name,
        time_zone=draw(zones),
        age=draw(st.sampled_from([None, 17, 18, 40])),
        skills=draw(skills),
        wants=draw(st.frozensets(st.sampled_from(SKILLS), max_size=2)),
        languages=draw(languages),
        verified_languages=draw(some_tags),
        availability=tuple(draw(st.lists(windows, max_size=8))),
        exceptions=tuple(draw(st.lists(exceptions(around), max_size=3))),
        shifts=tuple(draw(st.lists(intervals(around), max_size=2))),
        rest_gap_minutes=draw(minutes),
        busy=tuple(draw(st.lists(intervals(around), max_size=1))),
        promised=tuple(draw(st.lists(intervals(around), max_size=1))),
        weekly_limit_minutes=draw(st.sampled_from([None, None, 60, 600])),
        credentials=tuple(draw(st.lists(credentials, max_size=2))),
        interests=draw(interests),
        served=draw(interests),
        attended=draw(st.sampled_from([0, 0.5, 3, 20])),
        missed=draw(st.sampled_from([0, 0.25, 2])),
        asked_last_7_days=draw(st.integers(0, 3)),
        last_asked=draw(st.none() | instants(around)),
        pending=draw(st.integers(0, 3)),
        returned_from=draw(st.sampled_from([frozenset(), frozenset(), frozenset({"need"})])),
        blocked_by=draw(st.sampled_from([frozenset(), frozenset(), frozenset({"p"}), frozenset({"coordinator"})])),
        active=draw(st.sampled_from([True, True, True, False])),
        company=draw(st.sampled_from([None, "strict", "other"])),
    )


ABLE: dict[str, Any] = {
    "age": 40,
    "availability": tuple(Window(day, 300, 1380) for day in range(7)),
    "weekly_limit_minutes": None,
    "credentials": (CredentialFacts("check"),),
    "pending": 0,
    "returned_from": frozenset(),
    "blocked_by": frozenset(),
    "active": True,
}
"""Changes after which an agent passes most gates."""


@st.composite
def sessions(draw: st.DrawFn, around: date) -> tuple[SessionFacts, ...]:
    spans = draw(st.lists(intervals(around), max_size=4))
    return tuple(
        SessionFacts(f"s{count}", span.start, span.end, draw(zones), draw(st.sampled_from([0, 1, 1, 2])))
        for count, span in enumerate(spans)
    )


@st.composite
def needs(draw: st.DrawFn, around: date, name: str = "need") -> OpportunityFacts:
    """Opportunities that ask little, so that some agents pass."""
    flexible = draw(st.sampled_from([False, False, True]))
    few = st.sampled_from([0, 0, 1])
    asked = dict(list(draw(languages).items())[: draw(few)])
    return OpportunityFacts(
        id=name,
        kind=draw(st.sampled_from([None, "k"])),
        format=Format.FLEXIBLE if flexible else Format.SCHEDULED,
        cause=draw(st.sampled_from([None, "c"])),
        partner=draw(st.sampled_from([None, "p"])),
        requires=Requirements(
            skills=dict(list(draw(skills).items())[: draw(few)]),
            languages=asked,
            verified_languages=frozenset(asked) & draw(some_tags),
            credentials=("check",) if draw(few) else (),
            minimum_age=draw(st.sampled_from([None, None, 18])),
        ),
        prefers=Preferences(draw(skills), draw(languages)),
        sessions=() if flexible else draw(sessions(around)),
        minutes_needed=draw(st.sampled_from([None, 30, 600])) if flexible else None,
        deadline=draw(st.none() | instants(around, 10)) if flexible else None,
        connections_last_7_days=draw(st.integers(0, 3)),
        time_zone=draw(zones),
    )


settings = st.builds(
    Settings,
    pending_cap=st.sampled_from([None, 3, 4]),
    company_weekly_limit_minutes=st.sampled_from([None, None, 300]),
    fairness=st.sampled_from([0, 0.8, 0.9, 1]),
    attention=st.sampled_from([0.95, 1]),
    seed=st.integers(0, 3),
    companies=st.sampled_from([{}, {"strict": CompanyLimits(2, 90), "other": CompanyLimits(None, None)}]),
)
dates = st.sampled_from(CHANGES)
