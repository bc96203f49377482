"""Matches that a shift leaves no room for: of one person for their page, of many after an import.

Volunteer time off that was approved is no work, whatever the plan says: it was given for just that.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from volunteer_match.availability.models import Shift
from volunteer_match.availability.shifts.counting import counts_as_work
from volunteer_match.availability.shifts.rules import Clash, find_clashes
from volunteer_match.extensions import db
from volunteer_match.glossary import HOLDS_PLACE, MatchState
from volunteer_match.hours.time_off.models import TimeOffRequest
from volunteer_match.matches.facts.time_off import is_given, shifts_left
from volunteer_match.matches.models import Match
from volunteer_match.matching.intervals import Interval
from volunteer_match.organisations.models import Company

ONE_MINUTE = timedelta(minutes=1)
LIVE = (*HOLDS_PLACE, MatchState.INVITED)
"""Matches that a new shift can get in the way of: pending, approved, invited."""
Held = Mapping[int, list[tuple[int, Interval]]]
"""By agent: matches by row number, with their times."""


def rest_gap(company_id: int) -> timedelta:
    """The time before and after a shift in which nothing is offered."""
    return timedelta(minutes=db.session.get_one(Company, company_id).rest_gap_minutes)


def find_clash(match: Match, now: datetime) -> Interval | None:
    """The first shift that leaves no room for this match; None where there is room, or nothing to be done any more."""
    if match.state not in LIVE or match.starts_at is None or match.ends_at is None or match.ends_at <= now:
        return None
    gap = rest_gap(match.company_id)
    rows = db.session.execute(
        select(Shift.starts_at, Shift.ends_at)
        .where(
            Shift.agent_id == match.agent_id,
            Shift.starts_at < match.ends_at + gap,
            Shift.ends_at > match.starts_at - gap,
            counts_as_work(),
        )
        .order_by(Shift.starts_at)
    )
    work = {match.agent_id: [Interval(start, end) for start, end in rows]}
    held = {match.agent_id: [(match.id, Interval(match.starts_at, match.ends_at))]}
    found = clashes_of(held, work, gap).get(match.agent_id)
    return found[0].shift if found else None


def held_by(agent_ids: Sequence[int], now: datetime) -> Held:
    """What these agents hold, or are asked for, that is not over."""
    held: dict[int, list[tuple[int, Interval]]] = defaultdict(list)
    rows = db.session.execute(
        select(Match.agent_id, Match.id, Match.starts_at, Match.ends_at)
        .where(Match.agent_id.in_(agent_ids), Match.state.in_(LIVE), Match.ends_at > now)
        .order_by(Match.starts_at, Match.id)
    )
    for agent_id, match_id, start, end in rows:
        assert start is not None
        assert end is not None
        held[agent_id].append((match_id, Interval(start, end)))
    return held


def work_around(held: Held, gap: timedelta) -> dict[int, list[Interval]]:
    """The work of each of these agents around the times of what they hold, in order."""
    times = [interval for each in held.values() for _, interval in each]
    if not times:
        return {}
    work: dict[int, list[Interval]] = defaultdict(list)
    rows = db.session.execute(
        select(Shift.agent_id, Shift.starts_at, Shift.ends_at)
        .where(
            Shift.agent_id.in_(list(held)),
            Shift.starts_at < max(interval.end for interval in times) + gap,
            Shift.ends_at > min(interval.start for interval in times) - gap,
            counts_as_work(),
        )
        .order_by(Shift.starts_at)
    )
    for agent_id, start, end in rows:
        work[agent_id].append(Interval(start, end))
    return work


def clashes_of(held: Held, work: Mapping[int, Sequence[Interval]], gap: timedelta) -> dict[int, list[Clash]]:
    """By agent, what clashes with the work that is left beside volunteer time off."""
    found = _clashing(held, work, gap)
    given = _given_to(found, held)
    left = {agent_id: shifts_left(work[agent_id], each, gap // ONE_MINUTE) for agent_id, each in given.items()}
    still = _clashing({agent_id: held[agent_id] for agent_id in left}, left, gap)
    return {agent_id: clashes for agent_id, clashes in found.items() if agent_id not in left} | still


def _clashing(held: Held, work: Mapping[int, Sequence[Interval]], gap: timedelta) -> dict[int, list[Clash]]:
    found = {agent_id: find_clashes(each, work.get(agent_id, ()), gap) for agent_id, each in held.items()}
    return {agent_id: clashes for agent_id, clashes in found.items() if clashes}


def _given_to(agent_ids: Iterable[int], held: Held) -> dict[int, list[Interval]]:
    """The volunteer time off of these agents from the first time on that they hold; who has none is left out."""
    given: dict[int, list[Interval]] = defaultdict(list)
    ids = list(agent_ids)
    if not ids:
        return given
    since = min(interval.start for agent_id in ids for _, interval in held[agent_id])
    rows = db.session.execute(
        select(TimeOffRequest.agent_id, TimeOffRequest.starts_at, TimeOffRequest.ends_at).where(
            TimeOffRequest.agent_id.in_(ids), is_given(since)
        )
    )
    for agent_id, start, end in rows:
        given[agent_id].append(Interval(start, end))
    return given
