"""Serving: migrate, fill the demo world the first time, then the web server with the worker beside it."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import click
from sqlalchemy import func, select

from volunteer_match.commands.application import checked_app, checked_config, needs_database
from volunteer_match.config import Config
from volunteer_match.database.migrate import current_head, migrate
from volunteer_match.database.transactions import begin_write
from volunteer_match.demo.accounts import SIGN_INS
from volunteer_match.demo.loader import load_demo
from volunteer_match.extensions import db
from volunteer_match.jobs.worker import run_worker
from volunteer_match.people.catalogue.actions import load_catalogue
from volunteer_match.people.models import Account
from volunteer_match.web.application import Application
from volunteer_match.web.clock import now


def prepare_database(app: Application) -> None:
    """Brings the schema and the shipped catalogue up to date."""
    with app.app_context():
        if app.settings.is_sqlite and db.engine.url.database:
            Path(db.engine.url.database).parent.mkdir(parents=True, exist_ok=True)
        migrate(db.engine)
        begin_write(db.session)
        load_catalogue(now())
        db.session.commit()


def _load_demo_once(app: Application) -> None:
    with app.app_context():
        if db.session.scalar(select(func.count()).select_from(Account)) == 0:
            click.echo("Filling the demo world …")
            load_demo(now(), app.settings.demo_password)


def server_command(config: Config, door: str = "wsgi:app") -> list[str]:
    """The web server on 127.0.0.1 with the WSGI application at `door`; it starts workers anew that die."""
    return [
        sys.executable,
        "-m",
        "volunteer_match.commands.server",
        "--interface=wsgi",
        "--host=127.0.0.1",
        f"--port={config.port}",
        f"--workers={config.workers}",
        # More threads a worker don't help and lengthen SQLite's tail.
        "--blocking-threads=1",
        "--respawn-failed-workers",
        # One that is told to stop while it still starts may not hear it.
        "--workers-kill-timeout=10s",
        "--log-level=warning",
        # The address of a feed is its key, and so are links of e-mails: none may stand in a log.
        "--no-access-log",
        "--no-ws",
        door,
    ]


def serve(app: Application, *, with_worker: bool = True) -> int:
    """Runs the web server, and the worker in a thread beside it; returns the server's exit code."""
    environment = {**os.environ, "PORT": str(app.settings.port)}
    # In a session of its own: Ctrl+C in a terminal reaches this process alone, which tells the server once.
    folder = Path(__file__).parents[2]
    server = subprocess.Popen(server_command(app.settings), env=environment, cwd=folder, start_new_session=True)
    done = threading.Event()
    worker = threading.Thread(target=run_worker, args=(app, done), name="worker")
    if with_worker:
        worker.start()
    on_stop(server.terminate)
    try:
        return server.wait()
    finally:
        done.set()
        if with_worker:
            worker.join()


def on_stop(stop: Callable[[], object]) -> None:
    """Calls `stop` when this process is told to end."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda _number, _frame: stop())


@click.command("run")
@click.option("--demo", is_flag=True, help="Fill an empty database with the demo world (never in production).")
@click.option("--no-worker", is_flag=True, help="Serve pages only; `volunteer-match worker` runs elsewhere.")
@needs_database
def run_command(demo: bool, no_worker: bool) -> None:
    """Migrate, then serve on 127.0.0.1:$PORT with the worker beside it."""
    config = checked_config()
    app = checked_app()
    prepare_database(app)
    if demo and not config.is_production:
        _load_demo_once(app)
        click.echo("Sign in as:")
        for email, role in SIGN_INS:
            click.echo(f"  {email:26} {role}")
        click.echo(f"Password of all of them: {config.demo_password}")
    click.echo(f"Volunteer Match is at http://127.0.0.1:{config.port}")
    sys.exit(serve(app, with_worker=not no_worker))


@click.command("migrate")
@needs_database
def migrate_command() -> None:
    """Bring the database to the newest schema."""
    prepare_database(checked_app())
    click.echo(f"Database is at {current_head()}.")


COMMANDS = (run_command, migrate_command)
