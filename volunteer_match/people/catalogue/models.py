"""The catalogue of skills as this installation has it."""

from datetime import datetime
from secrets import randbits
from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped

from volunteer_match.database import Base, operational
from volunteer_match.database.base import Numbered


def new_mark() -> int:
    """A number that no other state of any row has."""
    return randbits(44)


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
    is_imported: Mapped[bool] = operational(default=False)
    """From a larger catalogue; `concept` then holds its id there. It stands behind the curated skills everywhere."""
    mark: Mapped[int] = operational(BigInteger, default=new_mark, onupdate=new_mark)
    """Another number after each change, so that the sum over all rows tells whether the catalogue is still the same."""
