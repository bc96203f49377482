"""`volunteer-match retention import FILE`: the list of joiners and leavers, from a program that makes it each month."""

from datetime import datetime
from pathlib import Path

import click

from volunteer_match.commands.application import checked_app, fail, needs_database
from volunteer_match.commands.companies import company_or_fail
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.hours.days import day_in
from volunteer_match.impact.retention.lists.actions import keep_checked, take
from volunteer_match.impact.retention.lists.queries import last_columns
from volunteer_match.impact.retention.lists.reading import ReadList, Wish, read_list
from volunteer_match.impact.retention.lists.rules import Part
from volunteer_match.impact.retention.lists.words import REFUSALS, left_out_words, refusal_words, taken_words
from volunteer_match.organisations.models import Company
from volunteer_match.web.clock import now


def _columns(named: tuple[str, ...], company: Company) -> dict[str, str]:
    """The saved headings, and those of this call before them."""
    columns = last_columns(company.id)
    for pair in named:
        part, _equals, heading = pair.partition("=")
        if part not in set(Part) or not heading:
            fail(f"--column: “{pair}” is not like joined=Hire date; parts are {', '.join(Part)}")
        columns[part] = heading
    return columns


def _read(path: Path, wish: Wish) -> ReadList:
    try:
        return read_list(path.read_bytes(), wish)
    except OSError as fault:
        fail(f"{path}: cannot be read ({fault.strerror})")
        raise
    except REFUSALS as refused:
        fail(f"{path}: {refusal_words(refused)}")
        raise


def _lines(read: ReadList, *, dry_run: bool) -> list[str]:
    findings = read.findings()
    lines = ["Nothing was changed; this is what would be taken."] if dry_run else []
    lines += [f"{label}: {value}" for label, value in taken_words(findings)]
    lines.append(f"{len(read.people)} people, {findings['left']} of whom left; the list is of {read.wish.as_of}.")
    lines.append(f"{findings['sites']} sites, {findings['roles']} roles.")
    if read.left_out:
        lines.append(f"Lines left out: {len(read.left_out)}")
    lines += [f"  Line {line}: {why}" + (f" ({text})" if text else "") for line, why, text in left_out_words(findings)]
    return lines


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day on which the list was made. Default: today.")
@click.option("--column", multiple=True, metavar="PART=HEADING", help="Such as joined=Hire date. Kept for next time.")
@click.option("--dates", type=click.Choice(["dmy", "mdy", "ymd", "ydm"]), help="The order in dates. Default: found.")
@click.option("--company", default="", help="The company's name. Default: the first one.")
@click.option("--dry-run", is_flag=True, help="Print what would be taken and change nothing.")
@needs_database
def import_list_command(
    file: Path, as_of: datetime | None, column: tuple[str, ...], dates: str | None, company: str, dry_run: bool
) -> None:
    """Import joiners and leavers from FILE (CSV) in place of the former list."""
    with checked_app().app_context():
        found = company_or_fail(company)
        today = day_in(found.time_zone, now())
        day = as_of.date() if as_of else today
        if day > today:
            fail("--as-of: enter a day that is not still to come")
        read = _read(file, Wish(day, _columns(column, found), dates or ""))
        company_id = found.id
        if not dry_run:
            begin_write(db.session)
            take(keep_checked(read, company_id, None, now()), None, now())
            db.session.commit()
        click.echo("\n".join(_lines(read, dry_run=dry_run)))


@click.group("retention")
def retention_group() -> None:
    """Who stays: the list of joiners and leavers."""


retention_group.add_command(import_list_command)
COMMANDS = (retention_group,)
