"""`volunteer-match skills import`: a larger catalogue of skills into the database."""

import json
from pathlib import Path

import click

from volunteer_match.commands.application import fail, needs_database, writing
from volunteer_match.commands.progress import progress_bar
from volunteer_match.people.catalogue.importing import LargerReport, import_larger
from volunteer_match.people.catalogue.larger import LargerFault, LargerSkill, read_larger
from volunteer_match.web.clock import now

MOST_LINES = 20


def _read(path: Path) -> list[LargerSkill]:
    try:
        return read_larger(path.read_bytes())
    except OSError as fault:
        fail(f"{path}: cannot be read ({fault.strerror})")
        raise
    except LargerFault as fault:
        fail(f"{path}:{fault.line}: {fault.text}" if fault.line else f"{path}: {fault.text}")
        raise


def _as_json(report: LargerReport, *, dry_run: bool) -> str:
    known = [{"name": name, "skill": code} for name, code in report.known]
    counts = {"added": report.added, "updated": report.updated, "unchanged": report.unchanged}
    return json.dumps({"dry_run": dry_run, **counts, "known": known}, ensure_ascii=False, indent=2)


def _lines(report: LargerReport, *, dry_run: bool) -> list[str]:
    lines = ["Nothing was changed; this is what would happen."] if dry_run else []
    lines.append(f"Added {report.added}, updated {report.updated}, unchanged {report.unchanged}.")
    if report.known:
        lines.append(f"Left out, because a skill here has the name: {len(report.known)}.")
        lines += [f"  {name} ({code})" for name, code in report.known[:MOST_LINES]]
    if len(report.known) > MOST_LINES:
        lines.append(f"  and {len(report.known) - MOST_LINES} more (--json has them all)")
    return lines


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--language", type=click.Choice(["en", "es"]), default="en", show_default=True, help="Of its names.")
@click.option("--dry-run", is_flag=True, help="Print what would happen and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@needs_database
def import_skills_command(file: Path, language: str, dry_run: bool, as_json: bool) -> None:
    """Import skills from FILE: two columns (id and name), or the CSV of skills that ESCO publishes."""
    skills = _read(file)
    with writing(), progress_bar("Storing") as progress:
        report = import_larger(skills, language, now(), dry_run=dry_run, progress=progress)
    if as_json:
        click.echo(_as_json(report, dry_run=dry_run))
        return
    for line in _lines(report, dry_run=dry_run):
        click.echo(line)


COMMANDS = (import_skills_command,)
