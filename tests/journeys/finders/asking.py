"""What finders are made of: they tell for a person which values the address of a page takes."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from volunteer_match.extensions import db
from volunteer_match.people.models import Account

Values = dict[str, Any]
Finder = Callable[[Account | None], list[Values]]


def first(column: InstrumentedAttribute[Any], *where: Any) -> Any:
    found = db.session.scalar(select(column).where(*where).order_by(column).limit(1))
    assert found is not None, f"the demo world has no {column} with {[str(each) for each in where]}"
    return found


def one(name: str, column: InstrumentedAttribute[Any], *where: Any) -> Finder:
    return lambda _viewer: [{name: first(column, *where)}]


def own(column: InstrumentedAttribute[Any], owner: InstrumentedAttribute[Any], name: str = "public_id") -> Finder:
    def find(viewer: Account | None) -> list[Values]:
        assert viewer is not None
        found = db.session.scalar(select(column).where(owner == viewer.id).limit(1))
        return [{name: found}] if found else []

    return find
