"""All writes of hours by the people concerned. Every action raises Refused, tells the other side, and never commits."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.glossary import Format, HoursAct, HoursState, Move
from volunteer_match.hours.days import day_in, zone_of
from volunteer_match.hours.entries import Work, begin_entry, hold, take_step
from volunteer_match.hours.models import HourEntry
from volunteer_match.hours.rules import WAITING, HoursRefusal
from volunteer_match.hours.telling import tell_agent, tell_decision, tell_dispute
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused


def note_attendance(match: Match, event: MatchEvent, now: datetime) -> None:
    """Writes the hours of a session whose attendance was noted, and reverses them when that is corrected.

    Called for COMPLETE and CORRECT while the agent's row is held. What the agent says of themselves waits for the
    partner; what anybody else says is confirmed by that. Work in one's own time has no length until somebody writes
    it down.
    """
    actor = db.session.get(Account, event.actor_id) if event.actor_id else None
    if event.move is Move.CORRECT:
        for entry in db.session.scalars(
            select(HourEntry).where(
                HourEntry.match_id == match.id, HourEntry.is_attendance, HourEntry.state != HoursState.REMOVED
            )
        ):
            take_step(entry, HoursAct.REVERSE, actor, now)
        return
    if match.opportunity.format is not Format.SCHEDULED or match.starts_at is None or match.ends_at is None:
        return
    work = Work(
        day=day_in(zone_of(match.agent), match.starts_at),
        minutes=int((match.ends_at - match.starts_at).total_seconds()) // 60,
        is_attendance=True,
    )
    is_own = event.actor_id in (match.agent_id, None)
    begin_entry(match, work, HoursAct.REPORT if is_own else HoursAct.NOTE, actor, now)


def confirm(seen: Sequence[tuple[HourEntry, int]], actor: Account, now: datetime) -> list[HourEntry]:
    """The partner confirms entries, each with the minutes that they saw; returns those that were confirmed.

    What has changed meanwhile is left as it is: nobody confirms what they did not see. Sent twice, it does nothing.
    """
    entries = [entry for entry, _minutes in seen]
    hold(entries)
    done = []
    for entry, minutes in seen:
        if entry.state in WAITING and entry.minutes == minutes:
            take_step(entry, HoursAct.CONFIRM, actor, now)
            done.append(entry)
    _tell_each(done, NoticeKind.HOURS_CONFIRMED, now)
    return done


def _tell_each(entries: Sequence[HourEntry], kind: NoticeKind, now: datetime) -> None:
    """One notice an agent for everything that was confirmed together."""
    by_agent: dict[int, list[HourEntry]] = defaultdict(list)
    for entry in entries:
        by_agent[entry.agent_id].append(entry)
    for theirs in by_agent.values():
        tell_agent(theirs, kind, now)


def adjust(entry: HourEntry, minutes: int, note: str, actor: Account, now: datetime) -> None:
    """The partner confirms with other minutes than the agent said, or corrects what they confirmed; tells the agent."""
    hold([entry])
    if entry.state is HoursState.CONFIRMED and entry.minutes == minutes:
        return
    take_step(entry, HoursAct.ADJUST, actor, now, minutes=minutes, note=note)
    tell_agent([entry], NoticeKind.HOURS_CORRECTED, now)


def dispute(entry: HourEntry, minutes: int | None, words: str, actor: Account, now: datetime) -> None:
    """Either side brings the entry to the coordinators; `minutes` is what the agent holds to be right."""
    hold([entry])
    if entry.state is HoursState.DISPUTED:
        return
    take_step(entry, HoursAct.DISPUTE, actor, now, minutes=minutes, note=words)
    record("hours.dispute", actor, now, subject=entry, company_id=entry.company_id)
    tell_dispute(entry, actor, now)


def decide(entry: HourEntry, minutes: int, words: str, actor: Account, now: datetime) -> None:
    """The coordinator says what counts (0: nothing) and why; both sides are told."""
    hold([entry])
    before = entry.minutes
    take_step(entry, HoursAct.DECIDE, actor, now, minutes=minutes, note=words)
    record("hours.decide", actor, now, subject=entry, minutes=[before, minutes])
    tell_decision(entry, now)


def remove(entry: HourEntry, actor: Account, now: datetime) -> None:
    """The agent takes back what they wrote down, while nobody has confirmed it."""
    hold([entry])
    if entry.state is not HoursState.REMOVED:
        take_step(entry, HoursAct.REMOVE, actor, now)


def refused_by(refused: Refused) -> HoursRefusal:
    """The refusal of hours that was raised."""
    assert isinstance(refused.refusal, HoursRefusal)
    return refused.refusal
