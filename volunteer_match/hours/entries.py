"""Writes of entries of hours: every change is a line of the ledger, checked while the agent's row is held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.glossary import HoursAct
from volunteer_match.hours.balance import Balance, line_of
from volunteer_match.hours.models import HourEntry, HourStep
from volunteer_match.hours.rules import HoursFacts, judge
from volunteer_match.matches.models import Match
from volunteer_match.matches.parts import part_of
from volunteer_match.matches.places import lock_agents
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused


@dataclass(frozen=True, slots=True)
class Work:
    """What was done: the local day, how long, and in the agent's words (empty for the attendance of a session)."""

    day: date
    minutes: int
    what: str = ""
    is_attendance: bool = False


def begin_entry(match: Match, work: Work, act: HoursAct, actor: Account | None, now: datetime) -> HourEntry:
    """A new entry with its first line. `act` is REPORT (it waits for the partner) or NOTE (confirmed at once)."""
    line = line_of(act, Balance(), work.minutes)
    entry = HourEntry(
        company_id=match.company_id,
        agent_id=match.agent_id,
        match_id=match.id,
        partner_id=match.opportunity.partner_id,
        site_id=match.agent.site_id,
        team_id=match.agent.team_id,
        is_attendance=work.is_attendance,
        day=work.day,
        what=work.what,
        state=line.state,
        waiting_minutes=line.waiting,
        confirmed_minutes=line.confirmed,
        reported_at=now,
        changed_at=now,
    )
    db.session.add(entry)
    db.session.flush()
    db.session.add(_step(entry, act, line.waiting, line.confirmed, actor, now))
    db.session.flush()
    return entry


def _step(
    entry: HourEntry, act: HoursAct, waiting: int, confirmed: int, actor: Account | None, now: datetime, note: str = ""
) -> HourStep:
    return HourStep(
        entry_id=entry.id,
        at=now,
        actor_id=actor.id if actor else None,
        act=act,
        state=entry.state,
        waiting_change=waiting,
        confirmed_change=confirmed,
        note=note,
    )


def hold(entries: Sequence[HourEntry]) -> None:
    """Waits for the turn of their agents, and reads the entries again."""
    lock_agents({entry.agent_id for entry in entries})
    for entry in entries:
        db.session.refresh(entry)


def take_step(
    entry: HourEntry, act: HoursAct, actor: Account | None, now: datetime, *, minutes: int | None = None, note: str = ""
) -> HourStep:
    """Does `act` to an entry that is held (see `hold`); raises Refused. `minutes` is what counts from now on."""
    if refusal := judge(act, facts_of(entry, actor, now, has_words=bool(note))):
        raise Refused(refusal)
    line = line_of(act, Balance(entry.waiting_minutes, entry.confirmed_minutes), minutes)
    entry.state = line.state
    entry.waiting_minutes += line.waiting
    entry.confirmed_minutes += line.confirmed
    entry.changed_at = now
    step = _step(entry, act, line.waiting, line.confirmed, actor, now, note)
    db.session.add(step)
    db.session.flush()
    return step


def facts_of(entry: HourEntry, actor: Account | None, now: datetime, *, has_words: bool = True) -> HoursFacts:
    """The entry as `actor` (None: the platform) finds it."""
    decided = select(HourStep.id).where(HourStep.entry_id == entry.id, HourStep.act == HoursAct.DECIDE).limit(1)
    return HoursFacts(
        state=entry.state,
        part=part_of(actor, entry.match),
        reported_ago=now - entry.reported_at,
        changed_ago=now - entry.changed_at,
        is_attendance=entry.is_attendance,
        is_decided=db.session.scalar(decided) is not None,
        has_words=has_words,
    )
