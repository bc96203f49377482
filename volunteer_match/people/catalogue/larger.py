"""Reads a larger catalogue of skills: two columns (id and name), or the official CSV of ESCO. Pure."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _csv import Reader

LONGEST_NAME = 200
MOST_SYNONYMS = 60
ESCO_COLUMNS = ("conceptUri", "preferredLabel")
LEFT_OUT_TYPES = frozenset({"SkillGroup", "ConceptScheme", "Occupation", "ISCOGroup"})
HEADINGS = frozenset({"id", "code", "uri", "skill", "concepturi"})


class LargerFault(Exception):
    """A line that can't be read; `line` counts from 1, 0 is the whole file."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line, self.text = line, text


@dataclass(frozen=True, slots=True)
class LargerSkill:
    """One skill of the file; `id` is its id there."""

    line: int
    id: str
    name: str
    synonyms: tuple[str, ...] = ()


def read_larger(data: bytes) -> list[LargerSkill]:
    """Every skill of the file, in its order. Raises LargerFault at the first line that is none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise LargerFault(data.count(b"\n", 0, fault.start) + 1, "is not UTF-8") from None
    if not text.strip():
        raise LargerFault(0, "the file is empty")
    heading = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(heading), strict=True)
    try:
        found = list(_from_esco(rows) if all(name in heading for name in ESCO_COLUMNS) else _from_two_columns(rows))
    except csv.Error as fault:
        raise LargerFault(rows.line_num, f"is no CSV ({fault})") from None
    if not found:
        raise LargerFault(0, "the file holds no skill")
    _refuse_doubles(found)
    return found


def _delimiter(heading: str) -> str:
    return next((mark for mark in ("\t", ",", ";") if mark in heading), ",")


def _from_two_columns(rows: "Reader") -> Iterator[LargerSkill]:
    for number, row in enumerate(rows):
        if not any(cell.strip() for cell in row) or (number == 0 and row[0].strip().casefold() in HEADINGS):
            continue
        if len(row) != 2:
            raise LargerFault(rows.line_num, f"has {len(row)} columns; expected two, an id and a name")
        yield _skill(rows.line_num, row[0], row[1])


def _from_esco(rows: "Reader") -> Iterator[LargerSkill]:
    heading = [cell.strip() for cell in next(rows)]
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(heading):
            raise LargerFault(rows.line_num, f"has {len(row)} columns where the heading has {len(heading)}")
        cells = dict(zip(heading, row, strict=True))
        if cells.get("conceptType", "") in LEFT_OUT_TYPES:
            continue
        others = tuple(cells.get("altLabels", "").splitlines())
        yield _skill(rows.line_num, cells["conceptUri"], cells["preferredLabel"], others)


def _skill(line: int, identity: str, name: str, others: tuple[str, ...] = ()) -> LargerSkill:
    identity, name = identity.strip(), " ".join(name.split())
    if not identity:
        raise LargerFault(line, "has no id")
    if not name:
        raise LargerFault(line, "has no name")
    if len(name) > LONGEST_NAME:
        raise LargerFault(line, f"has a name of more than {LONGEST_NAME} signs")
    words = (" ".join(other.split()) for other in others)
    kept = tuple(dict.fromkeys(word for word in words if word and word != name and len(word) <= LONGEST_NAME))
    return LargerSkill(line, identity, name, kept[:MOST_SYNONYMS])


def _refuse_doubles(skills: list[LargerSkill]) -> None:
    seen: dict[str, int] = {}
    for skill in skills:
        if skill.id in seen:
            raise LargerFault(skill.line, f"has the id of line {seen[skill.id]}: {skill.id}")
        seen[skill.id] = skill.line
