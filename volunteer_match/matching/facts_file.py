"""Worlds from files of facts, for `volunteer-match rank --facts FILE`, and what the command answers.

Unknown keys are faults and every key but the ids has a neutral value, with these readings of what the format leaves
open: a session needs its start and end; hours and deadline of a scheduled opportunity are not looked at; the date of a
flexible deadline is that in UTC; `blocked_by` holds partners, `kind:…` or `coordinator`.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from volunteer_match.matching.answers import FactsFault, answer
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, Settings, World
from volunteer_match.matching.reading import values
from volunteer_match.matching.reading.agents import agent
from volunteer_match.matching.reading.json_text import NotJson, parsed
from volunteer_match.matching.reading.opportunities import opportunity
from volunteer_match.matching.reading.places import Place, Record
from volunteer_match.matching.reading.settings import settings
from volunteer_match.matching.table import as_table

__all__ = ["FactsFault", "answer", "as_table", "load_facts"]

_MOST_BYTES = 500_000_000
F = TypeVar("F", AgentFacts, OpportunityFacts)


def load_facts(source: Path | str | bytes, default_now: datetime | None = None) -> World:
    """The world in a file (a Path) or in JSON text; raises FactsFault with every fault, each with its path.

    `default_now` (aware, UTC) stands in for a `now` that the file leaves out; without it, that is a fault.
    """
    try:
        value = parsed(_content(source) if isinstance(source, Path) else source)
    except NotJson as fault:
        raise FactsFault([str(fault)]) from None
    faults: list[str] = []
    world = _world(Place("", value, faults).record(("now", "agents", "opportunities", "settings")), default_now)
    if faults or world is None:
        raise FactsFault(faults)
    return world


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as fault:
        raise FactsFault([f"{path}: can't be read ({fault.strerror})"]) from None
    if len(content) > _MOST_BYTES:
        raise FactsFault([f"{path}: larger than {_MOST_BYTES // 1_000_000} MB"])
    return content


def _world(record: Record, default_now: datetime | None) -> World | None:
    now = record.need("now", values.instant) if default_now is None else record.read("now", values.instant, default_now)
    chosen = record.read("settings", settings, Settings())
    agents = _listed(record, "agents", lambda place: agent(place, chosen))
    opportunities = _listed(record, "opportunities", lambda place: opportunity(place, chosen))
    return None if now is None else World(now, agents, opportunities, chosen)


def _listed(record: Record, key: str, reader: Callable[[Place], F]) -> tuple[F, ...]:
    facts: Sequence[F] = record.items(key, reader)
    if facts:
        values.refuse_twins(record.places[key], [one.id for one in facts])
    return tuple(facts)
