"""Reads of activities and of the rules by which they count."""

from dataclasses import dataclass

from sqlalchemy import select

from volunteer_match.availability.shifts.models import ShiftActivity
from volunteer_match.availability.shifts.rules import ActivityRule, find_rule, rules_of
from volunteer_match.extensions import db
from volunteer_match.organisations.models import Company


@dataclass(frozen=True, slots=True)
class MetActivity:
    """A name with how it counts, and the rule that says so (None: no rule names it)."""

    name: str
    is_work: bool
    rule: ActivityRule | None


def activities_of(company_id: int) -> dict[str, ShiftActivity]:
    """Every name that imports of the company met."""
    rows = db.session.scalars(
        select(ShiftActivity).where(ShiftActivity.company_id == company_id).order_by(ShiftActivity.name)
    )
    return {row.name: row for row in rows}


def met_activities(company: Company) -> list[MetActivity]:
    """In the order of the alphabet, as they count now."""
    rules = rules_of(company.activity_rules)
    return [MetActivity(name, row.is_work, find_rule(name, rules)) for name, row in activities_of(company.id).items()]
