"""The negative control: the same application with its guards taken out. Never part of the package.

A place is taken by reading and then writing, a request that writes begins as if it only read, who stands in waits for
nobody's turn, states are written over, and the database has neither its CHECK on places nor its guard against overlaps.
The proofs must see that this goes wrong.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import event, select, text, update

from volunteer_match.database.transactions import AnySession, begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState
from volunteer_match.matches import moving
from volunteer_match.matches.cover import actions as cover
from volunteer_match.matches.models import Match
from volunteer_match.matches.places import lock_agents, take_place
from volunteer_match.opportunities.models import OpportunitySession
from volunteer_match.web import application
from volunteer_match.web.application import Application

DOOR = "benchmarks.unsafe:app"
SQLITE_TRIGGERS = ("matches_overlap_insert", "matches_overlap_update")


def drop_guards() -> None:
    """Takes the guards out of the database of this application context (SQLite's CHECK is ignored by `make`)."""
    with db.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            for trigger in SQLITE_TRIGGERS:
                connection.execute(text(f"DROP TRIGGER {trigger}"))
            return
        connection.execute(text("ALTER TABLE opportunity_sessions DROP CONSTRAINT ck_opportunity_sessions_places"))
        connection.execute(text("ALTER TABLE matches DROP CONSTRAINT ex_matches_agent_overlap"))


def take_place_by_looking(session_id: int) -> bool:
    """What everybody writes first: look whether a place is free, then take it."""
    row = db.session.execute(
        select(OpportunitySession.taken, OpportunitySession.places).where(OpportunitySession.id == session_id)
    ).one()
    if row.taken >= row.places:
        return False
    db.session.execute(
        update(OpportunitySession)
        .where(OpportunitySession.id == session_id)
        .values(taken=row.taken + 1)
        .execution_options(synchronize_session=False)
    )
    return True


def begin_like_a_reader(session: AnySession) -> None:
    """Begins with the first read instead of waiting for the turn to write."""
    session.rollback()


def lock_nobody(agent_ids: Iterable[int], **_options: bool) -> set[int]:
    """Goes on without waiting for anybody's turn."""
    return set(agent_ids)


def write_over(match: Match, _before: MatchState, values: dict[str, Any]) -> bool:
    """Writes the state, whatever it has become since it was read."""
    db.session.execute(
        update(Match).where(Match.id == match.id).values(**values).execution_options(synchronize_session=False)
    )
    db.session.refresh(match, list(values))
    return True


def make() -> Application:
    """The application as the server loads it, without its guards."""
    from wsgi import app

    setattr(moving, take_place.__name__, take_place_by_looking)
    setattr(cover, lock_agents.__name__, lock_nobody)
    moving._is_updated = write_over
    setattr(application, begin_write.__name__, begin_like_a_reader)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":

            @event.listens_for(db.engine, "connect")
            def ignore_checks(connection: Any, _record: Any) -> None:
                connection.execute("PRAGMA ignore_check_constraints=ON")

    return app


def __getattr__(name: str) -> Application:
    """`app` is made when the server asks for it: whoever imports this module for `drop_guards` stays safe."""
    if name == "app":
        return make()
    raise AttributeError(name)
