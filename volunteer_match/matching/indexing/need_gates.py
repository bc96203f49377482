"""Which needs one agent's profile allows, gate by gate, in columns."""

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.facts import AgentFacts
from volunteer_match.matching.indexing.opportunities import Needs
from volunteer_match.matching.indexing.profile import Profile

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def holds_skills(needs: Needs, profile: Profile, rows: Ints) -> Flags:
    """Whether every skill asked is held at its level."""
    asked = needs.asked_skills[rows]
    return np.asarray((profile.skills.take(asked >> 4) // 2 >= (asked >> 1 & 7)).all(axis=1))


def speaks_languages(needs: Needs, profile: Profile, rows: Ints) -> Flags:
    """Whether every language asked is spoken at its level, and verified where that is asked."""
    asked = needs.asked_tags[rows]
    level = np.where(asked & 1, profile.verified.take(asked >> 4), profile.spoken.take(asked >> 4))
    return np.asarray(((asked == 0) | (level >= (asked >> 1 & 7).astype(np.int64))).all(axis=1))


def has_credentials(needs: Needs, profile: Profile, rows: Ints) -> Flags:
    """Whether every credential asked is there, whatever day it ends on."""
    asked = needs.credentials[rows]
    return np.asarray(((asked == 0) | (profile.lasts.take(asked) > 0)).all(axis=1))


def is_old_enough(needs: Needs, agent: AgentFacts, rows: Ints) -> Flags:
    """Whether the agent has the least age asked."""
    return np.asarray(needs.age[rows] <= (agent.age or 0))
