"""Which factors count for a company, and those that counted."""

from functools import lru_cache

from sqlalchemy import select

from volunteer_match.challenges.factors.models import FactorVersion
from volunteer_match.challenges.factors.reading import read_factors
from volunteer_match.challenges.factors.sets import FactorSet
from volunteer_match.challenges.factors.shipped import NAMES, NEWEST, shipped
from volunteer_match.extensions import db

MOST_KEPT = 32
"""Sets that a process remembers; one is about 300 factors."""


def current(company_id: int) -> FactorSet:
    """What counts for what is logged now: the newest that the company put to use, else what comes with the house."""
    found = db.session.execute(
        select(FactorVersion.public_id, FactorVersion.name)
        .where(FactorVersion.company_id == company_id, FactorVersion.published_at.is_not(None))
        .order_by(FactorVersion.published_at.desc(), FactorVersion.id.desc())
        .limit(1)
    ).first()
    return _read(*found) if found else shipped(NEWEST)


def version(name: str, company_id: int) -> FactorSet:
    """The factors that an entry was frozen with. Raises LookupError where no such version was ever in use."""
    if name in NAMES:
        return shipped(name)
    query = select(FactorVersion.public_id).where(
        FactorVersion.company_id == company_id,
        FactorVersion.name == name,
        FactorVersion.published_at.is_not(None),
    )
    public_id = db.session.scalar(query)
    if public_id is None:
        raise LookupError(name)
    return _read(public_id, name)


@lru_cache(maxsize=MOST_KEPT)
def _read(public_id: str, name: str) -> FactorSet:
    """Safe to remember: one that is in use never changes, and its public id is never given twice."""
    content = db.session.scalars(select(FactorVersion.content).where(FactorVersion.public_id == public_id)).one()
    return FactorSet(name, read_factors(content.encode()))


def set_of(row: FactorVersion) -> FactorSet:
    """Of a row that may not be in use yet."""
    return FactorSet(row.name, read_factors(row.content.encode()))


def list_versions(company_id: int) -> list[FactorVersion]:
    """Those that the company added, newest first."""
    query = select(FactorVersion).where(FactorVersion.company_id == company_id)
    return list(db.session.scalars(query.order_by(FactorVersion.added_at.desc(), FactorVersion.id.desc())))


def find_version(public_id: str, company_id: int) -> FactorVersion | None:
    query = select(FactorVersion).where(FactorVersion.public_id == public_id, FactorVersion.company_id == company_id)
    return db.session.scalar(query)


def is_taken(name: str, company_id: int) -> bool:
    query = select(FactorVersion.id).where(FactorVersion.company_id == company_id, FactorVersion.name == name)
    return name in NAMES or db.session.scalar(query) is not None
