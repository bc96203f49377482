"""The catalogue as the steps of posting use it: skills by what somebody typed."""

from datetime import datetime, timedelta

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.glossary import OpportunityState
from volunteer_match.opportunities.models import Opportunity, OpportunityEvent
from volunteer_match.opportunities.rules import OpportunityMove
from volunteer_match.people.catalogue import Hit, SearchEntry, search_skills
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.models import Account

SENT_TWICE = timedelta(minutes=1)
"""A second draft from the same beginning, untouched and this soon, is the same click sent again."""

SURE = 5
"""Kinds of find (see people.catalogue.search) that need no asking back: names and synonyms, whole or begun."""


def skill_entries(language: str) -> list[SearchEntry]:
    """Every skill on offer, as a reader of `language` searches it."""
    rows = db.session.scalars(select(Skill).where(Skill.retired_at.is_(None)).order_by(Skill.code))
    return [_entry(row, language) for row in rows]


def _entry(skill: Skill, language: str) -> SearchEntry:
    name = skill.name_es if language == "es" and skill.name_es else skill.name_en
    others = [skill.name_en, skill.name_es, *(word for _, word in skill.synonyms)]
    return SearchEntry(skill.code, name, tuple(dict.fromkeys(word for word in others if word and word != name)))


def read_skill(typed: str, entries: list[SearchEntry]) -> tuple[str | None, list[Hit]]:
    """The code of the skill that was meant, or None with what it may have been."""
    hits = search_skills(typed, entries, limit=3)
    if hits and (hits[0].rank[0] <= SURE or len(hits) == 1):
        return hits[0].id, hits
    return None, hits


def skill_ids(codes: list[str]) -> dict[str, int]:
    """Row numbers of skills by code."""
    return dict(db.session.execute(select(Skill.code, Skill.id).where(Skill.code.in_(codes))).tuples())


def find_copy_just_made(opportunity: Opportunity, actor: Account, now: datetime) -> Opportunity | None:
    """An untouched copy of this need that `actor` made a moment ago."""
    return db.session.scalar(
        select(Opportunity)
        .join(OpportunityEvent, OpportunityEvent.opportunity_id == Opportunity.id)
        .where(
            Opportunity.partner_id == opportunity.partner_id,
            Opportunity.created_by_id == actor.id,
            Opportunity.title == opportunity.title,
            Opportunity.state == OpportunityState.DRAFT,
            Opportunity.edited_at.is_(None),
            Opportunity.created_at > now - SENT_TWICE,
            OpportunityEvent.move == OpportunityMove.COPIED.value,
        )
        .limit(1)
    )
