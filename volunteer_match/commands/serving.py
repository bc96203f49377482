"""Serving: migrate, fill the demo world the first time, then the web server with the worker beside it."""

import os
import signal
import subprocess
import sys
import threading
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
from volunteer_match.jobs import run_worker
from volunteer_match.people.catalogue.actions import load_catalogue
from volunteer_match.people.models import Account
from volunteer_match.web.application import Application
from volunteer_match.web.clock import now

PARENT_WATCH_SECONDS = 2.0


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
        str(Path(sys.executable).with_name("granian")),
        "--interface=wsgi",
        "--host=127.0.0.1",
        f"--port={config.port}",
        f"--workers={config.workers}",
        # More threads a worker don't help and lengthen SQLite's tail.
        "--blocking-threads=1",
        "--respawn-failed-workers",
        "--log-level=warning",
        "--no-ws",
        door,
    ]


def serve(config: Config) -> int:
    """Runs web server and worker until either ends or a signal comes; returns the server's exit code."""
    environment = {**os.environ, "PORT": str(config.port)}
    server = subprocess.Popen(server_command(config), env=environment, cwd=Path(__file__).parents[2])
    worker = subprocess.Popen([sys.executable, "-m", "volunteer_match.cli", "work"], env=environment)

    def stop(_signal: int, _frame: object) -> None:
        server.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    try:
        return server.wait()
    finally:
        worker.terminate()
        worker.wait()


@click.command("run")
@click.option("--demo", is_flag=True, help="Fill an empty database with the demo world (never in production).")
@needs_database
def run_command(demo: bool) -> None:
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
    sys.exit(serve(config))


@click.command("migrate")
@needs_database
def migrate_command() -> None:
    """Bring the database to the newest schema."""
    prepare_database(checked_app())
    click.echo(f"Database is at {current_head()}.")


@click.command("work", hidden=True)
def work_command() -> None:
    """Send what is due and tidy up, until told to stop or until the server that started it is gone."""
    app = checked_app()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _signal, _frame: stop.set())
    parent = os.getppid()

    def watch() -> None:
        while not stop.wait(PARENT_WATCH_SECONDS):
            if os.getppid() != parent:
                stop.set()

    threading.Thread(target=watch, daemon=True).start()
    run_worker(app, stop)


COMMANDS = (run_command, migrate_command, work_command)
