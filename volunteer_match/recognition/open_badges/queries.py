"""Reads of signed files, and of what is revoked among them."""

from sqlalchemy import exists, or_, select

from volunteer_match.extensions import db
from volunteer_match.glossary import SignedThing
from volunteer_match.organisations.models import Company
from volunteer_match.recognition.badges.models import BadgeAward
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
    """Places of a list whose files hold no more: what they are about was revoked or taken back, or is no more."""
    holds = or_(
        exists().where(
            SignedBadge.thing == SignedThing.CERTIFICATE,
            Certificate.public_id == SignedBadge.source,
            Certificate.revoked_at.is_(None),
        ),
        exists().where(
            SignedBadge.thing == SignedThing.BADGE,
            BadgeAward.public_id == SignedBadge.source,
            BadgeAward.taken_back_at.is_(None),
        ),
    )
    mine = SignedBadge.company_id == company_id, SignedBadge.list_number == number
    return list(db.session.scalars(select(SignedBadge.place).where(*mine, ~holds)))


def find_own_award(public_id: str, agent_id: int) -> BadgeAward | None:
    """A badge that the person has."""
    return db.session.scalar(
        select(BadgeAward).where(
            BadgeAward.public_id == public_id, BadgeAward.agent_id == agent_id, BadgeAward.taken_back_at.is_(None)
        )
    )
