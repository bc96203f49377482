"""Writes an import piece by piece: some agents at once, each piece a short transaction of its own.

A piece that was kept is never done again: how far the import got stands in its row, changed in the same transaction.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select

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
from volunteer_match.extensions import db
from volunteer_match.matches.models import MatchingChange
from volunteer_match.matches.places import lock_agents
from volunteer_match.people.models import Account

FEWEST, MOST = 20, 4_000
BEGIN_WITH = 200
"""Agents in the first piece; later ones are as large as the time they may take."""
PIECE_SECONDS = 0.25
"""What a piece aims at. Others wait that long for SQLite's only place for writers, and never a second."""
PAUSE_SECONDS = 0.12
"""Between two pieces. Whoever waits for SQLite looks every 100 ms: without a pause they would never find it free."""
DELETED_AT_ONCE = 5_000
Progress = Callable[[int, int], None]


def plan_of(one: ShiftImport) -> Plan:
    """The plan of an import that is not done yet."""
    assert one.plan is not None, "an import keeps its plan until it is done"
    return unpacked(one.plan, list(one.findings["activities"]))


def write_piece(one: ShiftImport, plan: Plan, names: Names, count: int, now: datetime) -> None:
    """The next `count` agents. Called in a writing transaction, with the row of the import locked."""
    first, beyond = one.agents_done, min(one.agents_done + count, len(plan))
    agents = plan.agent[first:beyond].tolist()
    lock_agents(agents)  # a claim that is being made is waited for, and a later one sees the new shifts
    found = difference(plan, first, beyond, one.source, names)
    _leave_out_the_deleted(found)
    _keep_clashes(one, agents, found, now)
    _store(one, found)
    _note_changes(found.changed_work, now)
    one.agents_done = beyond
    one.agents_changed += len(found.changed)
    one.added += len(found.added)
    one.removed += len(found.removed)
    if beyond == len(plan):
        _end(one, now)


def _store(one: ShiftImport, found: Difference) -> None:
    for start in range(0, len(found.removed), DELETED_AT_ONCE):
        numbers = found.removed[start : start + DELETED_AT_ONCE]
        db.session.execute(delete(Shift).where(Shift.id.in_(numbers)).execution_options(synchronize_session=False))
    if found.added:
        common = {"company_id": one.company_id, "source": one.source}
        db.session.execute(
            insert(Shift.__table__),  # type: ignore[arg-type]  # a table, and not its class: no objects are made
            [
                {"agent_id": agent, "starts_at": instant(start), "ends_at": instant(end), "activity_id": activity}
                | common
                for agent, start, end, activity in found.added
            ],
        )


def _note_changes(agent_ids: Iterable[int], now: datetime) -> None:
    """As `note_change`, for many at once."""
    rows = [{"subject": "agent", "subject_id": agent_id, "at": now} for agent_id in sorted(agent_ids)]
    if rows:
        db.session.execute(insert(MatchingChange.__table__), rows)  # type: ignore[arg-type]


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

    def __init__(self, import_id: int) -> None:
        self.import_id = import_id
        self.done = self.total = self.pieces = 0
        self.longest = 0.0
        """Seconds that a piece took at most, from before its first statement until all was written."""
        self._count = BEGIN_WITH
        self._plan: Plan | None = None

    def load(self) -> None:
        """Unpacks the plan, which takes a while: better before the turn of a writer is taken."""
        one = db.session.get(ShiftImport, self.import_id)
        if self._plan is None and one is not None and one.state == "running":
            self._plan = plan_of(one)

    def write_next(self, now: datetime) -> int:
        """One piece, in the writing transaction that is open; returns how many agents that were."""
        start = time.perf_counter()
        self.load()
        one = _locked(self.import_id)
        if self._plan is None or one is None or one.state != "running":
            return 0
        before = one.agents_done
        write_piece(one, self._plan, names_of(one.company_id, self._plan, now), self._count, now)
        db.session.flush()
        self.done, self.total = one.agents_done, len(self._plan)
        self._adapt(time.perf_counter() - start)
        return max(self.done - before, 1)

    def _adapt(self, seconds: float) -> None:
        """The next piece is as large as it may be, and at most twice this one."""
        self.pieces, self.longest = self.pieces + 1, max(self.longest, seconds)
        wished = self._count * min(2.0, PIECE_SECONDS / max(seconds, 0.001))
        self._count = max(FEWEST, min(MOST, int(wished)))


def write_all(import_id: int, now: datetime, progress: Progress | None = None) -> Writer:
    """All pieces of an import that is running, each in a transaction of its own."""
    writer = Writer(import_id)
    writer.load()
    while _write_piece_alone(writer, now):
        if progress:
            progress(writer.done, writer.total)
        time.sleep(PAUSE_SECONDS)
    return writer


def _write_piece_alone(writer: Writer, now: datetime) -> int:
    begin_write(db.session)
    count = writer.write_next(now)
    db.session.commit()
    db.session.expunge_all()  # what a piece has read is of no use to the next
    return count


def _locked(import_id: int) -> ShiftImport | None:
    return db.session.execute(
        select(ShiftImport)
        .where(ShiftImport.id == import_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
