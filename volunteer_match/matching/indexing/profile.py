"""What one agent has, by the numbers that opportunities give to names (from 1 on; 0 is nothing)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.facts import AgentFacts
from volunteer_match.matching.indexing.agents import FIRST_DAY
from volunteer_match.matching.indexing.opportunities import Needs
from volunteer_match.matching.levels import language_meets

Ints = NDArray[np.int64]
_FOR_EVER = 1 << 40


@dataclass(frozen=True, slots=True)
class Profile:
    """One agent."""

    skills: Ints
    """Level × 2 + 1 if wanted; by skill."""
    spoken: Ints
    verified: Ints
    """The best level in which a tag is met, and the best verified one; −1 for none."""
    lasts: Ints
    """The last day (from 1970) of each kind of credential; 0 for none."""
    cares: NDArray[np.bool_]


def profile_of(needs: Needs, agent: AgentFacts) -> Profile:
    return Profile(_skills(needs, agent), *_languages(needs, agent), _lasts(needs, agent), _cares(needs, agent))


def _skills(needs: Needs, agent: AgentFacts) -> Ints:
    skills = np.zeros(len(needs.skills) + 1, dtype=np.int64)
    for code, level in agent.skills.items():
        if (number := needs.skills.find(code)) is not None:
            skills[number + 1] = level * 2
    for code in agent.wants:
        if (number := needs.skills.find(code)) is not None:
            skills[number + 1] += 1
    return skills


def _languages(needs: Needs, agent: AgentFacts) -> tuple[Ints, Ints]:
    spoken, verified = (np.full(len(needs.tags) + 1, -1, dtype=np.int64) for _ in range(2))
    for tag, level in agent.languages.items():
        met = [place for place, asked in enumerate(needs.tags.names, 1) if language_meets(tag, asked)]
        spoken[met] = np.maximum(spoken[met], int(level))
        if tag in agent.verified_languages:
            verified[met] = np.maximum(verified[met], int(level))
    return spoken, verified


def _lasts(needs: Needs, agent: AgentFacts) -> Ints:
    lasts = np.zeros(len(needs.kinds) + 1, dtype=np.int64)
    for one in agent.credentials:
        if (number := needs.kinds.find(one.kind)) is not None:
            last = _FOR_EVER if one.expires is None else one.expires.toordinal() - FIRST_DAY
            lasts[number + 1] = max(last, lasts[number + 1])
    return lasts


def _cares(needs: Needs, agent: AgentFacts) -> NDArray[np.bool_]:
    cares = np.zeros(len(needs.interests) + 1, dtype=np.bool_)
    for key in agent.interests | agent.served:
        if (number := needs.interests.find(key)) is not None:
            cares[number + 1] = True
    return cares
