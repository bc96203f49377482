"""Writes an import piece by piece: some agents at once, each piece a short transaction of its own.

A piece that was kept is never done again: how far the import got stands in its row, changed in the same transaction.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat

from sqlalchemy import delete, select

from volunteer_match.availability.models import Shift
from volunteer_match.availability.shifts.activities.actions import names_of
from volunteer_match.availability.shifts.differing import (
    Clashing,
    Difference,
    Names,
    clashes_after,
    difference,
    instant,
)
from volunteer_match.availability.shifts.models import ShiftClash, ShiftImport
from volunteer_match.availability.shifts.plan import Plan, unpacked
from volunteer_match.availability.shifts.telling import tell_of_clashes
from volunteer_match.database.transactions import begin_write
from volunteer_match.database.writing import insert_columns
from volunteer_match.extensions import db
from volunteer_match.matches.changes import note_changes_of_agents
from volunteer_match.matches.places import lock_agents
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.pieces import piece_of

STEP = 2_000
"""Agents and shifts that are written before the clock is looked at."""
PIECE_SECONDS = 0.25
"""What a piece aims at. Others wait that long for SQLite's only place for writers, and never a second."""
PAUSE_SECONDS = 0.12
"""Between two pieces on SQLite. Who waits for it looks every 100 ms: without a pause they would never find it free."""
DELETED_AT_ONCE = 5_000
Progress = Callable[[int, int], None]


def plan_of(one: ShiftImport) -> Plan:
    """The plan of an import that is not done yet."""
    assert one.plan is not None, "an import keeps its plan until it is done"
    return unpacked(one.plan, list(one.findings["activities"]))


@dataclass(frozen=True, slots=True)
class Pace:
    """How much is written at once: steps of `step` agents and shifts until `seconds` have passed; at least one."""

    step: int = STEP
    seconds: float = PIECE_SECONDS


USUAL = Pace()


def write_piece(one: ShiftImport, plan: Plan, names: Names, now: datetime, pace: Pace = USUAL) -> None:
    """The next agents. Called in a writing transaction, with the row of the import locked."""
    first = one.agents_done
    changed = added = removed = 0  # kept to the end: on SQLite every change of the row writes its plan once more
    for beyond in piece_of(plan.steps(first, pace.step), pace.seconds):
        found = _write_step(one, plan, names, (first, beyond), now)
        first, changed = beyond, changed + len(found.changed)
        added, removed = added + len(found.added), removed + len(found.removed)
    one.agents_done, one.agents_changed = first, one.agents_changed + changed
    one.added, one.removed = one.added + added, one.removed + removed
    if first == len(plan):
        _end(one, now)


def _write_step(one: ShiftImport, plan: Plan, names: Names, part: tuple[int, int], now: datetime) -> Difference:
    """The agents from the first position to before the second."""
    first, beyond = part
    agents = plan.agent[first:beyond].tolist()
    lock_agents(agents)  # a claim that is being made is waited for, and a later one sees the new shifts
    found = difference(plan, first, beyond, one.source, names)
    _leave_out_the_deleted(found)
    _keep_clashes(one, agents, found, now)
    _store(one, found)
    if changed := found.changed_work:
        note_changes_of_agents(select(AgentProfile.account_id).where(AgentProfile.account_id.in_(changed)), now)
    return found


def _store(one: ShiftImport, found: Difference) -> None:
    for start in range(0, len(found.removed), DELETED_AT_ONCE):
        numbers = found.removed[start : start + DELETED_AT_ONCE]
        db.session.execute(delete(Shift).where(Shift.id.in_(numbers)).execution_options(synchronize_session=False))
    if found.added:
        agents, starts, ends, activities = zip(*found.added, strict=True)
        columns = {"company_id": repeat(one.company_id), "agent_id": agents, "activity_id": activities}
        times = {"starts_at": map(instant, starts), "ends_at": map(instant, ends)}
        insert_columns(db.session, Shift, columns | times | {"source": repeat(one.source)})


def _leave_out_the_deleted(found: Difference) -> None:
    """Whoever deleted their account since the file was read has no shifts any more."""
    added = {row[0] for row in found.added}
    gone = set(db.session.scalars(select(Account.id).where(Account.id.in_(added), Account.deleted_at.is_not(None))))
    found.added = [row for row in found.added if row[0] not in gone]


def _keep_clashes(one: ShiftImport, agents: Sequence[int], found: Difference, now: datetime) -> None:
    """Keeps what clashes with the new shifts, and tells those for whom it is news. Called before they are stored."""
    clashing = clashes_after(one.company_id, agents, found, now)
    db.session.add_all([clash_row(one, each, now) for each in clashing])
    tell_of_clashes(one, [each for each in clashing if each.is_new], now)


def clash_row(one: ShiftImport, each: Clashing, now: datetime) -> ShiftClash:
    return ShiftClash(
        import_id=one.id,
        match_id=each.clash.held,
        agent_id=each.agent_id,
        starts_at=each.clash.shift.start,
        ends_at=each.clash.shift.end,
        is_new=each.is_new,
        found_at=now,
    )


def _end(one: ShiftImport, now: datetime) -> None:
    one.state, one.finished_at, one.plan = "done", now, None


class Writer:
    """Writes one import from where it stands. Several at once take turns: each piece is done by one of them."""

    def __init__(self, import_id: int, pace: Pace = USUAL) -> None:
        self.import_id, self.pace = import_id, pace
        self.done = self.total = self.pieces = 0
        self.longest = 0.0
        """Seconds that a piece had its turn at most, its commit with it; as `write_all` writes them."""
        self._plan: Plan | None = None

    def load(self) -> None:
        """Unpacks the plan, which takes a while: better before the turn of a writer is taken."""
        one = db.session.get(ShiftImport, self.import_id)
        if self._plan is None and one is not None and one.state == "running":
            self._plan = plan_of(one)

    def write_next(self, now: datetime) -> int:
        """One piece, in the writing transaction that is open; returns how many agents that were."""
        self.load()
        one = _locked(self.import_id)
        if self._plan is None or one is None or one.state != "running":
            return 0
        before = one.agents_done
        write_piece(one, self._plan, names_of(one.company_id, self._plan, now), now, self.pace)
        db.session.flush()
        self.done, self.total = one.agents_done, len(self._plan)
        self.pieces += 1
        return max(self.done - before, 1)


def write_all(import_id: int, now: datetime, progress: Progress | None = None) -> Writer:
    """All pieces of an import that is running, each in a transaction of its own."""
    writer = Writer(import_id)
    writer.load()
    while _write_piece_alone(writer, now):
        if progress:
            progress(writer.done, writer.total)
        if db.engine.dialect.name == "sqlite":
            time.sleep(PAUSE_SECONDS)
    return writer


def _write_piece_alone(writer: Writer, now: datetime) -> int:
    begin_write(db.session)
    start = time.perf_counter()
    count = writer.write_next(now)
    db.session.commit()
    writer.longest = max(writer.longest, time.perf_counter() - start)
    db.session.expunge_all()  # what a piece has read is of no use to the next
    return count


def _locked(import_id: int) -> ShiftImport | None:
    return db.session.execute(
        select(ShiftImport)
        .where(ShiftImport.id == import_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
