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


def _session_values(row: OpportunitySession) -> list[Any]:
    start = row.local_start.isoformat(timespec="minutes") if row.local_start else None
    return [start, row.time_zone, row.minutes, row.places]


def values_here(opportunity: Opportunity) -> Values:
    """The fields as they stand here, in the form of `values_of`."""
    deadline = opportunity.deadline
    return {
        **{name: getattr(opportunity, name) for name in SIMPLE},
        "kind": opportunity.kind.value,
        "format": opportunity.format.value,
        "deadline": deadline.astimezone(UTC).isoformat() if deadline else None,
        "skills": sorted([row.skill.code, row.level, row.is_required] for row in _named(opportunity)),
        "suggested": sorted(row.skill.code for row in opportunity.skills if row.is_suggested),
        "languages": sorted([row.tag, row.level, row.is_required] for row in opportunity.languages),
        "credentials": sorted(row.kind for row in opportunity.credentials),
        "sessions": [_session_values(row) for row in opportunity.sessions if row.cancelled_at is None],
    }


def _named(opportunity: Opportunity) -> list[OpportunitySkill]:
    """The skills that somebody named, not those that were read out of the text."""
    return [row for row in opportunity.skills if not row.is_suggested]


class RowWriter:
    """Sets fields of opportunities; `skill_ids` are the catalogue's row numbers by code."""

    def __init__(self, skill_ids: Mapping[str, int], now: datetime) -> None:
        self.skill_ids, self.now = skill_ids, now
        self._setters: dict[str, Callable[[Opportunity, Any], None]] = {
            "kind": lambda opportunity, value: setattr(opportunity, "kind", Kind(value)),
            "format": lambda opportunity, value: setattr(opportunity, "format", Format(value)),
            "deadline": self._set_deadline,
            "skills": self._set_skills,
            "suggested": self._set_suggested,
            "languages": self._set_languages,
            "credentials": self._set_credentials,
            "sessions": self._set_sessions,
        }

    def write(self, opportunity: Opportunity, values: Values) -> None:
        """Sets every field of `values`. Sessions to come that they don't name are removed: nobody may hold one."""
        for name, value in values.items():
            if name in SIMPLE:
                setattr(opportunity, name, value)
            else:
                self._setters[name](opportunity, value)

    @staticmethod
    def _set_deadline(opportunity: Opportunity, value: str | None) -> None:
        opportunity.deadline = datetime.fromisoformat(value) if value else None

    def _set_skills(self, opportunity: Opportunity, wanted: list[list[Any]]) -> None:
        held = {row.skill_id: row for row in opportunity.skills}
        rows = [
            held.pop(self.skill_ids[code], OpportunitySkill(skill_id=self.skill_ids[code])) for code, _, _ in wanted
        ]
        for row, (_, level, is_required) in zip(rows, wanted, strict=True):
            row.level, row.is_required, row.is_suggested = level, is_required, False
        opportunity.skills[:] = [*rows, *(row for row in held.values() if row.is_suggested)]

    def _set_suggested(self, opportunity: Opportunity, codes: list[str]) -> None:
        """Wishes at the lowest level. What somebody named stays as they named it."""
        suggested = {row.skill_id: row for row in opportunity.skills if row.is_suggested}
        named = _named(opportunity)
        wanted = {self.skill_ids[code] for code in codes if code in self.skill_ids} - {row.skill_id for row in named}
        new = (
            OpportunitySkill(skill_id=skill_id, level=int(SKILL_LEVEL), is_required=False, is_suggested=True)
            for skill_id in sorted(wanted - suggested.keys())
        )
        opportunity.skills[:] = [*named, *(suggested[skill_id] for skill_id in wanted & suggested.keys()), *new]

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
