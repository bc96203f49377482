"""The demo world from the command line."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import func, select

from volunteer_match.commands.application import checked_app, checked_config, fail, needs_database
from volunteer_match.commands.serving import prepare_database
from volunteer_match.demo.accounts import SIGN_INS
from volunteer_match.demo.exporting import export_lines
from volunteer_match.demo.loader import load_demo
from volunteer_match.demo.refreshing import refresh_demo
from volunteer_match.extensions import db
from volunteer_match.people.models import Account
from volunteer_match.web.clock import now


@contextmanager
def progress(length: int, label: str) -> Iterator[Callable[[], None]]:
    """A bar on a terminal, plain lines at every tenth elsewhere."""
    if sys.stderr.isatty():
        with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
            yield lambda: bar.update(1)
        return
    count = 0

    def tell() -> None:
        nonlocal count
        count += 1
        if count % max(1, length // 10) == 0 or count == length:
            click.echo(f"{label}: {count} of {length}", err=True)

    yield tell


@click.command("demo")
@click.option("--agents", type=click.IntRange(200, 100_000), default=200, show_default=True)
@click.option("--opportunities", type=click.IntRange(60, 20_000), default=60, show_default=True)
@click.option("--refresh", is_flag=True, help="Move the dates of the demo world to this week; nothing else changes.")
@click.option(
    "--shift-export",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the demo world's shifts to a file, as workforce management would export them; nothing else changes.",
)
@needs_database
def demo_command(agents: int, opportunities: int, refresh: bool, shift_export: Path | None) -> None:
    """Fill an empty database with the demo world."""
    config = checked_config()
    if config.is_production:
        fail("APP_ENV: the demo world has well-known passwords and is refused in production")
    app = checked_app()
    prepare_database(app)
    with app.app_context():
        if refresh:
            days = refresh_demo(now())
            click.echo(f"The demo world moved by {days} days." if days else "The demo world is less than a week old.")
            return
        if shift_export is not None:
            _write_shifts(shift_export)
            return
        if db.session.scalar(select(func.count()).select_from(Account)):
            fail("The database has accounts already; the demo world fills an empty one only.", 1)
        with progress(agents + opportunities, "Demo world") as done:
            load_demo(now(), config.demo_password, agents=agents, opportunities=opportunities, done=done)
    for email, role in SIGN_INS:
        click.echo(f"  {email:26} {role}")
    click.echo(f"Password of all of them: {config.demo_password}")


def _write_shifts(path: Path) -> None:
    try:
        with path.open("w", encoding="utf-8") as file:
            count = sum(bool(file.write(f"{line}\n")) for line in export_lines(now())) - 1
    except OSError as fault:
        fail(f"{path}: cannot be written ({fault.strerror})")
        return
    click.echo(f"{count} shifts of the coming four weeks: {path}")


COMMANDS = (demo_command,)
