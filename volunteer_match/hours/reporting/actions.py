"""Agents write down what they did in their own time, and correct it."""

from datetime import date, datetime

from sqlalchemy import func, select

from volunteer_match.extensions import db
from volunteer_match.glossary import Format, HoursAct, HoursState, MatchState, Move
from volunteer_match.hours.days import day_in, zone_of
from volunteer_match.hours.entries import Work, begin_entry, hold, take_step
from volunteer_match.hours.models import HourEntry
from volunteer_match.hours.rules import ReportFacts, judge_report
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matches.places import lock_agents
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused

REPORTABLE = frozenset({MatchState.APPROVED, MatchState.COMPLETED})


def report(match: Match, work: Work, actor: Account, now: datetime) -> HourEntry:
    """The agent of `match` writes down `work`, which waits for the partner. Raises Refused."""
    lock_agents([match.agent_id])
    db.session.refresh(match)
    if refusal := judge_report(_facts(match, work.day, work.minutes, now)):
        raise Refused(refusal)
    return begin_entry(match, work, HoursAct.REPORT, actor, now)


def amend(entry: HourEntry, minutes: int, what: str, actor: Account, now: datetime) -> None:
    """The agent corrects how long it was, or what; the partner is asked about what stands there then."""
    hold([entry])
    if entry.minutes == minutes and entry.what == what and entry.state is HoursState.REPORTED:
        return
    others = minutes_on(entry.agent_id, entry.day, but=entry)
    if not entry.is_attendance and (refusal := judge_report(_facts(entry.match, entry.day, minutes, now, others))):
        raise Refused(refusal)
    take_step(entry, HoursAct.AMEND, actor, now, minutes=minutes)
    entry.what = what
    entry.asked_at = entry.reminded_at = None


def _facts(match: Match, day: date, minutes: int, now: datetime, others: int | None = None) -> ReportFacts:
    zone = zone_of(match.agent)
    return ReportFacts(
        is_flexible=match.opportunity.format is Format.FLEXIBLE,
        may_report=match.state in REPORTABLE,
        day=day,
        today=day_in(zone, now),
        accepted_on=day_in(zone, accepted_at(match)),
        minutes=minutes,
        others=minutes_on(match.agent_id, day) if others is None else others,
    )


def accepted_at(match: Match) -> datetime:
    """When the agent first got the place for good: work before that was not for this match."""
    first = db.session.scalar(
        select(func.min(MatchEvent.at)).where(
            MatchEvent.match_id == match.id, MatchEvent.move.in_([Move.APPROVE, Move.ACCEPT])
        )
    )
    return first or match.created_at


def minutes_on(agent_id: int, day: date, *, but: HourEntry | None = None) -> int:
    """What the agent has on that day already, whatever became of it, but for one entry."""
    total = select(func.sum(HourEntry.waiting_minutes + HourEntry.confirmed_minutes)).where(
        HourEntry.agent_id == agent_id, HourEntry.day == day
    )
    return db.session.scalar(total.where(HourEntry.id != but.id) if but else total) or 0
