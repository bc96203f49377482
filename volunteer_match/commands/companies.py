"""The company that a command works for."""

from sqlalchemy import select

from volunteer_match.commands.application import fail
from volunteer_match.extensions import db
from volunteer_match.organisations.models import Company


def company_or_fail(name: str) -> Company:
    """The company of this name, or the first one; ends the command where there is none."""
    query = select(Company).order_by(Company.id)
    found = db.session.scalars(query.where(Company.name == name) if name else query).first()
    if found is None:
        fail(f"There is no company “{name}”." if name else "There is no company yet.", 1)
        raise AssertionError("unreachable")
    return found
