"""Agents and needs of one seed, as facts of matching, and everything that happens to them from outside."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from benchmarks.exposure.model import Model
from volunteer_match.glossary import Format
from volunteer_match.matching.facts import (
    AgentFacts,
    OpportunityFacts,
    Preferences,
    Requirements,
    SessionFacts,
    Window,
)
from volunteer_match.matching.levels import Proficiency, SkillLevel

START = datetime(2026, 9, 7, tzinfo=UTC)
"""A Monday."""
WEEK = timedelta(days=7)
BEFORE = timedelta(days=14)
"""Needs begin to arrive before the weeks that count, so that the first agents find some."""
SKILLS, LANGUAGES, CAUSES, PARTNERS = 12, 6, 6, 30
ZONES = ("Asia/Manila", "America/Bogota", "Europe/Warsaw", "Africa/Johannesburg", "Asia/Kolkata")
PARTNER_ZONES = ("Europe/London", "America/New_York", "Europe/Madrid")
FREE_FROM = {"morning": (6, 3), "evening": (16, 5), "night": (22, 2)}
"""First free hour on the agent's clock, and how many of ten agents are free then."""


@dataclass(frozen=True, slots=True)
class Person:
    facts: AgentFacts
    arrives: datetime
    visits: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """`begins` is the session's start, or the deadline of a flexible one, which keeps nobody's hours."""

    facts: OpportunityFacts
    published: datetime
    begins: datetime
    ends: datetime
    places: int


def _popular(draw: Random, names: int, how_many: int) -> list[int]:
    """That many different ranks, drawn with the weights of Zipf's law: 1, 1/2, 1/3 …"""
    chosen: list[int] = []
    while len(chosen) < how_many:
        (one,) = draw.choices(range(names), [1 / (rank + 1) for rank in range(names)])
        if one not in chosen:
            chosen.append(one)
    return chosen


def _levels(draw: Random, ranks: list[int], most: int) -> dict[str, SkillLevel]:
    return {f"skill-{rank}": SkillLevel(draw.randint(1, most)) for rank in ranks}


def _windows(draw: Random) -> tuple[Window, ...]:
    (hour,) = draw.choices([first for first, _ in FREE_FROM.values()], [share for _, share in FREE_FROM.values()])
    start, length = (hour + draw.randint(0, 2)) % 24 * 60, draw.randint(4, 8) * 60
    days = draw.sample(range(7), draw.randint(3, 7))
    return tuple(Window(day, start, (start + length) % 1440 or 1440) for day in sorted(days))


def make_person(number: int, draw: Random, model: Model) -> Person:
    """Speaks English and up to two more languages, has one to four skills and four to eight free hours a day."""
    late = number >= model.agents / 2
    arrives = START + draw.random() * model.weeks * WEEK if late else START - BEFORE
    rate = model.visits_per_week * draw.lognormvariate(-(model.visits_spread**2) / 2, model.visits_spread)
    visits, moment = [], max(arrives, START)
    while (moment := moment + draw.expovariate(rate) * WEEK) < START + model.weeks * WEEK:
        visits.append(moment)
    facts = AgentFacts(
        id=f"agent-{number}",
        time_zone=draw.choice(ZONES),
        age=30,
        skills=_levels(draw, _popular(draw, SKILLS, draw.randint(1, 4)), 4),
        languages={
            "en": Proficiency(draw.randint(4, 7)),
            **{
                f"q{'abcdef'[rank]}": Proficiency(draw.randint(3, 7))
                for rank in _popular(draw, LANGUAGES, draw.randint(0, 2))
            },
        },
        availability=_windows(draw),
        interests=frozenset(f"cause:{rank}" for rank in _popular(draw, CAUSES, draw.randint(1, 3))),
        attended=float(int(draw.expovariate(1 / 3))),
        missed=float(draw.random() < 0.2),
    )
    return Person(facts, arrives, tuple(visits))


def make_need(number: int, published: datetime, draw: Random, model: Model) -> Need:
    """One session, or a deadline, 7 to 21 days after it was published; sessions mostly in the afternoon or evening."""
    day = (published + timedelta(days=draw.randint(7, 21))).replace(minute=0, second=0, microsecond=0)
    begins = day.replace(hour=draw.choice((9, 11, 13, 14, 15, 16, 17, 17, 18, 18, 19, 20)))
    ends = begins + timedelta(minutes=draw.choice((30, 60, 60, 90)))
    places = 1
    while draw.random() < model.places_more:
        places += 1
    asks_none, is_flexible = draw.random() < model.without_skill, draw.random() < model.flexible
    skills = _popular(draw, SKILLS, draw.randint(1, 3))
    asked, liked = ([], skills) if asks_none else (skills[:1], skills[1:])
    languages = {"en": Proficiency(draw.randint(3, 5))}
    if draw.random() < 0.3:
        languages[f"q{'abcdef'[_popular(draw, LANGUAGES, 1)[0]]}"] = Proficiency(draw.randint(3, 5))
    facts = OpportunityFacts(
        id=f"need-{number}",
        kind="tutoring",
        cause=str(_popular(draw, CAUSES, 1)[0]),
        partner=f"partner-{_popular(draw, PARTNERS, 1)[0]}",
        requires=Requirements(skills=_levels(draw, asked, 3), languages=languages),
        prefers=Preferences(skills=_levels(draw, liked, 3)),
        format=Format.FLEXIBLE if is_flexible else Format.SCHEDULED,
        minutes_needed=draw.choice((60, 120, 240)) if is_flexible else None,
        deadline=begins if is_flexible else None,
        sessions=()
        if is_flexible
        else (SessionFacts(f"session-{number}", begins, ends, draw.choice(PARTNER_ZONES), places),),
    )
    return Need(facts, published, begins, begins if is_flexible else ends, places)


def make_needs(draw: Random, model: Model) -> list[Need]:
    """Needs that arrive as a Poisson process until the weeks are over."""
    needs: list[Need] = []
    moment = START - BEFORE
    while (moment := moment + draw.expovariate(model.needs_per_week) * WEEK) < START + model.weeks * WEEK:
        needs.append(make_need(len(needs), moment, draw, model))
    return needs
