"""Opportunities as matching sees them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState
from volunteer_match.matches.facts.grouping import grouped
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matching.facts import OpportunityFacts, Preferences, Requirements, SessionFacts
from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.opportunities.models import (
    Opportunity,
    OpportunityCredential,
    OpportunityLanguage,
    OpportunitySession,
    OpportunitySkill,
)
from volunteer_match.organisations.models import Partner
from volunteer_match.people.catalogue.models import Skill

WEEK = timedelta(days=7)
CONNECTIONS = (MatchState.PENDING, MatchState.APPROVED)
"""Attention: a claim, an accepted invitation, a promotion from the waitlist."""


class _Readings:
    """What these opportunities ask and offer, one query a kind of fact."""

    def __init__(self, ids: Sequence[int], now: datetime) -> None:
        self._read_sessions(ids)
        self._read_requirements(ids)
        self._read_attention(ids, now)

    def _read_sessions(self, ids: Sequence[int]) -> None:
        self.sessions = grouped(
            select(
                OpportunitySession.opportunity_id,
                OpportunitySession.public_id,
                OpportunitySession.starts_at,
                OpportunitySession.ends_at,
                OpportunitySession.time_zone,
                OpportunitySession.places - OpportunitySession.taken,
            )
            .where(
                OpportunitySession.opportunity_id.in_(ids),
                OpportunitySession.cancelled_at.is_(None),
                OpportunitySession.starts_at.is_not(None),
            )
            .order_by(OpportunitySession.starts_at, OpportunitySession.id)
        )

    def _read_requirements(self, ids: Sequence[int]) -> None:
        self.skills = grouped(
            select(OpportunitySkill.opportunity_id, OpportunitySkill.is_required, Skill.code, OpportunitySkill.level)
            .join(Skill, OpportunitySkill.skill_id == Skill.id)
            .where(OpportunitySkill.opportunity_id.in_(ids))
        )
        self.languages = grouped(
            select(
                OpportunityLanguage.opportunity_id,
                OpportunityLanguage.is_required,
                OpportunityLanguage.tag,
                OpportunityLanguage.level,
                OpportunityLanguage.verified_only,
            ).where(OpportunityLanguage.opportunity_id.in_(ids))
        )
        self.credentials = grouped(
            select(OpportunityCredential.opportunity_id, OpportunityCredential.kind).where(
                OpportunityCredential.opportunity_id.in_(ids)
            )
        )

    def _read_attention(self, ids: Sequence[int], now: datetime) -> None:
        self.connections = grouped(
            select(Match.opportunity_id, func.count(MatchEvent.id))
            .join(Match, MatchEvent.match_id == Match.id)
            .where(
                Match.opportunity_id.in_(ids),
                MatchEvent.at > now - WEEK,
                MatchEvent.to_state.in_(CONNECTIONS),
                MatchEvent.from_state.is_(None) | MatchEvent.from_state.not_in(CONNECTIONS),
            )
            .group_by(Match.opportunity_id)
        )


def _facts(row: Any, read: _Readings) -> OpportunityFacts:
    key = row.id
    skills, languages = read.skills[key], read.languages[key]
    return OpportunityFacts(
        id=row.public_id,
        kind=row.kind.value,
        format=row.format,
        cause=row.cause,
        partner=row.partner,
        requires=Requirements(
            skills={code: SkillLevel(level) for required, code, level in skills if required},
            languages={tag: Proficiency(level) for required, tag, level, _ in languages if required},
            verified_languages=frozenset(tag for required, tag, _, verified in languages if required and verified),
            credentials=tuple(sorted(kind for (kind,) in read.credentials[key])),
            minimum_age=row.minimum_age,
        ),
        prefers=Preferences(
            skills={code: SkillLevel(level) for required, code, level in skills if not required},
            languages={tag: Proficiency(level) for required, tag, level, _ in languages if not required},
        ),
        sessions=tuple(SessionFacts(*values) for values in read.sessions[key]),
        minutes_needed=row.minutes_needed,
        deadline=row.deadline,
        time_zone=row.time_zone,
        connections_last_7_days=read.connections[key][0][0] if read.connections[key] else 0,
    )


def opportunity_facts(opportunity_ids: Sequence[int], now: datetime) -> dict[int, OpportunityFacts]:
    """The facts of these opportunities by row number."""
    rows = db.session.execute(
        select(
            Opportunity.id,
            Opportunity.public_id,
            Opportunity.kind,
            Opportunity.format,
            Opportunity.cause,
            Opportunity.minimum_age,
            Opportunity.minutes_needed,
            Opportunity.deadline,
            Opportunity.time_zone,
            Partner.public_id.label("partner"),
        )
        .join(Partner, Opportunity.partner_id == Partner.id)
        .where(Opportunity.id.in_(opportunity_ids))
    ).all()
    read = _Readings([row.id for row in rows], now)
    return {row.id: _facts(row, read) for row in rows}
