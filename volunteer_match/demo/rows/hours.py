"""Hours of the demo world: what past sessions gave, what agents wrote down, and certificates of some."""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import select

from volunteer_match.demo.accounts import SIGN_INS
from volunteer_match.extensions import db
from volunteer_match.glossary import HoursAct, MatchState, Move, NameShown
from volunteer_match.hours.days import day_in, zone_of
from volunteer_match.hours.entries import Work, begin_entry, take_step
from volunteer_match.hours.models import HourEntry
from volunteer_match.hours.rules import SILENCE
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.organisations.queries import members_of
from volunteer_match.people.models import Account
from volunteer_match.recognition.certificates.actions import issue, revoke

SELF_REPORTED, DISPUTED = 3, 17
"""Every third attendance was said by the agent, and of all entries every seventeenth is in dispute."""
CERTIFIED = 4
WRITTEN_MINUTES = (45, 60, 90)


def add_hours(now: datetime) -> None:
    """Reads what happened in the demo world, and writes what it gave."""
    entries = [*_attended(), *_written(now)]
    for number, entry in enumerate(entries):
        if number % DISPUTED == DISPUTED - 1:
            _dispute(entry)
        elif entry.waiting_minutes and now - entry.reported_at > SILENCE:
            take_step(entry, HoursAct.LAPSE, None, entry.reported_at + SILENCE)
    db.session.flush()
    _certify(entries, now)


def _certify(entries: list[HourEntry], now: datetime) -> None:
    """Whoever gave the most has certificates: one that holds, and one that was revoked; others have one each."""
    sums: Counter[Account] = Counter()
    for entry in entries:
        sums[entry.agent.account] += entry.confirmed_minutes
    me = next((account for account in sums if account.email == SIGN_INS[0][0] and sums[account]), None)
    most = [account for account, minutes in sums.most_common(CERTIFIED) if minutes and account is not me]
    for account in [*([me] if me else []), *most]:
        today = day_in(zone_of(entries[0].agent), now - timedelta(days=2))  # is over everywhere
        first = issue(account, today - timedelta(days=120), today, NameShown.SHORT, now - timedelta(hours=20))
        revoke(first, account, "", now - timedelta(hours=19))
        issue(account, today - timedelta(days=365), today, NameShown.SHORT, now - timedelta(hours=18))


def _attended() -> list[HourEntry]:
    rows = db.session.execute(
        select(Match, MatchEvent)
        .join(MatchEvent, (MatchEvent.match_id == Match.id) & (MatchEvent.move == Move.COMPLETE))
        .where(Match.state == MatchState.COMPLETED, Match.starts_at.is_not(None))
        .order_by(Match.id)
    )
    return [_attendance(number, match, event) for number, (match, event) in enumerate(rows)]


def _attendance(number: int, match: Match, event: MatchEvent) -> HourEntry:
    assert match.starts_at is not None
    assert match.ends_at is not None
    minutes = int((match.ends_at - match.starts_at).total_seconds()) // 60
    work = Work(day_in(zone_of(match.agent), match.starts_at), minutes, is_attendance=True)
    if number % SELF_REPORTED == 0:
        return begin_entry(match, work, HoursAct.REPORT, match.agent.account, event.at)
    return begin_entry(match, work, HoursAct.NOTE, event.actor, event.at)


def _written(now: datetime) -> list[HourEntry]:
    """Two pieces of work for everybody who has something to do in their own time: one confirmed, one waiting."""
    matches = db.session.scalars(
        select(Match)
        .where(Match.state.in_([MatchState.APPROVED, MatchState.COMPLETED]), Match.starts_at.is_(None))
        .order_by(Match.id)
    )
    entries = []
    for number, match in enumerate(matches):
        since = max(match.state_since, now - timedelta(days=6))
        for later in range(2):
            at = since + (now - since) * (later + 1) / 4
            minutes = WRITTEN_MINUTES[(number + later) % len(WRITTEN_MINUTES)]
            work = Work(day_in(zone_of(match.agent), at), minutes, "")
            entry = begin_entry(match, work, HoursAct.REPORT, match.agent.account, at)
            if later == 0:
                partner = members_of(match.opportunity.partner_id)[0]
                take_step(entry, HoursAct.CONFIRM, partner, at + (now - at) / 2)
            entries.append(entry)
    return entries


def _dispute(entry: HourEntry) -> None:
    """By the partner where it still waits, else by the agent."""
    is_waiting = entry.waiting_minutes > 0
    actor = members_of(entry.partner_id)[0] if is_waiting else entry.agent.account
    words = "We remember half of that." if is_waiting else "It took longer: we stayed to finish the page."
    minutes = None if is_waiting else entry.minutes + 30
    take_step(entry, HoursAct.DISPUTE, actor, entry.changed_at + timedelta(hours=2), minutes=minutes, note=words)
