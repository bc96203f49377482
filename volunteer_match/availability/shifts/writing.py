"""Writes an import piece by piece: some agents at once, each piece a short transaction of its own.

A piece that was kept is never done again: how far the import got stands in its row, changed in the same transaction.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select

from volunteer_match.availability.models import Shift
from volunteer_match.availability.shifts.clashes import clashes_of, held_by, rest_gap
from volunteer_match.availability.shifts.differing import Difference, Names, difference, instant, is_new, work_after
from volunteer_match.availability.shifts.activities.actions import names_of
from volunteer_match.availability.shifts.models import ShiftClash, ShiftImport
from volunteer_match.availability.shifts.plan import Plan, unpacked
from volunteer_match.availability.shifts.rules import Clash
from volunteer_match.availability.shifts.telling import tell_of_clashes
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.matches.models import MatchingChange
from volunteer_match.matches.places import lock_agents
from volunteer_match.organisations.models import Company
from volunteer_match.people.models import Account

FEWEST, MOST = 20, 4_000
BEGIN_WITH = 100
"""Agents in the first piece; later ones are as large as the time they may take."""
PIECE_SECONDS = 0.4
"""What a piece aims at. Others wait that long for SQLite's only place for writers, and never a second."""
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
    keep_clashes(one, agents, found, now, tells=True)
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
        db.session.execute(
            delete(Shift).where(Shift.id.in_(numbers)).execution_options(synchronize_session=False)
        )
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


def keep_clashes(one: ShiftImport, agents: Sequence[int], found: Difference, now: datetime, *, tells: bool) -> None:
    """Keeps what clashes with the new shifts, and tells those for whom it is news. To be called before they are stored."""
    held = held_by(agents, now)
    gap = rest_gap(one.company_id)
    work = work_after(held, found, gap) if held else {}
    for agent_id, clashes in clashes_of(held, work, gap).items():
        news = [clash for clash in clashes if is_new(clash, dict(held[agent_id]), agent_id, found, gap)]
        for clash in clashes:
            db.session.add(_row(one, agent_id, clash, clash in news, now))
        if news and tells:
            tell_of_clashes(one, agent_id, news, now)


def _row(one: ShiftImport, agent_id: int, clash: Clash, is_news: bool, now: datetime) -> ShiftClash:
    return ShiftClash(
        import_id=one.id,
        match_id=clash.held,
        agent_id=agent_id,
        starts_at=clash.shift.start,
        ends_at=clash.shift.end,
        is_new=is_news,
        found_at=now,
    )


def _end(one: ShiftImport, now: datetime) -> None:
    one.state, one.finished_at, one.plan = "done", now, None


def write_all(import_id: int, now: datetime, progress: Progress | None = None) -> "Writer":
    """All pieces of an import that is running, each in a transaction of its own."""
    writer = Writer(import_id, now)
    while writer.write_next():
        if progress:
            progress(writer.done, writer.total)
    return writer


class Writer:
    """Writes one import from where it stands. Several at once take turns: each piece is done by one of them."""

    def __init__(self, import_id: int, now: datetime) -> None:
        self.import_id, self.now = import_id, now
        self.done = self.total = self.pieces = 0
        self.longest = 0.0
        """Seconds that a piece took at most, from before its first statement until it was kept."""
        self._count = BEGIN_WITH
        self._plan: Plan | None = None

    def write_next(self) -> bool:
        """One piece; False where there is nothing left to do."""
        if self._plan is None and not self._load():
            return False
        assert self._plan is not None
        start = time.perf_counter()
        begin_write(db.session)
        one = _locked(self.import_id)
        if one is None or one.state != "running":
            db.session.rollback()
            return False
        write_piece(one, self._plan, names_of(one.company_id, self._plan, self.now), self._count, self.now)
        self.done, self.total = one.agents_done, len(self._plan)
        is_over = one.state == "done"
        db.session.commit()
        seconds = time.perf_counter() - start
        self.pieces, self.longest = self.pieces + 1, max(self.longest, seconds)
        self._adapt(seconds)
        return not is_over

    def _load(self) -> bool:
        """Before the turn of a writer is taken: unpacking takes a while."""
        one = db.session.get(ShiftImport, self.import_id)
        if one is None or one.state != "running":
            return False
        self._plan = plan_of(one)
        return True

    def _adapt(self, seconds: float) -> None:
        """The next piece is as large as it may be, and at most twice this one."""
        wished = self._count * min(2.0, PIECE_SECONDS / max(seconds, 0.001))
        self._count = max(FEWEST, min(MOST, int(wished)))


def _locked(import_id: int) -> ShiftImport | None:
    return db.session.execute(
        select(ShiftImport).where(ShiftImport.id == import_id).with_for_update(key_share=True)
    ).scalar_one_or_none()
