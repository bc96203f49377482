"""`volunteer-match shifts`: work shifts from files, for thousands of people at once."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from volunteer_match.availability.shifts.findings import findings_of
from volunteer_match.availability.shifts.gathering import Reading
from volunteer_match.availability.shifts.imports.actions import (
    Foreseen,
    Origin,
    begin,
    drop,
    foresee,
    keep_checked,
    read_for,
)
from volunteer_match.availability.shifts.imports.queries import clashes_in, count_new, find_mapping
from volunteer_match.availability.shifts.models import ShiftImport
from volunteer_match.availability.shifts.reading import ReadWish, ShiftFormat
from volunteer_match.availability.shifts.words import REFUSALS, is_uncertain, left_out_words, refusal_words, taken_words
from volunteer_match.availability.shifts.writing import Writer, write_all
from volunteer_match.commands.application import checked_app, fail, needs_database
from volunteer_match.commands.companies import company_or_fail
from volunteer_match.commands.progress import progress_bar
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.matching.zones import find_zone
from volunteer_match.organisations.models import Company
from volunteer_match.refusals import Refused
from volunteer_match.web.clock import now
from volunteer_match.web.times import format_span

MOST_LINES = 20
DAY = click.DateTime(["%Y-%m-%d"])


@dataclass(frozen=True, slots=True)
class Choices:
    """What was asked for. Empty texts and None: as the file, the mapping or the company says."""

    format: str | None
    zone: str
    dates: str
    mapping: str
    source: str
    first: date | None
    last: date | None
    company: str


def _wish(choices: Choices, company: Company) -> tuple[ReadWish, str]:
    """How to read, and the name of the source."""
    mapping = find_mapping(company.id, name=choices.mapping) if choices.mapping else None
    if choices.mapping and mapping is None:
        fail(f"--mapping: the company has no mapping “{choices.mapping}”")
    zone = choices.zone or (mapping.time_zone if mapping else "") or company.time_zone
    if find_zone(zone) is None:
        fail(f"--zone: “{zone}” is no IANA time zone, such as Europe/London")
    order = choices.dates or (mapping.date_order if mapping else "")
    kind = ShiftFormat(choices.format) if choices.format else (ShiftFormat.CSV if mapping else None)
    reading = Reading(zone, order, first=choices.first, last=choices.last)
    wish = ReadWish(reading, now().date(), kind, mapping.columns if mapping else None)
    return wish, choices.source or (f"csv:{mapping.name}" if mapping else "")


def _checked(path: Path, choices: Choices, *, dry_run: bool) -> ShiftImport:
    """The import as it is kept before it is written. What it would change is worked out for a dry run only."""
    company = company_or_fail(choices.company)
    wish, source = _wish(choices, company)
    origin = Origin(company.id, source, path.name)
    try:
        with path.open("rb") as file:
            read = read_for(file, wish, origin)
    except OSError as fault:
        fail(f"{path}: cannot be read ({fault.strerror})")
        raise
    except REFUSALS as refused:
        fail(f"{path}: {refusal_words(refused)}")
        raise
    foreseen = Foreseen(read.plan.packed())
    if dry_run:
        with progress_bar("Checking") as progress:
            foreseen = foresee(read, origin, now(), progress)
    begin_write(db.session)
    try:
        return keep_checked(read, origin, foreseen, now())
    except Refused as refused:
        fail(f"{path}: {refused.refusal.sentence}")
        raise


def _lines(one: ShiftImport, *, dry_run: bool) -> list[str]:
    findings = findings_of(one.findings)
    lines = ["Nothing was changed; this is what would happen."] if dry_run else []
    lines += [f"{label}: {value}" for label, value in taken_words(findings)]
    if is_uncertain(findings):
        lines.append("Say --dates dmy or --dates mdy if that is wrong.")
    lines.append(f"{findings.lines} lines; {one.agents} people, of whom {one.agents_changed} have other shifts now.")
    lines.append(f"Shifts added {one.added}, removed {one.removed}.")
    if findings.unknown_people:
        lines.append(f"Nobody here: {findings.unknown_people} people on {findings.unknown_people_lines} lines.")
    lines += [f"  {left_out_words(each)}" for each in findings.left_out[:MOST_LINES]]
    return lines + _clash_lines(one)


def _clash_lines(one: ShiftImport) -> list[str]:
    clashes = clashes_in(one)
    lines = [f"Clashes with what people promised: {len(clashes)}, new {count_new(clashes)}."]
    for clash in clashes[:MOST_LINES]:
        match, zone = clash.match, clash.match.agent.account.time_zone
        assert match.starts_at is not None
        assert match.ends_at is not None
        times = format_span(match.starts_at, match.ends_at, zone)
        lines.append(f"  {match.agent.account.email}: {match.opportunity.title}, {times} ({zone}), {match.state.value}")
    return lines


def _as_json(one: ShiftImport, writer: Writer | None) -> str:
    clashes: list[dict[str, Any]] = [
        {
            "match": clash.match.public_id,
            "agent": clash.match.agent.account.public_id,
            "state": clash.match.state.value,
            "shift": [clash.starts_at.isoformat(), clash.ends_at.isoformat()],
            "new": clash.is_new,
        }
        for clash in clashes_in(one)
    ]
    counts = {name: getattr(one, name) for name in ("agents", "agents_changed", "added", "removed")}
    found = {key: value for key, value in one.findings.items() if key != "preview"}
    pieces = {"pieces": writer.pieces, "longest_piece_seconds": round(writer.longest, 3)} if writer else {}
    return json.dumps(
        {"dry_run": writer is None, **counts, **pieces, **found, "clashes": clashes}, ensure_ascii=False, indent=2
    )


def _written(number: int, moment: datetime) -> Writer:
    begin(db.session.get_one(ShiftImport, number), None, moment)
    db.session.commit()
    with progress_bar("Importing") as progress:
        return write_all(number, moment, progress)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format", "source_format", type=click.Choice([each.value for each in ShiftFormat]), help="Default: found."
)
@click.option(
    "--zone", default="", metavar="ZONE", help="The IANA zone of times that name none. Default: the company's."
)
@click.option("--dates", type=click.Choice(["dmy", "mdy", "ymd", "ydm"]), help="The order in dates. Default: found.")
@click.option("--mapping", default="", metavar="NAME", help="CSV: a mapping that the company saved.")
@click.option("--source", default="", metavar="NAME", help="What a later import replaces. Default: the format.")
@click.option("--from", "first", type=DAY, help="Leave out what starts before this day.")
@click.option("--to", "last", type=DAY, help="Leave out what starts after this day.")
@click.option("--company", default="", help="The company's name. Default: the first one.")
@click.option("--dry-run", is_flag=True, help="Print what would change and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@needs_database
def import_shifts_command(
    file: Path,
    source_format: str | None,
    zone: str,
    dates: str | None,
    mapping: str,
    source: str,
    first: datetime | None,
    last: datetime | None,
    company: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import work shifts from FILE: NICE IEX (pipe-separated or JSON), CSV, or iCalendar."""
    days = (first.date() if first else None, last.date() if last else None)
    choices = Choices(source_format, zone, dates or "", mapping, source, *days, company)
    with checked_app().app_context():
        one = _checked(file, choices, dry_run=dry_run)
        number = one.id
        writer = None if dry_run else _written(number, now())
        one = db.session.get_one(ShiftImport, number)
        text = _as_json(one, writer) if as_json else "\n".join(_lines(one, dry_run=dry_run))
        if dry_run:
            drop(one)
            db.session.commit()
        click.echo(text)


@click.group("shifts")
def shifts_group() -> None:
    """Work shifts."""


shifts_group.add_command(import_shifts_command)
COMMANDS = (shifts_group,)
