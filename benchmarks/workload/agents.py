"""Agents as arrays: everything but their time."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from benchmarks.workload.names import COMPANIES, CREDENTIALS, INTERESTS, SKILLS, popularity
from benchmarks.workload.sites import ENGLISH_SHARE, LEARNT, SITES, TAGS
from volunteer_match.matching.tables import (
    NONE,
    CredentialTable,
    Floats,
    InterestTable,
    Ints,
    LanguageTable,
    SkillTable,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_US = 86_400_000_000


def pick(rng: Generator, shares: dict[int, float], count: int) -> Ints:
    """`count` of the keys, by their shares."""
    return np.asarray(rng.choice(list(shares), size=count, p=list(shares.values())), dtype=np.int64)


def _distinct(keys: Ints) -> Ints:
    """In order, each once. (Sorting takes a hundredth of the time of `np.unique`, which hashes.)"""
    ordered = np.sort(keys)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])]


def skills(rng: Generator, count: int) -> SkillTable:
    """1 to 16 different skills each, by popularity; sorted by agent."""
    wished = rng.integers(1, 17, size=count)
    cumulated = np.cumsum(popularity(len(SKILLS)))
    keys: Ints = np.zeros(0, dtype=np.int64)
    lacking = wished
    while lacking.any():
        agents = np.repeat(np.arange(count), lacking)
        drawn = np.minimum(np.searchsorted(cumulated, rng.random(len(agents))), len(SKILLS) - 1)
        keys = _distinct(np.concatenate([keys, agents * len(SKILLS) + drawn]))
        lacking = wished - np.bincount(keys // len(SKILLS), minlength=count)
    level = pick(rng, {1: 0.35, 2: 0.40, 3: 0.18, 4: 0.07}, len(keys))
    chance = rng.random(len(keys))
    level[chance < 0.06] = 0
    return SkillTable(keys // len(SKILLS), keys % len(SKILLS), level, chance < 0.09, SKILLS)


def languages(rng: Generator, site: Ints) -> LanguageTable:
    """English, the languages of the place, what was learnt; a language comes first as what it was first drawn as."""
    place = {tag: number for number, tag in enumerate(TAGS)}
    agents, tags, levels = [], [], []

    def add(who: Ints, what: NDArray[np.int64] | int, level: Ints) -> None:
        agents.append(who)
        tags.append(np.broadcast_to(what, who.shape))
        levels.append(level)

    for number, here in enumerate(SITES):
        people = np.flatnonzero(site == number)
        english = people[rng.random(len(people)) < ENGLISH_SHARE]
        with_region = rng.random(len(english)) < 0.1
        spelled = np.where(with_region, place[here.english], place["en"])
        add(english, spelled, pick(rng, here.levels, len(english)))
        for tag, share in here.spoken:
            speakers = people[rng.random(len(people)) < share]
            add(speakers, place[tag], pick(rng, {7: 0.85, 6: 0.10, 5: 0.05}, len(speakers)))
    learners = np.flatnonzero(rng.random(len(site)) < 0.18)
    chosen = rng.choice([place[tag] for tag in LEARNT], size=len(learners), p=_shares(LEARNT))
    add(learners, chosen, pick(rng, {1: 0.25, 2: 0.30, 3: 0.20, 4: 0.15, 5: 0.10}, len(learners)))
    keys, first = np.unique(np.concatenate(agents) * len(TAGS) + np.concatenate(tags), return_index=True)
    verified = rng.random(len(keys)) < 0.3
    return LanguageTable(keys // len(TAGS), keys % len(TAGS), np.concatenate(levels)[first], verified, TAGS)


def _shares(weights: dict[str, int]) -> Floats:
    values = np.array(list(weights.values()), dtype=np.float64)
    return values / values.sum()


def credentials(rng: Generator, count: int, today: date) -> CredentialTable:
    """One of a kind at most; from a month ago to two years ahead, one in ten without a date."""
    held = rng.random((count, len(CREDENTIALS))) < np.array(list(CREDENTIALS.values()))
    agent, name = np.nonzero(held)
    expires = today.toordinal() + rng.integers(-30, 730, size=len(agent))
    expires[rng.random(len(agent)) < 0.1] = NONE
    return CredentialTable(agent, name, expires, tuple(CREDENTIALS))


def interests(rng: Generator, count: int) -> InterestTable:
    """Half causes, three in ten kinds, the others partners."""
    agent = np.repeat(np.arange(count), rng.integers(0, 6, size=count))
    first = np.array([0, 12, 22, len(INTERESTS)])
    sort = pick(rng, {0: 0.5, 1: 0.3, 2: 0.2}, len(agent))
    name = rng.integers(first[sort], first[sort + 1])
    keys = _distinct(agent * len(INTERESTS) + name)
    served = rng.random(len(keys)) < 0.2
    return InterestTable(keys // len(INTERESTS), keys % len(INTERESTS), served, INTERESTS)


def record(rng: Generator, count: int, now: datetime) -> dict[str, NDArray[np.generic]]:
    """The columns of `AgentTable` that say how an agent stands and what they did."""
    has_none = rng.random(count) < 0.6
    attended = np.where(has_none, 0, np.round(np.minimum(40, rng.gamma(1.0, 4.0, count)), 2))
    missed = np.where(has_none, 0, np.round(np.minimum(10, rng.gamma(0.4, 1.0, count)), 2))
    asks = pick(rng, {0: 0.70, 1: 0.18, 2: 0.08, 3: 0.04}, count)
    moment = (now - _EPOCH) // timedelta(microseconds=1)
    lately = moment - rng.integers(60_000_000, 7 * _DAY_US, size=count)
    earlier = moment - rng.integers(7 * _DAY_US, 200 * _DAY_US, size=count)
    asked_before = rng.random(count) < 0.25
    age = rng.integers(18, 63, size=count)
    age[rng.random(count) < 0.05] = NONE
    limited = rng.random(count) < 0.4
    return {
        "company": rng.choice(len(COMPANIES), size=count, p=list(COMPANIES.values())).astype(np.int64),
        "age": age,
        "weekly_limit_minutes": np.where(limited, rng.choice([120, 180, 240, 300, 480], size=count), NONE),
        "rest_gap_minutes": pick(rng, {0: 0.60, 30: 0.25, 60: 0.10, 120: 0.05}, count),
        "attended": attended,
        "missed": missed,
        "asked_last_7_days": asks,
        "last_asked": np.where(asks > 0, lately, np.where(asked_before, earlier, NONE)),
        "pending": pick(rng, {0: 0.90, 1: 0.06, 2: 0.03, 3: 0.01}, count),
        "active": rng.random(count) < 0.97,
    }
