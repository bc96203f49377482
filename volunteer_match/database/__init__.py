"""The ground every table stands on: typed base, column classes, time, engine, transactions."""

from volunteer_match.database.base import Base, new_public_id
from volunteer_match.database.columns import Keep, operational, personal, sensitive
from volunteer_match.database.types import LocalDateTime, UtcDateTime

__all__ = [
    "Base",
    "Keep",
    "LocalDateTime",
    "UtcDateTime",
    "new_public_id",
    "operational",
    "personal",
    "sensitive",
]
