"""Agents as matching sees them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import aliased

from volunteer_match.availability.models import AvailabilityException, AvailabilityWindow, Shift
from volunteer_match.availability.shifts.counting import counts_as_work
from volunteer_match.extensions import db
from volunteer_match.glossary import FINAL_RETURN_REASONS, HOLDS_PLACE, MatchState, Verdict
from volunteer_match.hours.time_off.models import TimeOffRequest
from volunteer_match.matches.asks import every_ask
from volunteer_match.matches.facts.grouping import grouped
from volunteer_match.matches.facts.record import Record, read_records
from volunteer_match.matches.facts.time_off import added_hours, is_given, shifts_left
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matching.facts import AgentFacts, CredentialFacts, ExceptionFacts, Interval, Window
from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.organisations.models import Company, Partner
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentLanguage, AgentProfile, AgentSkill, Block, Credential, Interest

WEEK = timedelta(days=7)
"""Promised minutes count from Monday on, in any zone, so a week back is always enough."""
ADULT_AGE = 18
"""No birth date is kept: "18 or over" is all that is known, and all that a gate may ask."""


def _last_event() -> ScalarSelect[int]:
    """The newest move of a match: a return that was reopened no longer counts."""
    later = aliased(MatchEvent)
    return select(func.max(later.id)).where(later.match_id == Match.id).scalar_subquery()


class _Readings:
    """All that is known of these agents, one query a kind of fact."""

    def __init__(self, ids: Sequence[int], now: datetime) -> None:
        self.now = now
        self._read_profiles(ids)
        self._read_hours(ids)
        self._read_matches(ids)
        self._read_bars(ids)
        self.records = read_records(ids, now)

    def _read_profiles(self, ids: Sequence[int]) -> None:
        self.skills = grouped(
            select(AgentSkill.agent_id, Skill.code, AgentSkill.level, AgentSkill.is_wanted)
            .join(Skill, AgentSkill.skill_id == Skill.id)
            .where(AgentSkill.agent_id.in_(ids))
        )
        self.languages = grouped(
            select(AgentLanguage.agent_id, AgentLanguage.tag, AgentLanguage.level, AgentLanguage.verdict).where(
                AgentLanguage.agent_id.in_(ids)
            )
        )
        self.credentials = grouped(
            select(Credential.agent_id, Credential.kind, Credential.expires_on).where(
                Credential.agent_id.in_(ids), Credential.verdict == Verdict.VERIFIED
            )
        )
        self.interests = grouped(select(Interest.agent_id, Interest.key).where(Interest.agent_id.in_(ids)))

    def _read_hours(self, ids: Sequence[int]) -> None:
        self.windows = grouped(
            select(
                AvailabilityWindow.agent_id,
                AvailabilityWindow.day,
                AvailabilityWindow.start_minute,
                AvailabilityWindow.end_minute,
            ).where(AvailabilityWindow.agent_id.in_(ids))
        )
        self.exceptions = grouped(
            select(
                AvailabilityException.agent_id,
                AvailabilityException.day,
                AvailabilityException.start_minute,
                AvailabilityException.end_minute,
                AvailabilityException.is_available,
            ).where(AvailabilityException.agent_id.in_(ids), AvailabilityException.day >= (self.now - WEEK).date())
        )
        self.shifts = grouped(
            select(Shift.agent_id, Shift.starts_at, Shift.ends_at).where(
                Shift.agent_id.in_(ids), Shift.ends_at > self.now - WEEK, counts_as_work()
            )
        )
        self.time_off = grouped(
            select(TimeOffRequest.agent_id, TimeOffRequest.starts_at, TimeOffRequest.ends_at).where(
                TimeOffRequest.agent_id.in_(ids), is_given(self.now - WEEK)
            )
        )

    def _read_matches(self, ids: Sequence[int]) -> None:
        times = select(Match.agent_id, Match.starts_at, Match.ends_at).where(
            Match.agent_id.in_(ids), Match.ends_at > self.now - WEEK
        )
        self.busy = grouped(times.where(Match.state.in_(HOLDS_PLACE)))
        self.promised = grouped(times.where(Match.state == MatchState.COMPLETED))
        self.pending = grouped(
            select(Match.agent_id, func.count(Match.claim_id.distinct()))
            .where(Match.agent_id.in_(ids), Match.state == MatchState.PENDING)
            .group_by(Match.agent_id)
        )
        asks = every_ask()
        self.asks = grouped(select(asks.c.agent_id, asks.c.at).where(asks.c.agent_id.in_(ids)))

    def _read_bars(self, ids: Sequence[int]) -> None:
        self.returned = grouped(
            select(Match.agent_id, Opportunity.public_id)
            .join(Opportunity, Match.opportunity_id == Opportunity.id)
            .join(MatchEvent, MatchEvent.id == _last_event())
            .where(
                Match.agent_id.in_(ids),
                Match.state == MatchState.RETURNED,
                MatchEvent.reason.in_(FINAL_RETURN_REASONS),
            )
            .distinct()
        )
        self.blocks = grouped(
            select(Block.agent_id, Block.kind, Partner.public_id)
            .outerjoin(Partner, Block.partner_id == Partner.id)
            .where(
                Block.agent_id.in_(ids),
                Block.lifted_at.is_(None),
                Block.ends_at.is_(None) | (Block.ends_at > self.now),
            )
        )


def _intervals(rows: list[Any]) -> tuple[Interval, ...]:
    return tuple(Interval(start, end) for start, end in rows)


def _facts(row: Any, read: _Readings) -> AgentFacts:
    """One agent; `row` has id, public id, zone, adult, weekly limit, active, rest gap, company."""
    key = row.id
    record: Record = read.records.get(key, Record())
    asks = [at for (at,) in read.asks[key]]
    given = _intervals(read.time_off[key])
    return AgentFacts(
        id=row.public_id,
        time_zone=row.time_zone,
        age=ADULT_AGE if row.is_adult else None,
        skills={code: SkillLevel(level) for code, level, _ in read.skills[key] if level},
        wants=frozenset(code for code, _, is_wanted in read.skills[key] if is_wanted),
        languages={tag: Proficiency(level) for tag, level, _ in read.languages[key]},
        verified_languages=frozenset(tag for tag, _, verdict in read.languages[key] if verdict is Verdict.VERIFIED),
        availability=tuple(Window(*values) for values in read.windows[key]),
        exceptions=(
            *(ExceptionFacts(*values) for values in read.exceptions[key]),
            *added_hours(given, row.time_zone),
        ),
        shifts=shifts_left(_intervals(read.shifts[key]), given, row.rest_gap_minutes),
        rest_gap_minutes=row.rest_gap_minutes,
        busy=_intervals(read.busy[key]),
        promised=_intervals(read.promised[key]),
        weekly_limit_minutes=row.weekly_limit_minutes,
        credentials=tuple(CredentialFacts(*values) for values in read.credentials[key]),
        interests=frozenset(name for (name,) in read.interests[key]),
        served=frozenset(record.served),
        attended=record.attended,
        missed=record.missed,
        asked_last_7_days=sum(at > read.now - WEEK for at in asks),
        last_asked=max(asks, default=None),
        pending=read.pending[key][0][0] if read.pending[key] else 0,
        returned_from=frozenset(opportunity for (opportunity,) in read.returned[key]),
        blocked_by=frozenset(f"kind:{kind}" if kind else f"partner:{partner}" for kind, partner in read.blocks[key]),
        active=row.deactivated_at is None and row.deleted_at is None,
        company=row.company,
    )


def agent_facts(agent_ids: Sequence[int], now: datetime) -> dict[int, AgentFacts]:
    """The facts of these agents by row number; ids without a volunteer profile are left out."""
    rows = db.session.execute(
        select(
            Account.id,
            Account.public_id,
            Account.time_zone,
            Account.deactivated_at,
            Account.deleted_at,
            AgentProfile.is_adult,
            AgentProfile.weekly_limit_minutes,
            Company.rest_gap_minutes,
            Company.public_id.label("company"),
        )
        .join(AgentProfile, AgentProfile.account_id == Account.id)
        .join(Company, AgentProfile.company_id == Company.id)
        .where(Account.id.in_(agent_ids))
    ).all()
    read = _Readings([row.id for row in rows], now)
    return {row.id: _facts(row, read) for row in rows}
