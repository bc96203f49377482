"""The worker by itself: on as many machines as wanted, beside `volunteer-match run --no-worker`."""

import logging
import threading

import click
from sqlalchemy.exc import SQLAlchemyError

from volunteer_match.commands.application import checked_app
from volunteer_match.commands.serving import on_stop
from volunteer_match.database.migrate import current_head, find_revision
from volunteer_match.extensions import db
from volunteer_match.jobs.worker import run_worker
from volunteer_match.web.application import Application

LOOK_EVERY_SECONDS = 2.0


def _find_hindrance(app: Application) -> str:
    """Why the worker can't begin yet; empty when it can."""
    with app.app_context():
        try:
            revision = find_revision(db.session.connection())
        except SQLAlchemyError:
            return "The database does not answer; waiting for it."
    if revision != current_head():
        return f"The database is at {revision or 'nothing'}, and {current_head()} is needed; waiting for the migration."
    return ""


def wait_for_database(app: Application, stop: threading.Event) -> None:
    """Returns when the database is there and migrated, or `stop` is set; says once what it waits for."""
    told = ""
    while (hindrance := _find_hindrance(app)) and not stop.is_set():
        if hindrance != told:
            click.echo(hindrance, err=True)
            told = hindrance
        stop.wait(LOOK_EVERY_SECONDS)


@click.command("worker")
def worker_command() -> None:
    """Send messages, do jobs, and what time asks for, until told to stop. As many as wanted, on any machine."""
    app, stop = checked_app(), threading.Event()
    on_stop(stop.set)
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("volunteer_match").setLevel(logging.INFO)
    wait_for_database(app, stop)
    if not stop.is_set():
        click.echo("The worker works.")
        run_worker(app, stop)


COMMANDS = (worker_command,)
"""Waiting for a database that is out of reach, it needs no `needs_database`."""
