"""How many people of a company have the skills and languages that a need asks for."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, func, select

from volunteer_match.extensions import db
from volunteer_match.opportunities.models import OpportunityLanguage, OpportunitySkill
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentLanguage, AgentProfile, AgentSkill
from volunteer_match.recognition.badges.rules import FEW

Asked = frozenset[tuple[int | str, int]]
"""Skills (by row number) and languages (by tag), each with the level that is required."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """`people` of `of`; no more than one above few is counted."""

    people: int
    of: int


def count_fitting(needs: Collection[int], company_id: int) -> dict[int, Fitting]:
    """By need (row number); a need that asks for nothing is left out. Free hours play no part: those come and go.

    This runs while attendance is noted: needs that ask for the same are counted once.
    """
    asked = _asked(needs)
    if not asked:
        return {}
    size = _size(company_id)
    found = {each: Fitting(_count(company_id, each), size) for each in set(asked.values())}
    return {need: found[each] for need, each in asked.items()}


def _size(company_id: int) -> int:
    return (
        db.session.scalar(
            select(func.count())
            .select_from(AgentProfile)
            .join(Account, Account.id == AgentProfile.account_id)
            .where(
                AgentProfile.company_id == company_id, Account.deactivated_at.is_(None), Account.deleted_at.is_(None)
            )
        )
        or 0
    )


def _asked(needs: Collection[int]) -> dict[int, Asked]:
    """What each need requires."""
    skills = select(OpportunitySkill.opportunity_id, OpportunitySkill.skill_id, OpportunitySkill.level).where(
        OpportunitySkill.opportunity_id.in_(needs), OpportunitySkill.is_required
    )
    languages = select(OpportunityLanguage.opportunity_id, OpportunityLanguage.tag, OpportunityLanguage.level).where(
        OpportunityLanguage.opportunity_id.in_(needs), OpportunityLanguage.is_required
    )
    found: dict[int, set[tuple[int | str, int]]] = defaultdict(set)
    for need, what, level in [*db.session.execute(skills), *db.session.execute(languages)]:
        found[need].add((what, level))
    return {need: frozenset(each) for need, each in found.items()}


def _has(what: int | str, level: int) -> ColumnElement[bool]:
    """Somebody's profile has it."""
    me = AgentProfile.account_id
    if isinstance(what, int):
        return exists().where(AgentSkill.agent_id == me, AgentSkill.skill_id == what, AgentSkill.level >= level)
    return exists().where(AgentLanguage.agent_id == me, AgentLanguage.tag == what, AgentLanguage.level >= level)


def _count(company_id: int, asked: Asked) -> int:
    """Stops at the first that is one too many."""
    conditions = [_has(what, level) for what, level in sorted(asked, key=str)]
    fitting = select(AgentProfile.account_id).where(AgentProfile.company_id == company_id, *conditions).limit(FEW + 1)
    return db.session.scalar(select(func.count()).select_from(fitting.subquery())) or 0
