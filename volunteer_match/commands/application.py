"""How a command gets at the application."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from sqlalchemy.exc import OperationalError

from volunteer_match import create_app
from volunteer_match.config import Config, ConfigFault, read_config
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.web.application import Application

P = ParamSpec("P")
R = TypeVar("R")


def fail(message: str, code: int = 2) -> None:
    """Ends the command with one clear line."""
    click.echo(message, err=True)
    sys.exit(code)


def checked_config() -> Config:
    """The settings; ends the command with a line for each fault."""
    try:
        return read_config()
    except ConfigFault as fault:
        for line in fault.faults:
            click.echo(line, err=True)
        sys.exit(2)


def checked_app() -> Application:
    """The application with checked settings."""
    return create_app(checked_config())


@contextmanager
def writing() -> Iterator[Application]:
    """An application context with one writing transaction: kept at the end, undone by a fault."""
    app = checked_app()
    with app.app_context():
        begin_write(db.session)
        yield app
        db.session.commit()


def needs_database(command: Callable[P, R]) -> Callable[P, R]:
    """A database that is out of reach or not migrated ends the command with one line, not with a traceback."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except OperationalError as fault:
            fail(f"DATABASE_URL: the database did not answer ({str(fault.orig).splitlines()[0]})", 1)
            raise

    return guarded
