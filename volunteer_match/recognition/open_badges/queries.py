"""Reads of signed files, and of what is revoked among them."""

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.glossary import SignedThing
from volunteer_match.organisations.models import Company
from volunteer_match.recognition.certificates.models import Certificate
from volunteer_match.recognition.open_badges.models import BadgeKey, SignedBadge


def find_issuer(public_id: str) -> Company | None:
    return db.session.scalar(select(Company).where(Company.public_id == public_id))


def find_key(public_id: str) -> BadgeKey | None:
    """A public key that still counts."""
    return db.session.scalar(select(BadgeKey).where(BadgeKey.public_id == public_id, BadgeKey.withdrawn_at.is_(None)))


def find_signed(thing: SignedThing, source: str) -> SignedBadge | None:
    return db.session.scalar(select(SignedBadge).where(SignedBadge.thing == thing, SignedBadge.source == source))


def has_list(company_id: int, number: int) -> bool:
    """Whether any file points at this list."""
    row = select(SignedBadge.id).where(SignedBadge.company_id == company_id, SignedBadge.list_number == number)
    return db.session.scalar(row.limit(1)) is not None


def revoked_places(company_id: int, number: int) -> list[int]:
    """Places of a list whose files hold no more: what they are about was revoked, or is no more."""
    rows = (
        select(SignedBadge.place)
        .outerjoin(Certificate, Certificate.public_id == SignedBadge.source)
        .where(SignedBadge.company_id == company_id, SignedBadge.list_number == number)
        .where(Certificate.id.is_(None) | Certificate.revoked_at.is_not(None))
    )
    return list(db.session.scalars(rows))
