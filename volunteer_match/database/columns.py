"""Every column says what it holds and how long it is kept; a house test refuses one that doesn't."""

from enum import StrEnum
from typing import Any

from sqlalchemy.orm import MappedColumn, mapped_column


class Keep(StrEnum):
    """How long a value is kept; docs/operating.md says what enforces each."""

    ROW = "row"
    """As long as the row: the record is the purpose (a match, an opportunity, an audit entry)."""
    ACCOUNT = "account"
    """Until the person deletes their account; then erased or replaced by an anonymous mark."""
    YEAR = "365 days"
    MONTH = "30 days"
    DAY = "1 day"


def _classed(data_class: str, keep: Keep, *args: Any, **options: Any) -> MappedColumn[Any]:
    return mapped_column(*args, info={"class": data_class, "keep": keep.value}, **options)


def operational(*args: Any, keep: Keep = Keep.ROW, **options: Any) -> MappedColumn[Any]:
    """A column that says nothing of a person."""
    return _classed("operational", keep, *args, **options)


def personal(*args: Any, keep: Keep = Keep.ACCOUNT, **options: Any) -> MappedColumn[Any]:
    """A column about an identifiable person."""
    return _classed("personal", keep, *args, **options)


def sensitive(*args: Any, keep: Keep = Keep.ACCOUNT, **options: Any) -> MappedColumn[Any]:
    """A column whose leak would harm somebody: secrets, checks, concerns, how to reach a vulnerable person."""
    return _classed("sensitive", keep, *args, **options)
