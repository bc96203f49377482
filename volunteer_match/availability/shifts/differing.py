"""What an import changes for some of its agents: their shifts of the same source in its span, held against the plan."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from sqlalchemy import select

from volunteer_match.availability.models import Shift
from volunteer_match.availability.shifts.clashes import Held, clashes_of, held_by, rest_gap, work_around
from volunteer_match.availability.shifts.plan import NO_NAME, Plan
from volunteer_match.availability.shifts.rules import Clash
from volunteer_match.database.expressions import microseconds_of
from volunteer_match.extensions import db
from volunteer_match.matching.intervals import Interval

MILLION = 1_000_000
Times = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Names:
    """The company's activities as an import sees them: row numbers and how they count, by position in its names."""

    ids: Sequence[int]
    work: Mapping[int, bool]
    """By row number."""

    def id_of(self, position: int) -> int | None:
        return None if position == NO_NAME else self.ids[position]

    def is_work(self, activity_id: int | None) -> bool:
        return activity_id is None or self.work.get(activity_id, True)


@dataclass(slots=True)
class Difference:
    """`added` rows are agent, start, end (seconds since 1970) and activity; `removed` are numbers of rows."""

    added: list[tuple[int, int, int, int | None]] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    new_work: dict[int, list[Times]] = field(default_factory=lambda: defaultdict(list))
    """By agent: stretches that count as work now and did not stand there so."""
    old_work: dict[int, list[Times]] = field(default_factory=lambda: defaultdict(list))
    """By agent: stretches that were work and are gone."""
    changed: set[int] = field(default_factory=set)
    """Agents with a row more or less."""

    @property
    def changed_work(self) -> set[int]:
        """Agents whose working time is another one: of them matching must hear."""
        return {key for key in {*self.new_work, *self.old_work} if set(self.new_work[key]) != set(self.old_work[key])}


def difference(plan: Plan, first: int, beyond: int, source: str, names: Names) -> Difference:
    """For the agents from position `first` to before `beyond` of the plan."""
    wanted = {(agent, start, end, names.id_of(name)) for agent, start, end, name in plan.rows(first, beyond)}
    found = Difference()
    for number, row in _kept(plan, first, beyond, source):
        if row in wanted:
            wanted.discard(row)
            continue
        found.removed.append(number)
        found.changed.add(row[0])
        if names.is_work(row[3]):
            found.old_work[row[0]].append(row[1:3])
    found.added = sorted(wanted, key=lambda row: row[:3])
    for row in found.added:
        found.changed.add(row[0])
        if names.is_work(row[3]):
            found.new_work[row[0]].append(row[1:3])
    return found


def _kept(plan: Plan, first: int, beyond: int, source: str) -> list[tuple[int, tuple[int, int, int, int | None]]]:
    """Rows of the source that begin in the span of their agent."""
    agents = plan.agent[first:beyond].tolist()
    since = dict(zip(agents, plan.since[first:beyond].tolist(), strict=True))
    until = dict(zip(agents, plan.until[first:beyond].tolist(), strict=True))
    if not agents:
        return []
    rows = db.session.execute(
        select(
            Shift.id,
            Shift.agent_id,
            microseconds_of(Shift.starts_at),
            microseconds_of(Shift.ends_at),
            Shift.activity_id,
        ).where(
            Shift.agent_id.in_(agents),
            Shift.source == source,
            Shift.starts_at >= instant(min(since.values())),
            Shift.starts_at < instant(max(until.values())),
        )
    )
    return [
        (number, (agent, start // MILLION, end // MILLION, activity))
        for number, agent, start, end, activity in rows
        if since[agent] <= start // MILLION < until[agent]
    ]


@lru_cache(maxsize=10_000)
def instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def intervals(times: Sequence[Times]) -> list[Interval]:
    return [Interval(instant(start), instant(end)) for start, end in times]


@dataclass(frozen=True, slots=True)
class Clashing:
    """A clash of one agent; `is_new` where a shift of this import is in the way, and none that it replaces was."""

    agent_id: int
    clash: Clash
    is_new: bool


def clashes_after(company_id: int, agents: Sequence[int], found: Difference, now: datetime) -> list[Clashing]:
    """What clashes for these agents once the difference is stored."""
    held = held_by(agents, now)
    if not held:
        return []
    gap = rest_gap(company_id)
    return [
        Clashing(agent_id, clash, _is_new(dict(held[agent_id])[clash.held].widened(gap), agent_id, found))
        for agent_id, clashes in clashes_of(held, _work_after(held, found, gap), gap).items()
        for clash in clashes
    ]


def _work_after(held: Held, found: Difference, gap: timedelta) -> dict[int, list[Interval]]:
    """The work of each of these agents. Of two sources that say the same, only one is taken away."""
    work = work_around(held, gap)
    for agent_id in held:
        mine = work.setdefault(agent_id, [])
        for gone in intervals(found.old_work.get(agent_id, ())):
            if gone in mine:
                mine.remove(gone)
        mine += intervals(found.new_work.get(agent_id, ()))
        mine.sort(key=lambda interval: interval.start)
    return work


def _is_new(wide: Interval, agent_id: int, found: Difference) -> bool:
    was, comes = (
        any(shift.overlaps(wide) for shift in intervals(work.get(agent_id, ())))
        for work in (found.old_work, found.new_work)
    )
    return comes and not was
