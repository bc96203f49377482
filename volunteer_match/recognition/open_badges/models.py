"""Keys that sign, and what was signed."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from volunteer_match.database import Base, Keep, operational, personal, sensitive
from volunteer_match.database.base import Addressed, Numbered
from volunteer_match.glossary import SignedThing


class BadgeKey(Addressed, Base):
    """A pair of keys of a company. The newest that is not withdrawn signs; older ones stay published, so that what
    they signed can be checked, unless one leaked.
    """

    __tablename__ = "badge_keys"

    company_id: Mapped[int] = operational(ForeignKey("companies.id"), index=True)
    public_jwk: Mapped[dict[str, Any]] = operational(default=dict)
    private_key: Mapped[str] = sensitive(keep=Keep.ROW)
    """PKCS #8 in PEM, encrypted (see keys.py); empty once it is withdrawn."""
    created_at: Mapped[datetime] = operational()
    withdrawn_at: Mapped[datetime | None] = operational()
    """Since when nothing that it signed is to be trusted."""


class SignedBadge(Numbered, Base):
    """That there is a signed file of something, with its place in a list of what is revoked.

    The file itself is made anew each time it is fetched, by the key that signs then.
    """

    __tablename__ = "signed_badges"
    __table_args__ = (
        UniqueConstraint("thing", "source"),
        UniqueConstraint("company_id", "list_number", "place"),
        Index("ix_signed_badges_agent_id", "agent_id"),
    )

    company_id: Mapped[int] = operational(ForeignKey("companies.id"))
    agent_id: Mapped[int] = personal(ForeignKey("accounts.id"), keep=Keep.ROW)
    thing: Mapped[SignedThing] = operational()
    source: Mapped[str] = operational()
    """Public id of the certificate or of the award."""
    uuid: Mapped[str] = operational()
    """Names the credential in the file."""
    holder_uuid: Mapped[str] = operational()
    """Stands for its holder there: another one in each file, so that two files can't be brought together by it."""
    salt: Mapped[str] = operational()
    list_number: Mapped[int] = operational()
    place: Mapped[int] = operational()
    created_at: Mapped[datetime] = operational()
