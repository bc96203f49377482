"""An import as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from volunteer_match.availability.shifts.activities.queries import activities_of
from volunteer_match.availability.shifts.findings import Findings, findings_of
from volunteer_match.availability.shifts.imports.queries import clashes_in
from volunteer_match.availability.shifts.models import ShiftClash, ShiftImport
from volunteer_match.availability.shifts.rules import Counts, is_work, rules_of
from volunteer_match.availability.shifts.words import COUNTS, is_uncertain, left_out_words, taken_words
from volunteer_match.extensions import db
from volunteer_match.organisations.models import Company
from volunteer_match.web.times import format_span


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A line as it stands in the file, and what it was taken for ("": it was left out)."""

    line: str
    who: str
    is_known: bool
    written: str
    understood: str
    activity: str


@dataclass(frozen=True, slots=True)
class ImportPage:
    """Everything that `availability/shifts/import.html` shows."""

    one: ShiftImport
    findings: Findings
    taken: list[tuple[str, str]]
    is_uncertain: bool
    preview: list[PreviewLine]
    left_out: list[str]
    activities: list[tuple[str, str, int]]
    clashes: Sequence[ShiftClash]

    @property
    def new_clashes(self) -> int:
        return sum(clash.is_new for clash in self.clashes)


def import_page(one: ShiftImport) -> ImportPage:
    findings = findings_of(one.findings)
    zone = next(iter(findings.zones), findings.zone)
    return ImportPage(
        one,
        findings,
        list(taken_words(findings)),
        is_uncertain(findings),
        [_preview_line(line, zone) for line in one.findings.get("preview", [])],
        [left_out_words(each) for each in findings.left_out],
        _activities(one.company_id, findings),
        clashes_in(one),
    )


def _preview_line(line: dict[str, Any], zone: str) -> PreviewLine:
    understood = ""
    if line["since"]:
        since, until = datetime.fromisoformat(line["since"]), datetime.fromisoformat(line["until"])
        understood = format_span(since, until, zone)
    return PreviewLine(line["line"], line["who"], bool(line["is_known"]), line["written"], understood, line["activity"])


def _activities(company_id: int, findings: Findings) -> list[tuple[str, str, int]]:
    """Names of the file, most lines first: the name, how it counts, and its lines."""
    known = activities_of(company_id)
    rules = rules_of(db.session.get_one(Company, company_id).activity_rules)
    return [
        (name, str(COUNTS[Counts.WORK if counts else Counts.FREE]), lines)
        for name, lines in sorted(findings.activities.items(), key=lambda item: -item[1])
        for counts in [known[name].is_work if name in known else is_work(name, rules)]
    ]
