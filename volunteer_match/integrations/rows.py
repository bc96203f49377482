"""Writes the values of a need into the rows of an opportunity, and reads them back."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from volunteer_match.glossary import Format, Kind
from volunteer_match.integrations.values import SKILL_LEVEL, Values, ends_at, starts_at
from volunteer_match.opportunities.models import (
    Opportunity,
    OpportunityCredential,
    OpportunityLanguage,
    OpportunitySession,
    OpportunitySkill,
)

SIMPLE = ("title", "description", "cause", "time_zone", "minutes_needed", "minimum_age", "is_for_minors", "source_url")

SKILLS = ("skills", "suggested")


def _session_values(row: OpportunitySession) -> list[Any]:
    start = row.local_start.isoformat(timespec="minutes") if row.local_start else None
    return [start, row.time_zone, row.minutes, row.places]


def values_here(opportunity: Opportunity) -> Values:
    """The fields as they stand here, in the form of `values_of`."""
    deadline = opportunity.deadline
    named = [row for row in opportunity.skills if not row.is_suggested]
    return {
        **{name: getattr(opportunity, name) for name in SIMPLE},
        "kind": opportunity.kind.value,
        "format": opportunity.format.value,
        "deadline": deadline.astimezone(UTC).isoformat() if deadline else None,
        "skills": sorted([row.skill.code, row.level, row.is_required] for row in named),
        "suggested": sorted(row.skill.code for row in opportunity.skills if row.is_suggested),
        "languages": sorted([row.tag, row.level, row.is_required] for row in opportunity.languages),
        "credentials": sorted(row.kind for row in opportunity.credentials),
        "sessions": [_session_values(row) for row in opportunity.sessions if row.cancelled_at is None],
    }


class RowWriter:
    """Sets fields of opportunities; `skill_ids` are the catalogue's row numbers by code."""

    def __init__(self, skill_ids: Mapping[str, int], now: datetime) -> None:
        self.skill_ids, self.now = skill_ids, now
        self._setters: dict[str, Callable[[Opportunity, Any], None]] = {
            "kind": lambda opportunity, value: setattr(opportunity, "kind", Kind(value)),
            "format": lambda opportunity, value: setattr(opportunity, "format", Format(value)),
            "deadline": self._set_deadline,
            "languages": self._set_languages,
            "credentials": self._set_credentials,
            "sessions": self._set_sessions,
        }

    def write(self, opportunity: Opportunity, values: Values) -> None:
        """Sets every field of `values`. Sessions to come that they don't name are removed: nobody may hold one."""
        for name, value in values.items():
            if name in SIMPLE:
                setattr(opportunity, name, value)
            elif name not in SKILLS:
                self._setters[name](opportunity, value)
        if any(name in values for name in SKILLS):
            self._set_skills(opportunity, values)

    @staticmethod
    def _set_deadline(opportunity: Opportunity, value: str | None) -> None:
        opportunity.deadline = datetime.fromisoformat(value) if value else None

    def _set_skills(self, opportunity: Opportunity, values: Values) -> None:
        """Skills that are named and those that were read out of the text, together: a row that changes sides stays.

        Of the two what `values` lacks stays. A suggested skill is a wish at the lowest level.
        """
        held = {row.skill_id: row for row in opportunity.skills}
        named = {row.skill_id: (row.level, row.is_required) for row in held.values() if not row.is_suggested}
        suggested = [row.skill_id for row in held.values() if row.is_suggested]
        if "skills" in values:
            named = {self.skill_ids[code]: (level, is_required) for code, level, is_required in values["skills"]}
        if "suggested" in values:
            suggested = [self.skill_ids[code] for code in values["suggested"] if code in self.skill_ids]
        wanted = {**dict.fromkeys(suggested, (int(SKILL_LEVEL), False)), **named}
        opportunity.skills[:] = [held.get(each) or OpportunitySkill(skill_id=each) for each in wanted]
        for row in opportunity.skills:
            row.level, row.is_required = wanted[row.skill_id]
            row.is_suggested = row.skill_id not in named

    @staticmethod
    def _set_languages(opportunity: Opportunity, wanted: list[list[Any]]) -> None:
        held = {row.tag: row for row in opportunity.languages}
        opportunity.languages[:] = [held.get(tag, OpportunityLanguage(tag=tag)) for tag, _, _ in wanted]
        for row, (_, level, is_required) in zip(opportunity.languages, wanted, strict=True):
            row.level, row.is_required = level, is_required

    @staticmethod
    def _set_credentials(opportunity: Opportunity, wanted: list[str]) -> None:
        held = {row.kind: row for row in opportunity.credentials}
        opportunity.credentials[:] = [held.get(kind, OpportunityCredential(kind=kind)) for kind in wanted]

    def _set_sessions(self, opportunity: Opportunity, wanted: list[list[Any]]) -> None:
        rows = {(row[0], row[1]): row for row in wanted}
        for row in list(opportunity.sessions):
            new = rows.pop(tuple(_session_values(row)[:2]), None)
            if new is not None:
                row.minutes, row.ends_at, row.places = new[2], ends_at(new), new[3]
            elif row.starts_at is None or row.starts_at > self.now:
                opportunity.sessions.remove(row)
        opportunity.sessions.extend(_new_session(row) for row in rows.values())


def _new_session(values: list[Any]) -> OpportunitySession:
    return OpportunitySession(
        local_start=datetime.fromisoformat(values[0]) if values[0] else None,
        time_zone=values[1],
        minutes=values[2],
        starts_at=starts_at(values),
        ends_at=ends_at(values),
        places=values[3],
        taken=0,
    )
