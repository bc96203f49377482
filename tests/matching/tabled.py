"""Agents as tables: what a bulk reader would hand over."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from volunteer_match.matching.facts import AgentFacts
from volunteer_match.matching.indexing.agents import microseconds
from volunteer_match.matching.tables import (
    NONE,
    AgentTable,
    CredentialTable,
    InterestTable,
    LanguageTable,
    ShiftTable,
    SkillTable,
    WindowTable,
)

Rows = Callable[[AgentFacts], Iterable[tuple[Any, ...]]]


def _ints(values: Iterable[Any]) -> Any:
    return np.array(list(values), dtype=np.int64)


def _columns(agents: Sequence[AgentFacts], rows: Rows, width: int) -> list[Any]:
    """Positions, and so many further columns."""
    entries = [(position, *row) for position, one in enumerate(agents) for row in rows(one)]
    return [[entry[place] for entry in entries] for place in range(width + 1)]


def _named(agents: Sequence[AgentFacts], rows: Rows, width: int) -> tuple[list[Any], tuple[str, ...]]:
    """The same with the names, which stand second, as numbers."""
    columns = _columns(agents, rows, width)
    names = tuple(dict.fromkeys(columns[1]))
    columns[1] = [names.index(name) for name in columns[1]]
    return columns, names


def _skills(one: AgentFacts) -> Iterable[tuple[Any, ...]]:
    codes = dict.fromkeys([*one.skills, *one.wants])
    return [(code, int(one.skills.get(code, 0)), code in one.wants) for code in codes]


def table_of(agents: Sequence[AgentFacts]) -> AgentTable:
    """Slots are the positions. Exceptions, promises, returns and blocks are left out."""
    zones = tuple(dict.fromkeys(one.time_zone for one in agents))
    companies = tuple(dict.fromkeys(one.company for one in agents if one.company is not None))
    skills, skill_names = _named(agents, _skills, 3)
    tags, tag_names = _named(
        agents, lambda one: [(t, int(v), t in one.verified_languages) for t, v in one.languages.items()], 3
    )
    kinds, kind_names = _named(
        agents, lambda one: [(c.kind, c.expires.toordinal() if c.expires else NONE) for c in one.credentials], 2
    )
    cares, care_names = _named(
        agents, lambda one: [*((k, False) for k in one.interests), *((k, True) for k in one.served)], 2
    )
    windows = _columns(agents, lambda one: [(w.day, w.start, w.end) for w in one.availability], 3)
    shifts = _columns(agents, lambda one: [(microseconds(s.start), microseconds(s.end)) for s in one.shifts], 2)
    return AgentTable(
        slot=_ints(range(len(agents))),
        ids=tuple(one.id for one in agents),
        zone=_ints(zones.index(one.time_zone) for one in agents),
        zones=zones,
        company=_ints(NONE if one.company is None else companies.index(one.company) for one in agents),
        companies=companies,
        age=_ints(NONE if one.age is None else one.age for one in agents),
        weekly_limit_minutes=_ints(NONE if (own := one.weekly_limit_minutes) is None else own for one in agents),
        rest_gap_minutes=_ints(one.rest_gap_minutes for one in agents),
        attended=np.array([one.attended for one in agents], dtype=np.float64),
        missed=np.array([one.missed for one in agents], dtype=np.float64),
        asked_last_7_days=_ints(one.asked_last_7_days for one in agents),
        last_asked=_ints(NONE if one.last_asked is None else microseconds(one.last_asked) for one in agents),
        pending=_ints(one.pending for one in agents),
        active=np.array([one.active for one in agents], dtype=np.bool_),
        skills=SkillTable(*map(_ints, skills[:3]), np.array(skills[3], dtype=np.bool_), skill_names),
        languages=LanguageTable(*map(_ints, tags[:3]), np.array(tags[3], dtype=np.bool_), tag_names),
        windows=WindowTable(*map(_ints, windows)),
        shifts=ShiftTable(*map(_ints, shifts)),
        credentials=CredentialTable(*map(_ints, kinds), kind_names),
        interests=InterestTable(*map(_ints, cares[:2]), np.array(cares[2], dtype=np.bool_), care_names),
    )
