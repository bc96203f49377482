"""What HTTP itself must remember."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped

from volunteer_match.database import Base, Keep, operational, personal
from volunteer_match.database.base import Numbered


class IdempotencyKey(Numbered, Base):
    """A form that was sent twice has one effect: the second finds the first one's answer."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (Index("uq_idempotency_keys_account_key", "account_id", "key", unique=True),)

    account_id: Mapped[int] = personal(ForeignKey("accounts.id"), keep=Keep.DAY)
    key: Mapped[str] = operational(keep=Keep.DAY)
    location: Mapped[str] = operational(default="", keep=Keep.DAY)
    created_at: Mapped[datetime] = operational(keep=Keep.DAY)
