"""The declarative base, typed so that mypy strict holds."""

import enum
import secrets
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, Enum, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from volunteer_match.database.columns import operational
from volunteer_match.database.types import UtcDateTime

# No vowels and no look-alikes: an address never spells a word and can be read out on the telephone.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
PUBLIC_ID_LENGTH = 14

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# SQLite numbers rows by itself only in a column that is exactly INTEGER.
RowNumber = BigInteger().with_variant(Integer, "sqlite")


def new_public_id() -> str:
    """An opaque id for addresses: 14 characters of 27, about 66 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        enum.Enum: Enum(
            enum.Enum,
            native_enum=False,
            create_constraint=False,
            length=32,
            values_callable=lambda members: [member.value for member in members],
        ),
    }


class Numbered:
    """A row number for joins; it never leaves the house."""

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, info={"class": "operational", "keep": "row"})


class Addressed(Numbered):
    """A row that pages point at, by an id that tells nothing."""

    @declared_attr
    def public_id(cls) -> Mapped[str]:  # noqa: N805 - SQLAlchemy passes the class
        return operational(unique=True, default=new_public_id)
