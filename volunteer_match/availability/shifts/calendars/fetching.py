"""The job that asks for a subscribed calendar: what to ask, asking and reading it, and writing what came of it."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO

from volunteer_match.availability.shifts.activities.actions import names_of
from volunteer_match.availability.shifts.calendars.rules import (
    MOST_BYTES,
    FetchFault,
    due_after,
    fault_of_status,
    is_to_be_told,
    masked,
)
from volunteer_match.availability.shifts.gathering import Reading
from volunteer_match.availability.shifts.imports.actions import Foreseen, Origin, begin, keep_checked
from volunteer_match.availability.shifts.models import ShiftCalendar
from volunteer_match.availability.shifts.reading import ReadShifts, ReadWish, ShiftFormat, read_shifts
from volunteer_match.availability.shifts.rules import ActivityRule, rules_of
from volunteer_match.availability.shifts.writing import write_piece
from volunteer_match.extensions import db
from volunteer_match.integrations.calendars.events import CalendarRefused
from volunteer_match.integrations.outside import (
    Answer,
    Limits,
    OutsideFault,
    OutsideRefusal,
    Request,
    ask,
    conditional,
)
from volunteer_match.jobs.handling import Handler, JobFault, Task
from volunteer_match.notifications.actions import notify
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.organisations.models import Company
from volunteer_match.people.models import Account
from volunteer_match.web.application import settings

LIMITS = Limits(seconds=15, most_bytes=MOST_BYTES)
FAULTS = {
    OutsideRefusal.PRIVATE: FetchFault.PRIVATE,
    OutsideRefusal.NOT_SECURE: FetchFault.NOT_SECURE,
    OutsideRefusal.NOT_HTTPS: FetchFault.NOT_SECURE,
    OutsideRefusal.TOO_LARGE: FetchFault.TOO_LARGE,
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and how the answer is to be read. The address is a secret."""

    address: str = field(repr=False)
    agent_id: int
    zone: str
    today: date
    etag: str
    last_modified: str
    digest: str
    rules: tuple[ActivityRule, ...]
    allows_private: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """A calendar that was read, or nothing new (neither), or why not."""

    read: ReadShifts | None = None
    fault: FetchFault | None = None
    etag: str = ""
    last_modified: str = ""
    digest: str = ""


def _question(task: Task) -> Question | None:
    """None where the agent has unsubscribed meanwhile."""
    calendar = db.session.get(ShiftCalendar, task.params["calendar"])
    if calendar is None:
        return None
    account = db.session.get_one(Account, calendar.agent_id)
    # A calendar reaches a day further every day, even where its file is the same: once a day it is read as a whole.
    is_whole = bool(task.params["whole"])
    return Question(
        calendar.address,
        calendar.agent_id,
        account.time_zone,
        date.fromisoformat(task.params["today"]),
        "" if is_whole else calendar.etag,
        "" if is_whole else calendar.last_modified,
        "" if is_whole else calendar.digest,
        rules_of(db.session.get_one(Company, calendar.company_id).activity_rules),
        settings().allows_private,
    )


def _fetch(question: Question | None) -> Outcome | None:
    if question is None:
        return None
    request = Request(
        question.address, headers={"Accept": "text/calendar", **conditional(question.etag, question.last_modified)}
    )
    try:
        answer = ask(request, LIMITS, private=question.allows_private)
    except OutsideFault as fault:
        return Outcome(fault=FAULTS.get(fault.refusal, FetchFault.UNREACHABLE))
    if answer.status == 304:
        return Outcome()
    return _read(answer, question) if answer.is_success else Outcome(fault=fault_of_status(answer.status))


def _read(answer: Answer, question: Question) -> Outcome:
    digest = hashlib.sha256(answer.body).hexdigest()
    marks = (answer.headers.get("etag", "")[:200], answer.headers.get("last-modified", "")[:100], digest)
    if digest == question.digest:
        return Outcome(None, None, *marks)
    reading = Reading(question.zone, only_agent=question.agent_id, keeps_names=False)
    wish = ReadWish(reading, question.today, ShiftFormat.ICALENDAR, rules=question.rules)
    try:
        return Outcome(read_shifts(BytesIO(answer.body), wish, {}), None, *marks)
    except CalendarRefused:
        return Outcome(fault=FetchFault.NOT_A_CALENDAR)


def _write(task: Task, outcome: Outcome | None, now: datetime) -> JobFault | None:
    """A calendar that can't be read is no fault of the job: it is asked again at its own time."""
    calendar = db.session.get(ShiftCalendar, task.params["calendar"])
    if calendar is None or outcome is None:
        return None
    if outcome.fault is not None:
        _note_failure(calendar, outcome.fault, now)
        return None
    calendar.failures, calendar.failing_since, calendar.fault, calendar.fetched_at = 0, None, "", now
    calendar.etag = outcome.etag or calendar.etag
    calendar.last_modified = outcome.last_modified or calendar.last_modified
    calendar.digest = outcome.digest or calendar.digest
    calendar.due_at = due_after(0, now)
    if outcome.read is not None:
        calendar.read_on = date.fromisoformat(task.params["today"])
        store_own(outcome.read, Origin(calendar.company_id, calendar.source, agent_id=calendar.agent_id), now)
    return None


def store_own(read: ReadShifts, origin: Origin, now: datetime) -> None:
    """The shifts of one person, written at once. Where nothing changed, nothing is kept of the import."""
    one = keep_checked(read, origin, Foreseen(read.plan.packed()), now)
    begin(one, None, now)
    write_piece(one, read.plan, names_of(one.company_id, read.plan, now), now)
    db.session.flush()


def _note_failure(calendar: ShiftCalendar, fault: FetchFault, now: datetime) -> None:
    before = calendar.failed_at
    calendar.failures += 1
    calendar.failing_since = calendar.failing_since or now
    calendar.fault, calendar.failed_at = fault.value, now
    calendar.due_at = due_after(calendar.failures, now)
    if is_to_be_told(calendar.failing_since, before, now):
        account = db.session.get_one(Account, calendar.agent_id)
        params = {"title": masked(calendar.address)}
        notify(account, NoticeKind.CALENDAR_FAILING, params, "/profile/availability/shifts", now)


HANDLER: Handler[Question | None, Outcome | None] = Handler(_question, _fetch, _write)
