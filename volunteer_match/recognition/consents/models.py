"""Consents as spells: a row from the moment it was given until it was withdrawn."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped

from volunteer_match.database import Base, personal
from volunteer_match.database.base import Numbered
from volunteer_match.glossary import ConsentKind

STANDS = text("withdrawn_at IS NULL")


class Consent(Numbered, Base):
    """Somebody's yes to one kind of showing. A later yes is another row, so that what held when stays known."""

    __tablename__ = "consents"
    __table_args__ = (
        Index("uq_consents_standing", "account_id", "kind", unique=True, sqlite_where=STANDS, postgresql_where=STANDS),
    )

    account_id: Mapped[int] = personal(ForeignKey("accounts.id"), index=True)
    kind: Mapped[ConsentKind] = personal()
    given_at: Mapped[datetime] = personal()
    withdrawn_at: Mapped[datetime | None] = personal()
