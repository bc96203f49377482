"""Adding versions of the factors: looked at first, then put to use, never changed again."""

from datetime import datetime

from volunteer_match.audit.actions import record
from volunteer_match.challenges.factors.models import FactorVersion
from volunteer_match.challenges.factors.queries import is_taken
from volunteer_match.challenges.factors.reading import read_factors
from volunteer_match.challenges.factors.rules import VersionRefusal, refuse_change, refuse_name
from volunteer_match.extensions import db
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused


def add_version(name: str, content: bytes, company_id: int, actor: Account | None, now: datetime) -> FactorVersion:
    """Keeps a file to be looked at. Raises BadFile with its faults, and Refused for its name."""
    factors = read_factors(content)
    _raise(refuse_name(name, is_taken=is_taken(name, company_id)))
    row = FactorVersion(
        company_id=company_id,
        name=name,
        content=content.decode("utf-8-sig"),
        factors=len(factors),
        added_at=now,
        added_by_id=actor.id if actor else None,
    )
    db.session.add(row)
    db.session.flush()
    record("factors.add", actor, now, subject=row, company_id=company_id, name=name, factors=row.factors)
    return row


def publish(row: FactorVersion, actor: Account | None, now: datetime) -> None:
    """From now on it counts for what is logged; what was logged keeps its own."""
    _raise(refuse_change(is_in_use=row.published_at is not None))
    row.published_at = now
    row.published_by_id = actor.id if actor else None
    record("factors.publish", actor, now, subject=row, company_id=row.company_id, name=row.name)


def drop(row: FactorVersion, actor: Account | None, now: datetime) -> None:
    _raise(refuse_change(is_in_use=row.published_at is not None))
    record("factors.drop", actor, now, company_id=row.company_id, name=row.name)
    db.session.delete(row)


def _raise(refusal: VersionRefusal | None) -> None:
    if refusal:
        raise Refused(refusal)
