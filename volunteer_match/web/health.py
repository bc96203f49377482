"""Whether the process lives, and whether it can serve."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from volunteer_match.database.migrate import current_head, find_revision
from volunteer_match.extensions import db
from volunteer_match.matches.keeping.keeper import keeper
from volunteer_match.web.access import public
from volunteer_match.web.clock import now

blueprint = Blueprint("health", __name__)


@blueprint.get("/livez")
@public
def livez() -> ResponseReturnValue:
    return "alive\n", 200, {"Content-Type": "text/plain"}


@blueprint.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """200 when the database answers and is migrated and this process has an index to rank with, else 503."""
    try:
        revision = find_revision(db.session.connection())
    except SQLAlchemyError:
        return "database out of reach\n", 503, {"Content-Type": "text/plain", "Retry-After": "5"}
    if revision != current_head():
        return "database not migrated\n", 503, {"Content-Type": "text/plain", "Retry-After": "5"}
    if not keeper().is_ready(now()):
        return "index not built yet\n", 503, {"Content-Type": "text/plain", "Retry-After": "2"}
    return "ready\n", 200, {"Content-Type": "text/plain"}
