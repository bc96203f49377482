"""The negative control of benchmarks/loggers.py: the same application, in which nobody waits for anybody's turn. Never
part of the package.

A participation is read without being held, a person's requests run beside each other, and a request that writes begins
as if it only read. The proof must see that this goes wrong.
"""

from volunteer_match.challenges import actions, entries
from volunteer_match.challenges.models import Participation
from volunteer_match.database.transactions import AnySession
from volunteer_match.extensions import db
from volunteer_match.web import access, application
from volunteer_match.web.application import Application

DOOR = "benchmarks.unlocked:app"


def read_without_waiting(participation_id: int) -> Participation:
    """What everybody writes first."""
    return db.session.get_one(Participation, participation_id)


def begin_like_a_reader(session: AnySession) -> None:
    session.rollback()


def take_no_turn(_session: AnySession, _account_id: int) -> None:
    """Requests of one person run beside each other."""


def make() -> Application:
    """The application as the server loads it, without its locks."""
    from wsgi import app

    for module in (actions, entries):
        module.hold = read_without_waiting
    setattr(application, "begin_write", begin_like_a_reader)  # noqa: B010 - a name that the module only imports
    setattr(access, "take_turn", take_no_turn)  # noqa: B010
    return app


def __getattr__(name: str) -> Application:
    if name == "app":
        return make()
    raise AttributeError(name)
