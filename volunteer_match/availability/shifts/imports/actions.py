"""Checking a file of shifts, and beginning, going on with and dropping its import."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO

from sqlalchemy import delete

from volunteer_match.audit.actions import record
from volunteer_match.availability.shifts.activities.actions import names_foreseen
from volunteer_match.availability.shifts.differing import difference, instant
from volunteer_match.availability.shifts.imports.queries import find_running, people_of
from volunteer_match.availability.shifts.models import ShiftClash, ShiftImport
from volunteer_match.availability.shifts.plan import Plan
from volunteer_match.availability.shifts.reading import ReadShifts, ReadWish, read_shifts
from volunteer_match.availability.shifts.rules import ShiftRefusal
from volunteer_match.availability.shifts.writing import Progress, Writer, keep_clashes
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
    by: Account | None = None


def read_for(file: BinaryIO, wish: ReadWish, origin: Origin) -> ReadShifts:
    """Reads a file of the company, or of one person. Raises TableRefused, CalendarRefused, ImportFault."""
    if origin.agent_id is not None:
        reading = replace(wish.reading, only_agent=origin.agent_id, keeps_names=False)
        wish = replace(wish, reading=reading)
    return read_shifts(file, wish, people_of(origin.company_id))


def check(read: ReadShifts, origin: Origin, now: datetime, progress: Progress | None = None) -> ShiftImport:
    """Keeps the plan with what it would change, and changes nothing yet. Raises Refused(TOO_LONG)."""
    plan, findings = read.plan, read.findings
    first, last = _days(plan)
    if first is not None and last is not None and (last - first).days > MOST_DAYS:
        raise Refused(ShiftRefusal.TOO_LONG)
    one = ShiftImport(
        company_id=origin.company_id,
        agent_id=origin.agent_id,
        by_id=origin.by.id if origin.by else None,
        source=origin.source or read.format.value,
        file_name=origin.file_name[:120],
        state="checked",
        first_day=first.date() if first else None,
        last_day=last.date() if last else None,
        findings={**findings.as_json(), "preview": list(read.preview), "format": read.format.value},
        plan=plan.packed(),
        agents=len(plan),
        agents_done=0,
        agents_changed=0,
        added=0,
        removed=0,
        created_at=now,
    )
    db.session.add(one)
    db.session.flush()
    _foresee(one, plan, now, progress)
    return one


def _days(plan: Plan) -> tuple[datetime | None, datetime | None]:
    """About: the first moment and the last that are replaced, half a day inside to be right in every zone."""
    if not len(plan):
        return None, None
    half = 12 * 3600
    return instant(int(plan.since.min()) + half), instant(int(plan.until.max()) - half)


def _foresee(one: ShiftImport, plan: Plan, now: datetime, progress: Progress | None) -> None:
    names = names_foreseen(one.company_id, plan)
    for first in range(0, len(plan), AGENTS_AT_ONCE):
        beyond = min(first + AGENTS_AT_ONCE, len(plan))
        found = difference(plan, first, beyond, one.source, names)
        one.agents_changed += len(found.changed)
        one.added += len(found.added)
        one.removed += len(found.removed)
        keep_clashes(one, plan.agent[first:beyond].tolist(), found, now, tells=False)
        if progress:
            progress(beyond, len(plan))


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


def import_due(now: datetime) -> int:
    """One piece of the oldest import that is under way; returns how many agents that were."""
    number = find_running()
    if number is None:
        return 0
    writer = Writer(number, now)
    writer.write_next()
    return writer.done
