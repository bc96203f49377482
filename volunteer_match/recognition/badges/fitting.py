"""How many people of a company have the skills and languages that a need asks for."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, func, select

from volunteer_match.extensions import db
from volunteer_match.opportunities.models import OpportunityLanguage, OpportunitySkill
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentLanguage, AgentProfile, AgentSkill
from volunteer_match.recognition.badges.rules import FEW


@dataclass(frozen=True, slots=True)
class Fitting:
    """`people` of `of`; no more than one above few is counted."""

    people: int
    of: int


def count_fitting(needs: Iterable[int], company_id: int) -> dict[int, Fitting]:
    """By need (row number); a need that asks for nothing is left out. Free hours play no part: those come and go."""
    size = _size(company_id)
    asked = {need: _asked(need) for need in needs}
    return {need: Fitting(_count(company_id, conditions), size) for need, conditions in asked.items() if conditions}


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


def _asked(need: int) -> list[ColumnElement[bool]]:
    """A condition for each requirement: somebody's profile has it."""
    me = AgentProfile.account_id
    skills = select(OpportunitySkill).where(OpportunitySkill.opportunity_id == need, OpportunitySkill.is_required)
    languages = select(OpportunityLanguage).where(
        OpportunityLanguage.opportunity_id == need, OpportunityLanguage.is_required
    )
    can, speaks = exists().where(AgentSkill.agent_id == me), exists().where(AgentLanguage.agent_id == me)
    return [
        *(
            can.where(AgentSkill.skill_id == one.skill_id, AgentSkill.level >= one.level)
            for one in db.session.scalars(skills)
        ),
        *(
            speaks.where(AgentLanguage.tag == one.tag, AgentLanguage.level >= one.level)
            for one in db.session.scalars(languages)
        ),
    ]


def _count(company_id: int, conditions: list[ColumnElement[bool]]) -> int:
    """Stops at the first that is one too many."""
    fitting = select(AgentProfile.account_id).where(AgentProfile.company_id == company_id, *conditions).limit(FEW + 1)
    return db.session.scalar(select(func.count()).select_from(fitting.subquery())) or 0
