"""Which needs one agent's profile allows, gate by gate, in columns."""

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.facts import AgentFacts
from volunteer_match.matching.indexing.bitmaps import every
from volunteer_match.matching.indexing.opportunities import ROOM, Needs
from volunteer_match.matching.indexing.profile import Profile

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def holds_skills(needs: Needs, profile: Profile, rows: Ints) -> Flags:
    """Whether every skill asked is held at its level."""
    return every(profile.asked.take(needs.asked[rows, :ROOM]) >= 0)


def speaks_languages(needs: Needs, profile: Profile, rows: Ints) -> Flags:
    """Whether every language asked is spoken at its level, and verified where that is asked."""
    return every(profile.asked.take(needs.asked[rows, ROOM:]) >= 0)


def has_credentials(needs: Needs, profile: Profile, rows: Ints) -> Flags:
    """Whether every credential asked is there, whatever day it ends on."""
    return every(profile.lasts.take(needs.credentials[rows]) > 0)


def is_old_enough(needs: Needs, agent: AgentFacts, rows: Ints) -> Flags:
    """Whether the agent has the least age asked."""
    return np.asarray(needs.age[rows] <= (agent.age or 0))
