"""Activities as rows, and changing how they count: what is stored counts anew at once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from volunteer_match.audit.actions import record
from volunteer_match.availability.models import Shift
from volunteer_match.availability.shifts.activities.queries import activities_of
from volunteer_match.availability.shifts.differing import Names
from volunteer_match.availability.shifts.models import ShiftActivity
from volunteer_match.availability.shifts.plan import Plan
from volunteer_match.availability.shifts.rules import USUAL_RULES, ActivityRule, is_work, rules_of
from volunteer_match.extensions import db
from volunteer_match.matches.changes import note_changes_of_agents
from volunteer_match.organisations.models import Company
from volunteer_match.people.models import Account


def names_of(company_id: int, plan: Plan, now: datetime) -> Names:
    """The activities of the plan as rows, made where they are new, each counting as the company's rules say."""
    rules = rules_of(db.session.get_one(Company, company_id).activity_rules)
    known = activities_of(company_id)
    for name in plan.names:
        if name not in known:
            known[name] = ShiftActivity(
                company_id=company_id, name=name, is_work=is_work(name, rules), first_met_at=now
            )
            db.session.add(known[name])
    db.session.flush()
    return Names([known[name].id for name in plan.names], {row.id: row.is_work for row in known.values()})


def names_foreseen(company_id: int, plan: Plan) -> Names:
    """As `names_of`, and makes nothing: a name that is new has a number that no row has."""
    rules = rules_of(db.session.get_one(Company, company_id).activity_rules)
    known = activities_of(company_id)
    ids = [known[name].id if name in known else -2 - place for place, name in enumerate(plan.names)]
    work = {row.id: row.is_work for row in known.values()}
    return Names(ids, work | {key: is_work(name, rules) for key, name in zip(ids, plan.names, strict=True) if key < 0})


def change_rules(company: Company, rules: Sequence[ActivityRule], actor: Account, now: datetime) -> list[int]:
    """Saves the rules; returns the activities (row numbers) that count otherwise from now on."""
    kept = [] if tuple(rules) == USUAL_RULES else [{"pattern": r.pattern, "counts": r.counts.value} for r in rules]
    if kept == company.activity_rules:
        return []
    company.activity_rules = kept
    turned = []
    for name, row in activities_of(company.id).items():
        counts = is_work(name, rules_of(kept))
        if counts is not row.is_work:
            row.is_work = counts
            turned.append(row.id)
    db.session.flush()
    if turned:  # all who have such a shift: it may be everybody
        note_changes_of_agents(select(Shift.agent_id).where(Shift.activity_id.in_(turned)).distinct(), now)
    record("shifts.rules", actor, now, subject=company, rules=len(kept), turned=len(turned))
    return turned
