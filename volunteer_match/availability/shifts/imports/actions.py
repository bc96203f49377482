"""Checking a file of shifts, and beginning, going on with and dropping its import."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO

from sqlalchemy import delete

from volunteer_match.audit.actions import record
from volunteer_match.availability.shifts.activities.actions import names_foreseen
from volunteer_match.availability.shifts.differing import Clashing, clashes_after, difference, instant
from volunteer_match.availability.shifts.imports.queries import find_running, people_of
from volunteer_match.availability.shifts.models import ShiftClash, ShiftImport
from volunteer_match.availability.shifts.plan import Plan
from volunteer_match.availability.shifts.reading import ReadShifts, ReadWish, read_shifts
from volunteer_match.availability.shifts.rules import ShiftRefusal
from volunteer_match.availability.shifts.writing import Progress, Writer, clash_row
from volunteer_match.extensions import db
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused

AGENTS_AT_ONCE = 1_000
MOST_DAYS = 400


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose shifts they are and where they came from. `agent_id` None: of the company."""

    company_id: int
    source: str
    file_name: str = ""
    agent_id: int | None = None
    by_id: int | None = None


def read_for(file: BinaryIO, wish: ReadWish, origin: Origin) -> ReadShifts:
    """Reads a file of the company, or of one person. Raises TableRefused, CalendarRefused, ImportFault."""
    if origin.agent_id is not None:
        reading = replace(wish.reading, only_agent=origin.agent_id, keeps_names=False)
        wish = replace(wish, reading=reading)
    return read_shifts(file, wish, people_of(origin.company_id))


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The plan as it is kept; and, where that was asked for, what it would change, and what would clash then."""

    packed: bytes
    agents_changed: int = 0
    added: int = 0
    removed: int = 0
    clashes: tuple[Clashing, ...] = ()


def foresee(read: ReadShifts, origin: Origin, now: datetime, progress: Progress | None = None) -> Foreseen:
    """Works it out. Reads only: nobody who writes has to wait, however long it takes."""
    plan, changed, added, removed = read.plan, 0, 0, 0
    clashes: list[Clashing] = []
    names = names_foreseen(origin.company_id, plan)
    for first in range(0, len(plan), AGENTS_AT_ONCE):
        beyond = min(first + AGENTS_AT_ONCE, len(plan))
        found = difference(plan, first, beyond, source_of(read, origin), names)
        changed, added, removed = changed + len(found.changed), added + len(found.added), removed + len(found.removed)
        clashes += clashes_after(origin.company_id, plan.agent[first:beyond].tolist(), found, now)
        if progress:
            progress(beyond, len(plan))
    return Foreseen(plan.packed(), changed, added, removed, tuple(clashes))


def source_of(read: ReadShifts, origin: Origin) -> str:
    return origin.source or read.format.value


def keep_checked(read: ReadShifts, origin: Origin, foreseen: Foreseen, now: datetime) -> ShiftImport:
    """Keeps the plan with what it would change, and changes nothing yet. Raises Refused(TOO_LONG)."""
    plan, findings = read.plan, read.findings
    first, last = _days(plan)
    if first is not None and last is not None and (last - first).days > MOST_DAYS:
        raise Refused(ShiftRefusal.TOO_LONG)
    one = ShiftImport(
        company_id=origin.company_id,
        agent_id=origin.agent_id,
        by_id=origin.by_id,
        source=source_of(read, origin),
        file_name=origin.file_name[:120],
        state="checked",
        first_day=first.date() if first else None,
        last_day=last.date() if last else None,
        findings={**findings.as_json(), "preview": list(read.preview), "format": read.format.value},
        plan=foreseen.packed,
        agents=len(plan),
        agents_done=0,
        agents_changed=foreseen.agents_changed,
        added=foreseen.added,
        removed=foreseen.removed,
        created_at=now,
    )
    db.session.add(one)
    db.session.flush()
    db.session.add_all([clash_row(one, each, now) for each in foreseen.clashes])
    db.session.flush()
    return one


def _days(plan: Plan) -> tuple[datetime | None, datetime | None]:
    """About: the first moment and the last that are replaced, half a day inside to be right in every zone."""
    if not len(plan):
        return None, None
    half = 12 * 3600
    return instant(int(plan.since.min()) + half), instant(int(plan.until.max()) - half)


def begin(one: ShiftImport, actor: Account | None, now: datetime) -> None:
    """From now on it is written. Raises Refused(NOT_CHECKED)."""
    if one.state != "checked":
        raise Refused(ShiftRefusal.NOT_CHECKED)
    db.session.execute(delete(ShiftClash).where(ShiftClash.import_id == one.id))
    one.state = "running"
    one.agents_changed = one.added = one.removed = 0
    one.findings = {key: value for key, value in one.findings.items() if key not in ("preview", "unknown_sample")}
    record("shifts.import", actor, now, subject=one, company_id=one.company_id, source=one.source, agents=one.agents)


def drop(one: ShiftImport) -> None:
    """What was checked is not imported, and nothing of it is kept."""
    if one.state == "checked":
        db.session.execute(delete(ShiftClash).where(ShiftClash.import_id == one.id))
        one.state, one.plan = "dropped", None
        one.findings = {}


_writers: dict[int, Writer] = {}
"""Of this process, at most one: unpacking a plan takes longer than writing a piece of it."""


def import_due(now: datetime) -> int:
    """One piece of the oldest import that is under way; returns how many agents that were."""
    number = find_running()
    if number is None:
        _writers.clear()
        return 0
    if number not in _writers:
        _writers.clear()
    return _writers.setdefault(number, Writer(number)).write_next(now)
