"""`volunteer-match calendar export`: the sessions that are kept here, as a file that every calendar reads."""

from pathlib import Path

import click

from volunteer_match.calendars.export import planned_sessions, write_sessions
from volunteer_match.commands.application import checked_app, fail, needs_database
from volunteer_match.web.clock import now


@click.group("calendar")
def calendar_command() -> None:
    """Sessions as iCalendar."""


@calendar_command.command("export")
@click.option("--partner", default="", metavar="NAME", help="Only needs of the partner with exactly this name.")
@click.option("--drafts", is_flag=True, help="Drafts too, such as imported needs that wait for a coordinator.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="A file; the terminal without it.")
@needs_database
def export_command(partner: str, drafts: bool, output: Path | None) -> None:
    """Write the sessions of all needs as an iCalendar file. It holds no names of people."""
    with checked_app().app_context():
        content = write_sessions(planned_sessions(partner, drafts=drafts), now())
    if output is None:
        click.echo(content, nl=False)
        return
    try:
        output.write_bytes(content)
    except OSError as fault:
        fail(f"{output}: cannot be written ({fault.strerror}).")
    click.echo(f"{content.count(b'BEGIN:VEVENT')} sessions are in {output}.")


COMMANDS = (calendar_command,)
