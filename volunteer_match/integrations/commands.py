"""`volunteer-match import`: reads a file of needs and brings them in as drafts."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import click
from flask_babel import gettext

from volunteer_match.commands.application import checked_app, fail, needs_database
from volunteer_match.commands.progress import progress_bar
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.integrations.actions import import_needs
from volunteer_match.integrations.csv_needs.columns import ColumnMap
from volunteer_match.integrations.faults import ImportFault
from volunteer_match.integrations.needs import Staged
from volunteer_match.integrations.options import ReadOptions, SourceFormat
from volunteer_match.integrations.printing import as_json, lines, sheet_lines
from volunteer_match.integrations.readers import read_columns, read_file, read_map
from volunteer_match.integrations.report import ImportReport
from volunteer_match.integrations.words import fault_words
from volunteer_match.web.clock import now


@dataclass(frozen=True, slots=True)
class Choices:
    """What was asked for besides how to read: where the columns are, and what to do with the result."""

    mapping: Path | None
    save_mapping: Path | None
    dry_run: bool
    as_json: bool
    assume_yes: bool


def _end(path: Path, fault: ImportFault) -> NoReturn:
    fail(f"{path}: {fault_words(fault)}.")
    raise AssertionError("unreachable")


def _columns(path: Path, options: ReadOptions, choices: Choices) -> ColumnMap | None:
    """The columns of a CSV file: as the mapping file says, or guessed, shown, and agreed to on a terminal."""
    if options.format is not SourceFormat.CSV:
        return None
    given = _given(choices.mapping) if choices.mapping else None
    sheet = read_columns(path, options, given)
    if choices.save_mapping:
        _save(sheet.map, choices.save_mapping)
    if given is None:
        for line in sheet_lines(sheet):
            click.echo(line, err=True)
        is_asked = sys.stdin.isatty() and not (choices.assume_yes or choices.dry_run)
        if is_asked and not click.confirm(gettext("Import with these columns?"), err=True):
            fail(gettext("Nothing was changed."), 1)
    return sheet.map


def _save(columns: ColumnMap, path: Path) -> None:
    try:
        path.write_text(columns.as_json(), encoding="utf-8")
    except OSError as fault:
        fail(f"{path}: {gettext('cannot be written')} ({fault.strerror}).")


def _given(mapping: Path) -> ColumnMap:
    try:
        return read_map(mapping)
    except ImportFault as fault:
        _end(mapping, fault)


def _staged(path: Path, options: ReadOptions, choices: Choices) -> Staged:
    try:
        columns = _columns(path, options, choices)
        with progress_bar(gettext("Reading")) as progress:
            return read_file(path, options, columns, progress)
    except ImportFault as fault:
        _end(path, fault)


def _stored(staged: Staged, *, dry_run: bool) -> ImportReport:
    begin_write(db.session)
    with progress_bar(gettext("Storing")) as progress:
        report = import_needs(staged, now(), dry_run=dry_run, progress=progress)
    db.session.commit()
    return report


@needs_database
def run_import(path: Path, options: ReadOptions, choices: Choices) -> None:
    """Reads, stores and prints; must be called within an application context."""
    report = _stored(_staged(path, options, choices), dry_run=choices.dry_run)
    if choices.as_json:
        click.echo(as_json(report))
        return
    for line in lines(report, dry_run=choices.dry_run):
        click.echo(line)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "source_format", type=click.Choice([each.value for each in SourceFormat]), required=True)
@click.option("--dry-run", is_flag=True, help="Print what would happen and change nothing.")
@click.option("--json", "print_json", is_flag=True, help="Print JSON.")
@click.option("--time-zone", metavar="ZONE", help="The IANA zone of times that name none, such as Europe/London.")
@click.option("--include-in-person", is_flag=True, help="Take needs that are not remote too.")
@click.option("--include-past", is_flag=True, help="Take needs and sessions that are over too, and all of each.")
@click.option("--partner", default="", metavar="NAME", help="CSV: the partner of rows that name none.")
@click.option("--mapping", type=click.Path(path_type=Path), help="CSV: a JSON file that says what each column holds.")
@click.option("--save-mapping", type=click.Path(path_type=Path), help="CSV: write the mapping that was used to a file.")
@click.option("--yes", is_flag=True, help="CSV: don't ask whether the guessed columns are right.")
def import_command(
    file: Path,
    source_format: str,
    dry_run: bool,
    print_json: bool,
    time_zone: str | None,
    include_in_person: bool,
    include_past: bool,
    partner: str,
    mapping: Path | None,
    save_mapping: Path | None,
    yes: bool,
) -> None:
    """Import needs from FILE as drafts that wait for a coordinator."""
    app = checked_app()
    with app.app_context():
        options = ReadOptions(
            now=now(),
            max_bytes=app.settings.import_max_bytes,
            format=SourceFormat(source_format),
            time_zone=time_zone,
            include_in_person=include_in_person,
            include_past=include_past,
            partner=partner,
        )
        run_import(file, options, Choices(mapping, save_mapping, dry_run, print_json, yes))


COMMANDS = (import_command,)
