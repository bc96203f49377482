"""Many agents at once, as flat arrays: what the index is built from in bulk.

One entry an agent stands in `AgentTable`, at its *position* 0 … n − 1. Everything of which an agent has several stands
in a table of its own, whose `agent` is such a position, in any order. Names (zones, skills, language tags, kinds of
credential, interests) are given once, as a tuple, and meant by their place in it. What few agents have (exceptions,
promises, returns, blocks) is not here: such agents are put into the index one by one.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
NONE = -1
"""Stands for None in whole numbers."""


def _no_ints() -> Ints:
    return np.zeros(0, dtype=np.int64)


def _no_flags() -> Flags:
    return np.zeros(0, dtype=np.bool_)


@dataclass(frozen=True, slots=True)
class SkillTable:
    """`level` is 1 to 4, or 0 where the skill is only wanted."""

    agent: Ints = field(default_factory=_no_ints)
    name: Ints = field(default_factory=_no_ints)
    level: Ints = field(default_factory=_no_ints)
    wanted: Flags = field(default_factory=_no_flags)
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageTable:
    """`level` is 0 to 7, as in `levels.Proficiency`; names are tags as `levels.find_tag` spells them."""

    agent: Ints = field(default_factory=_no_ints)
    name: Ints = field(default_factory=_no_ints)
    level: Ints = field(default_factory=_no_ints)
    verified: Flags = field(default_factory=_no_flags)
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WindowTable:
    """Weekly availability, as `facts.Window` has it: day 0 is Monday, minutes of the local day."""

    agent: Ints = field(default_factory=_no_ints)
    day: Ints = field(default_factory=_no_ints)
    start: Ints = field(default_factory=_no_ints)
    end: Ints = field(default_factory=_no_ints)


@dataclass(frozen=True, slots=True)
class ShiftTable:
    """Work shifts, not yet widened by the rest gap: microseconds since 1970 in UTC."""

    agent: Ints = field(default_factory=_no_ints)
    start: Ints = field(default_factory=_no_ints)
    end: Ints = field(default_factory=_no_ints)


@dataclass(frozen=True, slots=True)
class CredentialTable:
    """Verified credentials; `expires` is `date.toordinal()`, NONE for one without a date."""

    agent: Ints = field(default_factory=_no_ints)
    name: Ints = field(default_factory=_no_ints)
    expires: Ints = field(default_factory=_no_ints)
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InterestTable:
    """`cause:…`, `kind:…` and `partner:…`; `served` were served well, the others chosen."""

    agent: Ints = field(default_factory=_no_ints)
    name: Ints = field(default_factory=_no_ints)
    served: Flags = field(default_factory=_no_flags)
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgentTable:
    """The agents, and everything of theirs. `slot` is the number under which the index keeps an agent (≥ 0, each once).

    `zone` and `company` point into `zones` and `companies` (company NONE: of none). `age`, `weekly_limit_minutes`:
    NONE for None. `last_asked`: microseconds since 1970 in UTC, NONE for never. `attended` and `missed` count as in
    `facts.AgentFacts`.
    """

    slot: Ints
    ids: tuple[str, ...]
    zone: Ints
    zones: tuple[str, ...]
    company: Ints
    companies: tuple[str, ...]
    age: Ints
    weekly_limit_minutes: Ints
    rest_gap_minutes: Ints
    attended: Floats
    missed: Floats
    asked_last_7_days: Ints
    last_asked: Ints
    pending: Ints
    active: Flags
    skills: SkillTable = SkillTable()
    languages: LanguageTable = LanguageTable()
    windows: WindowTable = WindowTable()
    shifts: ShiftTable = ShiftTable()
    credentials: CredentialTable = CredentialTable()
    interests: InterestTable = InterestTable()
