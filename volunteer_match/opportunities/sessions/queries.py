"""Series of a need, and what an edit of one session would be for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from volunteer_match.opportunities.changing.queries import count_in_sessions
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.opportunities.sessions.series import Plan, Scope, chosen_of


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """A series as the page of dates shows it."""

    public_id: str
    last: OpportunitySession
    to_come: int


@dataclass(frozen=True, slots=True)
class Reach:
    """What an edit with this scope is for."""

    scope: Scope
    sessions: list[OpportunitySession]
    people: int


def plan_of(session: OpportunitySession) -> Plan:
    """What is planned for a dated session."""
    assert session.local_start is not None, "a flexible need has no time to plan"
    assert session.minutes is not None, "a dated session has a length"
    return Plan(session.local_start, session.time_zone, session.minutes, session.places)


def _together(opportunity: Opportunity, series_id: int | None) -> list[OpportunitySession]:
    """Sessions of one series that are not cancelled, soonest first."""
    return [row for row in opportunity.sessions if row.series_id == series_id and row.cancelled_at is None]


def series_of(opportunity: Opportunity, now: datetime) -> list[SeriesLine]:
    """The series that have sessions, in the order of their first."""
    ids = dict.fromkeys(row.series_id for row in opportunity.sessions if row.series_id and not row.cancelled_at)
    lines = []
    for series_id in ids:
        rows = _together(opportunity, series_id)
        series, last = rows[-1].series, rows[-1]
        assert series is not None, "its sessions were found by it"
        to_come = sum(row.starts_at is not None and row.starts_at > now for row in rows)
        lines.append(SeriesLine(series.public_id, last, to_come))
    return lines


def reaches_of(session: OpportunitySession, now: datetime) -> list[Reach]:
    """The scopes that make a difference for this session: one alone, where nothing else of its series is to come."""
    rows = _together(session.opportunity, session.series_id) if session.series_id else [session]
    return [*_reaches(rows, session, now)]


def _reaches(rows: Sequence[OpportunitySession], session: OpportunitySession, now: datetime) -> list[Reach]:
    starts = [row.starts_at for row in rows if row.starts_at is not None]
    found: list[Reach] = []
    for scope in Scope:
        chosen = [rows[at] for at in chosen_of(starts, rows.index(session), scope, now)] if session in rows else []
        if scope is Scope.ONE or len(chosen) > len(found[-1].sessions):
            found.append(Reach(scope, chosen or [session], count_in_sessions([row.id for row in chosen])))
    return found


def find_reach(session: OpportunitySession, scope: Scope, now: datetime) -> Reach:
    """The widest reach that is not wider than `scope`."""
    order = list(Scope)
    return [reach for reach in reaches_of(session, now) if order.index(reach.scope) <= order.index(scope)][-1]
