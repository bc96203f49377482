"""Cards."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, relationship

from volunteer_match.database import Base, personal, sensitive
from volunteer_match.database.base import Numbered
from volunteer_match.glossary import CardName
from volunteer_match.people.models import Account
from volunteer_match.recognition.consents.models import Consent


class Card(Numbered, Base):
    """What somebody shows at one address. It hangs on the consent it was made with: when that ends, so does the card,
    and no later consent brings an old address back.
    """

    __tablename__ = "cards"

    account_id: Mapped[int] = personal(ForeignKey("accounts.id"), index=True)
    consent_id: Mapped[int] = personal(ForeignKey("consents.id"))
    token: Mapped[str] = sensitive(unique=True)
    name: Mapped[CardName] = personal()
    names_company: Mapped[bool] = personal()
    shows_hours: Mapped[bool] = personal()
    badges: Mapped[list[Any]] = personal(default=list)
    """Codes of those that are shown, as far as the person has them."""
    may_be_found: Mapped[bool] = personal()
    """Search engines may list it."""
    made_at: Mapped[datetime] = personal()
    ended_at: Mapped[datetime | None] = personal()

    account: Mapped[Account] = relationship()
    consent: Mapped[Consent] = relationship()

    @property
    def stands(self) -> bool:
        return self.ended_at is None and self.consent.withdrawn_at is None and self.account.is_active
