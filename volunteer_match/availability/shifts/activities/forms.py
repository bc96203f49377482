"""The rules for activities as rows of a form, read by hand: as many as somebody wants, and their order counts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _

from volunteer_match.availability.shifts.rules import LONGEST_PATTERN, MOST_RULES, ActivityRule, Counts

_NAME = re.compile(r"rule-(\d{1,3})-(pattern|counts)")


@dataclass(slots=True)
class RuleRow:
    """One rule as it is typed. `id` names its input, where the error summary leads."""

    index: int
    pattern: str = ""
    counts: str = Counts.WORK.value
    errors: list[str] = field(default_factory=list)
    type: str = "StringField"

    @property
    def id(self) -> str:
        return f"rule-{self.index}-pattern"


class RulesForm:
    """All rules, in their order."""

    def __init__(self, rows: list[RuleRow]) -> None:
        self.rows = rows[:MOST_RULES]
        self.form_errors: list[str] = []
        self._renumber()

    @classmethod
    def of_rules(cls, rules: Sequence[ActivityRule]) -> "RulesForm":
        return cls([RuleRow(number, rule.pattern, rule.counts.value) for number, rule in enumerate(rules)])

    @classmethod
    def of_request(cls, sent: Mapping[str, str]) -> "RulesForm":
        found: dict[int, RuleRow] = {}
        for name, value in sent.items():
            if match := _NAME.fullmatch(name):
                row = found.setdefault(int(match[1]), RuleRow(int(match[1])))
                setattr(row, match[2], " ".join(value.split())[: LONGEST_PATTERN + 1])
        return cls([row for _number, row in sorted(found.items())])

    def __iter__(self) -> Iterator[RuleRow]:
        return iter(self.rows)

    @property
    def errors(self) -> dict[str, list[str]]:
        return {row.id: row.errors for row in self.rows if row.errors}

    def add(self) -> None:
        self.rows.append(RuleRow(len(self.rows)))

    def remove(self, number: str) -> None:
        self.rows = [row for row in self.rows if str(row.index) != number]
        self._renumber()

    def move_up(self, number: str) -> None:
        """The rule before it comes after it."""
        place = next((place for place, row in enumerate(self.rows) if str(row.index) == number), 0)
        if place > 0:
            self.rows[place - 1], self.rows[place] = self.rows[place], self.rows[place - 1]
        self._renumber()

    def rules(self) -> list[ActivityRule]:
        """The rules that were typed; empty rows are none, and faults are noted on their rows."""
        found = []
        for row in self.rows:
            if row.counts not in set(Counts):
                row.errors.append(_("Choose work or free."))
            elif len(row.pattern) > LONGEST_PATTERN:
                row.errors.append(_("Use at most %(most)s letters.", most=LONGEST_PATTERN))
            elif row.pattern and not re.search(r"\w", row.pattern):
                row.errors.append(_("Enter words, like “time off”."))
            elif row.pattern:
                found.append(ActivityRule(row.pattern, Counts(row.counts)))
        return found

    def _renumber(self) -> None:
        for index, row in enumerate(self.rows):
            row.index = index
