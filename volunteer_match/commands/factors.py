"""`volunteer-match factors`: versions of the factors from files."""

import sys
from pathlib import Path

import click

from volunteer_match.challenges.factors import queries
from volunteer_match.challenges.factors.actions import add_version, publish
from volunteer_match.challenges.factors.comparing import compare
from volunteer_match.challenges.factors.faults import REFUSALS, fault_words
from volunteer_match.challenges.factors.reading import BadFile
from volunteer_match.challenges.factors.showing import ShownDifference, shown_difference
from volunteer_match.commands.application import fail, needs_database, writing
from volunteer_match.commands.companies import company_or_fail
from volunteer_match.extensions import db
from volunteer_match.refusals import Refused
from volunteer_match.web.clock import now

MOST_LINES = 40


def _line(each: ShownDifference) -> str:
    return f"  {each.title}, {each.place}: {each.before} → {each.after} ({each.change})"


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", default="", help="What the version is called. Default: the name of the file without .csv.")
@click.option("--company", default="", help="The company that counts with it. Default: the first one.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@needs_database
def import_factors_command(file: Path, name: str, company: str, dry_run: bool) -> None:
    """Put the factors of FILE to use: a CSV file as the page of administration gives it out.

    Prints what changes. A file with faults changes nothing, and each fault is printed with its line; exit code 1.
    """
    content = file.read_bytes()
    with writing():
        company_id = company_or_fail(company).id
        before = queries.current(company_id)
        try:
            row = add_version(name or file.stem, content, company_id, None, now())
        except BadFile as bad:
            click.echo("\n".join(fault_words(fault) for fault in bad.faults), err=True)
            sys.exit(1)
        except Refused as refused:
            fail(str(REFUSALS[refused.refusal]), 1)
            raise
        differences = [shown_difference(each) for each in compare(before, queries.set_of(row))]
        click.echo(f"{row.factors} factors, {len(differences)} other than in version {before.version}")
        for each in differences[:MOST_LINES]:
            click.echo(_line(each))
        if len(differences) > MOST_LINES:
            click.echo("  …")
        if dry_run:
            db.session.rollback()
            return
        publish(row, None, now())
        click.echo(f"Version {row.name} is in use from now on.")


@click.group("factors")
def factors_group() -> None:
    """The figures that turn actions of challenges into carbon, energy and water."""


factors_group.add_command(import_factors_command)
COMMANDS = (factors_group,)
