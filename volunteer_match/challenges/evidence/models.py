"""Photos that people add to what they logged. The pictures are rows too: backups and several machines need no more."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, relationship

from volunteer_match.challenges.models import Entry
from volunteer_match.database import Base, Keep, operational, personal
from volunteer_match.database.base import Addressed
from volunteer_match.glossary import ERASED_REASONS, PhotoReason, PhotoState
from volunteer_match.people.profile.models import AgentProfile


class Photo(Addressed, Base):
    """One photo of one entry, cleaned. Both pictures are WebP without metadata; they are read only when asked for."""

    __tablename__ = "photos"
    __table_args__ = (
        CheckConstraint("(picture IS NULL) = (thumbnail IS NULL)", name="pictures"),
        Index("ix_photos_company_id_state", "company_id", "state"),
        Index("ix_photos_company_id_likeness", "company_id", "likeness"),
        Index("ix_photos_created_at", "created_at"),
    )

    company_id: Mapped[int] = operational(ForeignKey("companies.id"))
    entry_id: Mapped[int] = operational(ForeignKey("challenge_entries.id"), index=True)
    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"), keep=Keep.YEAR, index=True)
    description: Mapped[str] = personal(keep=Keep.YEAR, default="")
    """What it shows, in the person's words: read aloud to whoever can't see it."""
    state: Mapped[PhotoState] = operational(default=PhotoState.UNSEEN)
    reason: Mapped[PhotoReason | None] = personal(keep=Keep.YEAR)
    created_at: Mapped[datetime] = operational()
    seen_at: Mapped[datetime | None] = operational()
    seen_by_id: Mapped[int | None] = operational(ForeignKey("accounts.id"))
    width: Mapped[int] = operational()
    height: Mapped[int] = operational()
    likeness: Mapped[str] = personal(keep=Keep.YEAR)
    """16 hexadecimal digits, the same for the same picture; see cleaner.py."""
    # Last in the row: SQLite reads what stands before without them.
    thumbnail: Mapped[bytes | None] = personal(LargeBinary, keep=Keep.YEAR, deferred=True)
    picture: Mapped[bytes | None] = personal(LargeBinary, keep=Keep.YEAR, deferred=True)
    """Both None: erased, because a coordinator found something in it that nobody should see."""

    entry: Mapped[Entry] = relationship()
    agent: Mapped[AgentProfile] = relationship()

    @property
    def is_erased(self) -> bool:
        """Whether its pictures are gone; told without reading them."""
        return self.state is PhotoState.REFUSED and self.reason in ERASED_REASONS
