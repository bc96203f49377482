"""Words of thanks."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, relationship

from volunteer_match.database import Base, operational, personal
from volunteer_match.database.base import Addressed
from volunteer_match.glossary import KudosReason, KudosState
from volunteer_match.organisations.models import Partner
from volunteer_match.people.models import Account


class Kudos(Addressed, Base):
    """From one person to one other. They belong to who receives them: when the writer leaves, their name goes."""

    __tablename__ = "kudos"
    __table_args__ = (
        Index("ix_kudos_company_id_state_created_at", "company_id", "state", "created_at"),
        Index("ix_kudos_author_id_created_at", "author_id", "created_at"),
    )

    company_id: Mapped[int] = operational(ForeignKey("companies.id"))
    """Of who receives them; its coordinators read them first."""
    receiver_id: Mapped[int] = personal(ForeignKey("accounts.id"), index=True)
    author_id: Mapped[int | None] = personal(ForeignKey("accounts.id"))
    partner_id: Mapped[int | None] = operational(ForeignKey("partners.id"))
    """The organisation that the writer belongs to; None: a colleague wrote them."""
    body: Mapped[str] = personal()
    state: Mapped[KudosState] = operational()
    reason: Mapped[KudosReason | None] = operational()
    """Why they came back."""
    note: Mapped[str] = operational(default="")
    """What the coordinator added to that, for the writer."""
    is_kept_private: Mapped[bool] = operational(default=False)
    """The receiver does not want these on the wall, whatever they chose for all others."""
    created_at: Mapped[datetime] = operational()
    decided_at: Mapped[datetime | None] = operational()
    decided_by_id: Mapped[int | None] = operational(ForeignKey("accounts.id"))

    receiver: Mapped[Account] = relationship(foreign_keys=[receiver_id])
    author: Mapped[Account | None] = relationship(foreign_keys=[author_id])
    partner: Mapped[Partner | None] = relationship()
