"""One agent of a table as facts, exactly as the table says; and what irregular agents have besides."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Protocol

import numpy as np

from benchmarks.workload.names import KINDS, PARTNERS
from volunteer_match.matching.facts import AgentFacts, CredentialFacts, ExceptionFacts, Window
from volunteer_match.matching.intervals import Interval
from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.matching.tables import NONE, AgentTable, Ints

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class _OfAgents(Protocol):
    @property
    def agent(self) -> Ints: ...


def facts_of(table: AgentTable, position: int) -> AgentFacts:
    """The agent at `position`; the entries of a table must be sorted by agent, as those of the workload are."""
    return AgentFacts(
        id=table.ids[position],
        time_zone=table.zones[table.zone[position]],
        age=_or_none(table.age[position]),
        **_skills(table, position),
        **_languages(table, position),
        **_hours(table, position),
        **_vouched(table, position),
        rest_gap_minutes=int(table.rest_gap_minutes[position]),
        weekly_limit_minutes=_or_none(table.weekly_limit_minutes[position]),
        attended=float(table.attended[position]),
        missed=float(table.missed[position]),
        asked_last_7_days=int(table.asked_last_7_days[position]),
        last_asked=_instant(table.last_asked[position]) if table.last_asked[position] != NONE else None,
        pending=int(table.pending[position]),
        active=bool(table.active[position]),
        company=table.companies[table.company[position]] if table.company[position] != NONE else None,
    )


def _entries(table: _OfAgents, position: int) -> Sequence[int]:
    first, beyond = np.searchsorted(table.agent, [position, position + 1])
    return range(first, beyond)


def _or_none(value: int) -> int | None:
    return None if value == NONE else int(value)


def _instant(microseconds: int) -> datetime:
    return _EPOCH + timedelta(microseconds=int(microseconds))


def _skills(table: AgentTable, position: int) -> dict[str, object]:
    part = table.skills
    entries = _entries(part, position)
    held = {part.names[part.name[one]]: SkillLevel(part.level[one]) for one in entries if part.level[one]}
    return {"skills": held, "wants": frozenset(part.names[part.name[one]] for one in entries if part.wanted[one])}


def _languages(table: AgentTable, position: int) -> dict[str, object]:
    part = table.languages
    entries = _entries(part, position)
    return {
        "languages": {part.names[part.name[one]]: Proficiency(part.level[one]) for one in entries},
        "verified_languages": frozenset(part.names[part.name[one]] for one in entries if part.verified[one]),
    }


def _hours(table: AgentTable, position: int) -> dict[str, object]:
    part, works = table.windows, table.shifts
    return {
        "availability": tuple(
            Window(int(part.day[one]), int(part.start[one]), int(part.end[one])) for one in _entries(part, position)
        ),
        "shifts": tuple(
            Interval(_instant(works.start[one]), _instant(works.end[one])) for one in _entries(works, position)
        ),
    }


def _vouched(table: AgentTable, position: int) -> dict[str, object]:
    held, part = table.credentials, table.interests
    chosen, served = set(), set()
    for one in _entries(part, position):
        (served if part.served[one] else chosen).add(part.names[part.name[one]])
    return {
        "credentials": tuple(
            CredentialFacts(
                held.names[held.name[one]],
                None if held.expires[one] == NONE else date.fromordinal(int(held.expires[one])),
            )
            for one in _entries(held, position)
        ),
        "interests": frozenset(chosen),
        "served": frozenset(served),
    }


def made_irregular(agent: AgentFacts, now: datetime, needs: int, seed: int) -> AgentFacts:
    """The same agent with two to four of: an exception, a promise, a pending session, a block, a return."""
    random = Random(f"{seed} {agent.id}")
    midnight = now.replace(hour=0, minute=0)

    def some_time() -> Interval:
        start = midnight + timedelta(minutes=15 * random.randrange(4 * 24, 4 * 24 * 28))
        return Interval(start, start + timedelta(minutes=15 * random.randint(2, 8)))

    def some_date() -> date:
        return (midnight + timedelta(days=random.randint(1, 28))).date()

    start = 60 * random.randint(6, 18)
    bars = [f"partner:{random.choice(PARTNERS)}", f"kind:{random.choice([*KINDS])}"]
    changes = [
        {"exceptions": tuple(ExceptionFacts(some_date(), None, None, False) for _ in range(random.randint(1, 5)))},
        {"exceptions": (ExceptionFacts(some_date(), start, start + 240, random.random() < 0.6),)},
        {"busy": tuple(some_time() for _ in range(random.randint(1, 4)))},
        {"promised": tuple(some_time() for _ in range(random.randint(1, 3)))},
        {"blocked_by": frozenset(random.sample(bars, 1))},
        {"returned_from": frozenset(f"o{random.randrange(needs)}" for _ in range(random.randint(1, 2)))},
    ]
    for change in random.sample(changes, random.randint(2, 4)):
        agent = replace(agent, **change)
    return agent
