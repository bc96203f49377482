"""Saves each step of a need. A draft may be incomplete; what is published must stay publishable."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.glossary import Format, Kind, Meeting, OpportunityState
from volunteer_match.matching.levels import find_proficiency, find_skill_level
from volunteer_match.opportunities.actions import missing_of
from volunteer_match.opportunities.changing.actions import spread_changes
from volunteer_match.opportunities.changing.queries import terms_of
from volunteer_match.opportunities.changing.terms import Terms, compare
from volunteer_match.opportunities.events import write_event
from volunteer_match.opportunities.models import (
    Opportunity,
    OpportunityCredential,
    OpportunityLanguage,
    OpportunitySession,
    OpportunitySkill,
)
from volunteer_match.opportunities.posting.queries import has_approved
from volunteer_match.opportunities.rules import OpportunityMove, OpportunityRefusal, may_edit
from volunteer_match.opportunities.templates_data import PostingTemplate
from volunteer_match.organisations.models import Partner
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused
from volunteer_match.web.locale import shown_locale


@dataclass(frozen=True, slots=True)
class WhatValues:
    title: str
    description: str
    kind: Kind
    cause: str
    language: str
    how_to_join: str
    meeting: Meeting
    meeting_url: str
    also: Sequence["SkillWanted | LanguageWanted"] = ()
    """What the text suggested and somebody ticked."""


@dataclass(frozen=True, slots=True)
class SkillWanted:
    skill_id: int
    level: int
    is_required: bool


@dataclass(frozen=True, slots=True)
class LanguageWanted:
    tag: str
    level: int
    is_required: bool
    verified_only: bool


@dataclass(frozen=True, slots=True)
class WhoValues:
    skills: Sequence[SkillWanted]
    languages: Sequence[LanguageWanted]
    credentials: Sequence[str]
    minimum_age: int | None
    is_for_minors: bool
    second_adult: str


def start_draft(partner: Partner, template: PostingTemplate, actor: Account, now: datetime) -> Opportunity:
    """A draft with everything that the template knows."""
    opportunity = Opportunity(
        partner_id=partner.id,
        created_by_id=actor.id,
        state=OpportunityState.DRAFT,
        template=template.key,
        kind=template.kind,
        format=template.format,
        cause=partner.cause or template.cause,
        title=gettext(template.title),
        description=gettext(template.description),
        language=shown_locale().language,
        time_zone=partner.time_zone,
        minutes_needed=template.minutes if template.format is Format.FLEXIBLE else None,
        minimum_age=template.minimum_age,
        is_for_minors=template.is_for_minors,
        second_adult="",
        how_to_join=gettext(template.how_to_join),
        created_at=now,
    )
    _fill_requirements(opportunity, template)
    if template.format is Format.FLEXIBLE:
        opportunity.sessions = [OpportunitySession(time_zone=partner.time_zone, places=template.places)]
    db.session.add(opportunity)
    write_event(opportunity, OpportunityMove.DRAFTED, actor, now)
    return opportunity


def _fill_requirements(opportunity: Opportunity, template: PostingTemplate) -> None:
    codes = [wanted.skill for wanted in template.skills]
    rows = db.session.execute(select(Skill.code, Skill.id).where(Skill.code.in_(codes)))
    ids = {code: skill_id for code, skill_id in rows}  # noqa: C416 - a row is no tuple to mypy
    opportunity.skills = [
        OpportunitySkill(
            skill_id=ids[wanted.skill],
            level=int(find_skill_level(wanted.level) or 1),
            is_required=wanted.is_required,
        )
        for wanted in template.skills
        if wanted.skill in ids
    ]
    opportunity.languages = [
        OpportunityLanguage(
            tag=wanted.tag or opportunity.language,
            level=int(find_proficiency(wanted.level) or 1),
            is_required=wanted.is_required,
        )
        for wanted in template.languages
    ]
    opportunity.credentials = [OpportunityCredential(kind=kind) for kind in template.credentials]


def save_what(opportunity: Opportunity, values: WhatValues, actor: Account, now: datetime) -> None:
    """Saves the words of a need."""
    check_editable(opportunity)
    before = terms_of(opportunity)
    opportunity.title, opportunity.description = values.title, values.description
    opportunity.kind, opportunity.cause, opportunity.language = values.kind, values.cause, values.language
    opportunity.how_to_join = values.how_to_join
    opportunity.meeting, opportunity.meeting_url = values.meeting, values.meeting_url
    for wanted in values.also:
        _also_ask(opportunity, wanted)
    end_step(opportunity, actor, now, before)


def _also_ask(opportunity: Opportunity, wanted: SkillWanted | LanguageWanted) -> None:
    """One more wish, unless the need asks for it already."""
    if isinstance(wanted, SkillWanted):
        if all(row.skill_id != wanted.skill_id for row in opportunity.skills):
            opportunity.skills.append(OpportunitySkill(**asdict(wanted)))
    elif all(row.tag != wanted.tag for row in opportunity.languages):
        opportunity.languages.append(OpportunityLanguage(**asdict(wanted)))


def save_who(opportunity: Opportunity, values: WhoValues, actor: Account, now: datetime) -> None:
    """Saves what is asked of people, and the safeguards."""
    check_editable(opportunity)
    if values.is_for_minors and not opportunity.is_for_minors and has_approved(opportunity.id):
        raise Refused(OpportunityRefusal.NOT_CHECKED)
    before = terms_of(opportunity)
    opportunity.minimum_age, opportunity.is_for_minors = values.minimum_age, values.is_for_minors
    opportunity.second_adult = values.second_adult
    opportunity.skills.clear()
    opportunity.languages.clear()
    opportunity.credentials.clear()
    db.session.flush()  # the old rows go before new ones with the same skill come
    opportunity.skills.extend(
        OpportunitySkill(skill_id=each.skill_id, level=each.level, is_required=each.is_required)
        for each in values.skills
    )
    opportunity.languages.extend(
        OpportunityLanguage(
            tag=each.tag, level=each.level, is_required=each.is_required, verified_only=each.verified_only
        )
        for each in values.languages
    )
    opportunity.credentials.extend(OpportunityCredential(kind=kind) for kind in values.credentials)
    end_step(opportunity, actor, now, before)


def check_editable(opportunity: Opportunity) -> None:
    """Raises Refused for what is over."""
    if not may_edit(opportunity.state):
        raise Refused(OpportunityRefusal.NOT_IN_THIS_STATE)


def end_step(opportunity: Opportunity, actor: Account, now: datetime, before: Terms | None = None) -> None:
    """Marks the need as edited. What agents see already must not become incomplete: raises Refused with `missing`.

    Whoever has promised is told what differs from `before`, and asked for a new yes where it is more than words.
    """
    if opportunity.state is OpportunityState.PUBLISHED and (missing := missing_of(opportunity, now)):
        raise Refused(OpportunityRefusal.INCOMPLETE, missing=missing)
    opportunity.edited_at = now
    db.session.flush()
    is_seen = opportunity.state is OpportunityState.PUBLISHED and before is not None
    changes = compare(before, terms_of(opportunity)) if is_seen and before is not None else ()
    write_event(opportunity, OpportunityMove.EDITED, actor, now, changes=changes)
    spread_changes(opportunity, changes, actor, now)
