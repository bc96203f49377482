"""The catalogue of skills as this installation has it."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped

from volunteer_match.database import Base, operational
from volunteer_match.database.base import Numbered


class Skill(Numbered, Base):
    """An entry of the catalogue. `code` is stable and stands in addresses, imports and facts."""

    __tablename__ = "skills"

    code: Mapped[str] = operational(unique=True)
    group: Mapped[str] = operational()
    name_en: Mapped[str] = operational()
    name_es: Mapped[str] = operational(default="")
    synonyms: Mapped[list[Any]] = operational()
    """Pairs [language, word]."""
    concept: Mapped[str] = operational(default="")
    retired_at: Mapped[datetime | None] = operational()
