"""The open needs of the workload, one after the other."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import accumulate
from random import Random
from typing import Any, TypeVar

from benchmarks.workload.names import CAUSES, KINDS, PARTNERS, SKILLS, WITH_MINORS, popularity
from volunteer_match.glossary import Format
from volunteer_match.matching.facts import OpportunityFacts, Preferences, Requirements, SessionFacts
from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.matching.zones import get_zone, wall_to_utc

ZONES = {
    "Europe/London": 20, "America/New_York": 18, "Asia/Manila": 12, "Asia/Kolkata": 12, "Europe/Warsaw": 8,
    "America/Chicago": 8, "Africa/Johannesburg": 6, "America/Bogota": 6, "Europe/Berlin": 5, "Europe/Bucharest": 4,
    "America/Los_Angeles": 4, "America/Sao_Paulo": 4, "Africa/Nairobi": 3, "Europe/Madrid": 3, "Australia/Adelaide": 2,
}  # fmt: skip
ASKED = {
    "es": 30, "fr": 18, "pl": 8, "ar": 12, "pt": 8, "pt-BR": 5, "es-MX": 4, "hi": 8, "uk": 8, "ro": 6, "de": 6,
    "fil": 5, "it": 4, "tr": 4, "zh-Hans": 4, "sw": 3, "bn": 3, "ur": 4, "ht": 1, "sq": 1, "fr-CA": 1,
}  # fmt: skip
"""Languages other than English that needs ask for, with their relative frequency."""
LONGEST_SESSION = 120
FIRST_WITHIN_DAYS = 21
MOST_SESSIONS = 8
LAST_DAY = FIRST_WITHIN_DAYS + 7 * MOST_SESSIONS
"""From now until it at the latest everything takes place."""
_SKILL_LEVELS = {1: 35, 2: 42, 3: 18, 4: 5}
_LANGUAGE_LEVELS = {3: 20, 4: 50, 5: 25, 6: 5}
_POPULAR = list(accumulate(popularity(len(SKILLS)).tolist()))
T = TypeVar("T")


def needs(count: int, seed: int, now: datetime, *, grid: int) -> Iterator[OpportunityFacts]:
    """`o0`, `o1`, … Sessions begin on a grid of so many minutes and last as many, or a multiple."""
    random = Random(f"needs {seed}")
    for number in range(count):
        yield _need(random, number, now, grid)


def _need(random: Random, number: int, now: datetime, grid: int) -> OpportunityFacts:
    kind, zone = _pick(random, KINDS), _pick(random, ZONES)
    is_scheduled = random.random() < (0.1 if kind == "translation" else 0.88)
    requires, prefers = _conditions(random, kind)
    return OpportunityFacts(
        id=f"o{number}",
        kind=kind,
        cause=random.choice(CAUSES),
        partner=random.choice(PARTNERS),
        format=Format.SCHEDULED if is_scheduled else Format.FLEXIBLE,
        requires=requires,
        prefers=prefers,
        connections_last_7_days=_pick(random, {0: 70, 1: 18, 2: 8, 3: 4}),
        time_zone=zone,
        **(_sessions(random, zone, now, grid) if is_scheduled else _hours(random, zone, now)),
    )


def _pick(random: Random, weights: dict[T, int]) -> T:
    return random.choices([*weights], [*weights.values()])[0]


def _conditions(random: Random, kind: str) -> tuple[Requirements, Preferences]:
    required = _pick(random, {0: 8, 1: 44, 2: 33, 3: 15})
    skills = _skills(random, required + _pick(random, {0: 30, 1: 35, 2: 25, 3: 10}))
    languages = _languages(random, kind)
    minors = kind in WITH_MINORS and random.random() < 0.7
    credentials = ("background-check", "safeguarding")[: random.randint(1, 2)] if minors else ()
    requires = Requirements(
        skills=dict(skills[:required]),
        languages=languages,
        verified_languages=frozenset(tag for tag in languages if random.random() < 0.12),
        credentials=credentials,
        minimum_age=18 if minors or random.random() < 0.2 else None,
    )
    liked = _pick(random, ASKED)
    prefers_language = random.random() < 0.25 and liked not in languages
    likes = {liked: _language_level(random)} if prefers_language else {}
    return requires, Preferences(skills=dict(skills[required:]), languages=likes)


def _skills(random: Random, count: int) -> list[tuple[str, SkillLevel]]:
    """So many different skills by popularity, with levels."""
    chosen: dict[str, SkillLevel] = {}
    while len(chosen) < count:
        name = random.choices(SKILLS, cum_weights=_POPULAR)[0]
        chosen.setdefault(name, SkillLevel(_pick(random, _SKILL_LEVELS)))
    return list(chosen.items())


def _language_level(random: Random) -> Proficiency:
    return Proficiency(_pick(random, _LANGUAGE_LEVELS))


def _languages(random: Random, kind: str) -> dict[str, Proficiency]:
    other = _pick(random, ASKED)
    if kind == "interpreting":
        return {"en": _language_level(random), other: _language_level(random)}
    if kind == "translation":
        return {other: _language_level(random)}
    return {"en" if random.random() < 0.85 else other: _language_level(random)}


def _sessions(random: Random, zone: str, now: datetime, grid: int) -> dict[str, Any]:
    """One session, the same hour in several weeks, or now and then at other times of those weeks."""
    count = 1 if random.random() < 0.45 else random.randint(2, MOST_SESSIONS)
    length = timedelta(minutes=grid * random.randint(1, LONGEST_SESSION // grid))
    when = random.random()
    hour, until = (16, 20.5) if when < 0.6 else (9, 16)
    day = (now + timedelta(days=random.randint(1, FIRST_WITHIN_DAYS))).date()
    if (day.weekday() >= 5) != (when >= 0.85):
        day += timedelta(days=2 if day.weekday() >= 5 else 5 - day.weekday())
    minute = hour * 60 + grid * random.randint(0, int((until - hour) * 60) // grid)
    places, moves = random.randint(1, 5), random.random() < 0.2
    sessions = []
    for week in range(count):
        later = timedelta(minutes=grid * random.randint(0, 240 // grid) if moves and week else 0)
        wall = datetime.combine(day + timedelta(weeks=week), time(minute // 60, minute % 60)) + later
        start, end = wall_to_utc(wall, zone), wall_to_utc(wall + length, zone)
        free = 0 if random.random() < 0.05 else places
        sessions.append(SessionFacts(f"s{week}", start, end, zone, free))
    return {"sessions": tuple(sessions)}


def _hours(random: Random, zone: str, now: datetime) -> dict[str, Any]:
    """Due on a Tuesday to Friday: at 18:00 then, it is the same week everywhere."""
    day = now.astimezone(get_zone(zone)).date() + timedelta(weeks=random.randint(1, 6))
    day += timedelta(days=random.randint(1, 4) - day.weekday())
    deadline = wall_to_utc(datetime.combine(day, time(18)), zone)
    return {"minutes_needed": 60 * random.randint(1, 20), "deadline": deadline}
