"""Skills from the command line: suggested from text without a database, and imported into the catalogue."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from volunteer_match.commands.application import fail
from volunteer_match.commands.skill_import import import_skills_command
from volunteer_match.suggesting.catalogue import Entry
from volunteer_match.suggesting.suggester import Suggester, Suggestion
from volunteer_match.suggesting.texts import Line, TextFault, read_lines, refuse_doubles
from volunteer_match.suggesting.words import LANGUAGES, guess_language

MOST_GUESSED_FROM = 2_000
Answers = list[tuple[Line, list[Suggestion]]]


@click.group("skills")
def skills_command() -> None:
    """Suggest skills for texts; import a larger catalogue."""


def _read(catalogue: Path, queries: Path) -> tuple[list[Line], list[Line]]:
    try:
        names, asked = read_lines(catalogue), read_lines(queries)
        refuse_doubles(queries, asked)
    except TextFault as fault:
        fail(str(fault))
        raise
    return names, asked


def _entries(lines: Sequence[Line]) -> list[Entry]:
    """One entry an id, in the order of the file; further lines with the same id are further names of it."""
    names: dict[str, list[str]] = {}
    for line in lines:
        names.setdefault(line.id, []).append(line.text)
    return [Entry(identity, tuple(texts)) for identity, texts in names.items()]


def _as_json(answers: Answers) -> str:
    found = [
        {
            "query": line.id,
            "suggestions": [{"skill": each.skill, "score": round(each.score, 7)} for each in suggestions],
        }
        for line, suggestions in answers
    ]
    return json.dumps(found, ensure_ascii=False, indent=2)


def _as_table(answers: Answers, names: dict[str, str]) -> str:
    rows = []
    for line, suggestions in answers:
        rows.append(f"{line.id}  {line.text}")
        rows += [f"  {each.score:.3f}  {each.skill}  {names[each.skill]}" for each in suggestions]
        if not suggestions:
            rows.append("  nothing in the catalogue is like it")
    return "\n".join(rows)


@skills_command.command("suggest")
@click.option(
    "--catalogue", type=click.Path(path_type=Path), required=True, help="Skills: an id, a tab, a name a line."
)
@click.option("--queries", type=click.Path(path_type=Path), required=True, help="Texts: an id, a tab, a text a line.")
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, help="At most so many a text.")
@click.option("--language", type=click.Choice(list(LANGUAGES)), help="Language of both files. [default: guessed]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def suggest_command(catalogue: Path, queries: Path, top: int, language: str | None, as_json: bool) -> None:
    """Suggest skills of a catalogue for each text, best first. Needs no database and no settings."""
    lines, asked = _read(catalogue, queries)
    guessed = language or guess_language([line.text for line in lines[:MOST_GUESSED_FROM]])
    suggester = Suggester(_entries(lines), guessed)
    answers = [(line, suggester.rank(line.text, top)) for line in asked]
    names = {line.id: line.text for line in reversed(lines)}
    click.echo(_as_json(answers) if as_json else _as_table(answers, names))


skills_command.add_command(import_skills_command)
COMMANDS = (skills_command,)
