"""Brings a larger catalogue into this installation's, behind the curated skills."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.people.catalogue.larger import LargerSkill
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.catalogue.reader import IMPORTED_GROUP
from volunteer_match.people.catalogue.search_index import words_of

CHUNK = 1_000
LONGEST_STEM = 60
Progress = Callable[[int, int], None]


@dataclass
class LargerReport:
    """What became of the skills; `known` are pairs of a name in the file and the code of the skill here that has it."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    known: list[tuple[str, str]] = field(default_factory=list)


def _plain(name: str) -> str:
    return " ".join(words_of(name))


class _Import:
    """One file on its way in. Names here, curated or imported, are never taken twice."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.report = LargerReport()
        rows = list(db.session.scalars(select(Skill)))
        self.imported = {row.concept: row for row in rows if row.is_imported}
        self.codes = {row.code for row in rows}
        self.names = {_plain(name): row.code for row in rows for name in (row.name_en, row.name_es) if name}

    def take(self, skill: LargerSkill) -> None:
        row = self.imported.get(skill.id)
        holder = self.names.get(_plain(skill.name))
        if holder is not None and (row is None or holder != row.code):
            self.report.known.append((skill.name, holder))
        elif row is None:
            self._add(skill)
        else:
            self._update(row, skill)

    def _add(self, skill: LargerSkill) -> None:
        row = Skill(
            code=self._code(skill), group=IMPORTED_GROUP, name_en=skill.name, name_es="", synonyms=[], concept=skill.id
        )
        row.is_imported = True
        self._name(row, skill)
        db.session.add(row)
        self.imported[skill.id] = row
        self.report.added += 1

    def _update(self, row: Skill, skill: LargerSkill) -> None:
        before = (row.name_en, row.name_es, row.synonyms)
        self._name(row, skill)
        if (row.name_en, row.name_es, row.synonyms) == before:
            self.report.unchanged += 1
        else:
            self.report.updated += 1

    def _name(self, row: Skill, skill: LargerSkill) -> None:
        """The words of the file's language; those of the other one stay."""
        others = [pair for pair in row.synonyms if pair[0] != self.language]
        synonyms = [*others, *([self.language, word] for word in skill.synonyms)]
        if synonyms != row.synonyms:
            row.synonyms = synonyms
        if self.language == "es":
            row.name_es = skill.name
        else:
            row.name_en = skill.name
        self.names[_plain(skill.name)] = row.code

    def _code(self, skill: LargerSkill) -> str:
        """From the last part of the id, else from the name; with a number where another skill has it."""
        last = re.split(r"[/#]", skill.id.rstrip("/#"))[-1]
        stem = "x-" + ("-".join(words_of(last)) or "-".join(words_of(skill.name)) or "skill")[:LONGEST_STEM]
        code, number = stem, 1
        while code in self.codes:
            number += 1
            code = f"{stem}-{number}"
        self.codes.add(code)
        return code


def import_larger(
    skills: Sequence[LargerSkill], language: str, now: datetime, *, dry_run: bool, progress: Progress
) -> LargerReport:
    """Adds and updates, in the caller's transaction; with `dry_run` everything is undone before the report is given.

    A skill whose name is here already is left out. What was retired here stays retired; what is gone from the file
    stays, for profiles may hold it.
    """
    savepoint = db.session.begin_nested()
    run = _Import(language)
    for start in range(0, len(skills), CHUNK):
        for skill in skills[start : start + CHUNK]:
            run.take(skill)
        db.session.flush()
        progress(min(len(skills), start + CHUNK), len(skills))
    report = run.report
    if dry_run:
        savepoint.rollback()
    else:
        record("skill.import", None, now, added=report.added, updated=report.updated, unchanged=report.unchanged)
        savepoint.commit()
    return report
