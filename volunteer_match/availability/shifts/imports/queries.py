"""Reads of imports, their clashes and mappings."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from volunteer_match.availability.shifts.gathering import known_as
from volunteer_match.availability.shifts.models import ShiftClash, ShiftImport, ShiftMapping
from volunteer_match.extensions import db
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile

SHOWN = 30


def people_of(company_id: int) -> dict[str, int]:
    """Row numbers of everybody who may volunteer, by e-mail address and by employee number. A number wins."""
    rows = db.session.execute(
        select(Account.id, Account.email, Account.employee_number)
        .join(AgentProfile, AgentProfile.account_id == Account.id)
        .where(AgentProfile.company_id == company_id, Account.deleted_at.is_(None))
    ).all()
    found = {known_as(email): key for key, email, _ in rows if email}
    return found | {known_as(number): key for key, _, number in rows if number}


def recent_imports(company_id: int) -> Sequence[ShiftImport]:
    """Imports of the company, the newest first; what was only looked at and then dropped is left out."""
    return db.session.scalars(
        select(ShiftImport)
        .where(ShiftImport.company_id == company_id, ShiftImport.agent_id.is_(None), ShiftImport.state != "dropped")
        .options(joinedload(ShiftImport.by))
        .order_by(ShiftImport.id.desc())
        .limit(SHOWN)
    ).all()


def find_import(public_id: str, company_id: int | None) -> ShiftImport | None:
    """An import of the company."""
    return db.session.scalar(
        select(ShiftImport).where(
            ShiftImport.public_id == public_id,
            ShiftImport.company_id == company_id,
            ShiftImport.agent_id.is_(None),
        )
    )


def clashes_in(one: ShiftImport) -> Sequence[ShiftClash]:
    """What clashed then, new ones first, each with its match as it is now."""
    return db.session.scalars(
        select(ShiftClash)
        .join(Match, ShiftClash.match_id == Match.id)
        .where(ShiftClash.import_id == one.id)
        .options(
            joinedload(ShiftClash.match).joinedload(Match.opportunity).joinedload(Opportunity.partner),
            joinedload(ShiftClash.match).joinedload(Match.agent).joinedload(AgentProfile.account),
        )
        .order_by(ShiftClash.is_new.desc(), Match.starts_at, ShiftClash.id)
    ).all()


def count_new(clashes: Sequence[ShiftClash]) -> int:
    return sum(clash.is_new for clash in clashes)


def mappings_of(company_id: int | None) -> Sequence[ShiftMapping]:
    """The company's mappings, by name."""
    return db.session.scalars(
        select(ShiftMapping).where(ShiftMapping.company_id == company_id).order_by(ShiftMapping.name)
    ).all()


def find_mapping(company_id: int | None, *, public_id: str = "", name: str = "") -> ShiftMapping | None:
    """A mapping of the company, by its address or by its name."""
    return db.session.scalar(
        select(ShiftMapping).where(
            ShiftMapping.company_id == company_id,
            or_(ShiftMapping.public_id == public_id, ShiftMapping.name == name),
        )
    )


def find_running() -> int | None:
    """The oldest import that is being written, by its row number."""
    return db.session.scalar(
        select(ShiftImport.id).where(ShiftImport.state == "running").order_by(ShiftImport.id).limit(1)
    )
