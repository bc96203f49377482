"""What one agent has, as tables by the codes of what opportunities ask (see `opportunities`)."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.facts import AgentFacts
from volunteer_match.matching.indexing.agents import FIRST_DAY
from volunteer_match.matching.indexing.opportunities import CODES, NOTHING, SKILL, Needs

Ints = NDArray[np.int64]
Worth = NDArray[np.int8]
_FOR_EVER = 1 << 40
_LEVELS = CODES // 2


@dataclass(frozen=True, slots=True)
class Profile:
    """One agent."""

    met: list[int]
    """All codes that the agent meets."""
    asked: Worth
    """What each code is worth where it is asked, 0 to 2; −1 where the agent does not meet it."""
    liked: Worth
    """What each code is worth where it is preferred, 0 to 2; 1 for each interest."""
    lasts: Ints
    """The last day (from 1970) of each kind of credential (from 1 on); below all days for none."""


def profile_of(needs: Needs, agent: AgentFacts) -> Profile:
    size, find = (len(needs.codes) + 1) * CODES, needs.codes.get
    asked, liked, met = np.full(size, -1, dtype=np.int8), np.zeros(size, dtype=np.int8), [NOTHING]
    asked[NOTHING] = 0
    for name in agent.wants:
        if code := find(SKILL + name):
            liked[code : code + CODES] = 1
    had = {code: (level, -1) for name, level in agent.skills.items() if (code := find(SKILL + name))}
    for code, (level, verified) in (had | _languages(needs, agent)).items():
        asked[code : code + CODES] = _asked(level, verified)
        liked[code : code + CODES] = _liked(level)
        met += range(code, code + 2 * level + 1, 2)
        met += range(code + 1, code + 2 * verified + 2, 2)
    for name in agent.interests | agent.served:
        if code := find(name):
            liked[code] = 1
    return Profile(met, asked, liked, _lasts(needs, agent))


@cache
def _asked(level: int, verified: int) -> Worth:
    """Worth of the codes of a thing that is had at a level, and at a level that is verified (−1: at none)."""
    plain = [min(2, level - least) if level >= least else -1 for least in range(_LEVELS)]
    sure = [min(2, verified - least + 1) if verified >= least else -1 for least in range(_LEVELS)]
    best = [max(pair) for pair in zip(plain, sure, strict=True)]
    strict = [some if of > 0 else -1 for some, of in zip(best, sure, strict=True)]
    return np.array([best, strict], dtype=np.int8).T.ravel()


@cache
def _liked(level: int) -> Worth:
    """Worth of the codes of a thing that is had at a level."""
    return np.repeat([1 + (level >= least) for least in range(_LEVELS)], 2).astype(np.int8)


def _languages(needs: Needs, agent: AgentFacts) -> dict[int, tuple[int, int]]:
    """The best level in which each language is met, and the best verified one (−1 for none), by first code."""
    met: dict[int, tuple[int, int]] = {}
    for tag, level in agent.languages.items():
        sure = int(level) if tag in agent.verified_languages else -1
        for code in needs.languages_met(tag):
            spoken, verified = met.get(code, (-1, -1))
            met[code] = max(spoken, int(level)), max(verified, sure)
    return met


def _lasts(needs: Needs, agent: AgentFacts) -> Ints:
    lasts = np.full(len(needs.kinds) + 1, -_FOR_EVER, dtype=np.int64)
    lasts[NOTHING] = _FOR_EVER
    for one in agent.credentials:
        if (number := needs.kinds.find(one.kind)) is not None:
            last = _FOR_EVER if one.expires is None else one.expires.toordinal() - FIRST_DAY
            lasts[number + 1] = max(last, int(lasts[number + 1]))
    return lasts
