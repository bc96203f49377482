"""A need as plain values, field by field: what came from the source, what stands here, and what differs. Pure.

A field of a row that differs from the value last imported was edited here. It is kept, whatever the source says.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from volunteer_match.glossary import Format
from volunteer_match.integrations.needs import ImportedNeed, ImportedSession
from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.matching.zones import wall_to_utc

Values = dict[str, Any]

PLACES_IF_UNKNOWN = 1
"""Never more people than were asked for; a coordinator sees the flag and may raise it."""
SKILL_LEVEL = SkillLevel.BEGINNER
LANGUAGE_LEVEL = Proficiency.B1
"""Sources name skills and languages without a level: they are taken as wishes, at the least that is of use."""
TIMES = ("format", "minutes_needed", "deadline", "sessions")
"""Fields that people who hold a place rely on."""


def _session_values(session: ImportedSession) -> list[Any]:
    places = session.places or PLACES_IF_UNKNOWN
    return [session.local_start.isoformat(timespec="minutes"), session.time_zone, session.minutes, places]


def _sessions(need: ImportedNeed) -> list[list[Any]]:
    """A flexible need has one session without times, which holds its places."""
    if need.format is Format.FLEXIBLE:
        return [[None, need.time_zone, None, need.places or PLACES_IF_UNKNOWN]]
    return [_session_values(session) for session in need.sessions]


def values_of(need: ImportedNeed, known_skills: Mapping[str, int], suggested: Iterable[str] = ()) -> Values:
    """The fields of a need as JSON has them. Skills that this installation lacks are left out.

    `suggested` are skills that were read out of the text of a need whose source names none.
    """
    return {
        "title": need.title,
        "description": need.description,
        "kind": need.kind.value,
        "cause": need.cause,
        "format": need.format.value,
        "time_zone": need.time_zone,
        "minutes_needed": need.minutes_needed,
        "deadline": need.deadline.astimezone(UTC).isoformat() if need.deadline else None,
        "minimum_age": need.minimum_age,
        "is_for_minors": need.is_for_minors,
        "source_url": need.apply_url,
        "skills": sorted([code, int(SKILL_LEVEL), False] for code in need.skills if code in known_skills),
        "suggested": sorted(suggested),
        "languages": sorted([tag, int(LANGUAGE_LEVEL), False] for tag in need.languages),
        "credentials": sorted(need.credentials),
        "sessions": _sessions(need),
    }


def starts_at(session: list[Any]) -> datetime | None:
    """The instant at which a session of `values_of` begins; None for one without times."""
    return wall_to_utc(datetime.fromisoformat(session[0]), session[1]) if session[0] else None


def ends_at(session: list[Any]) -> datetime | None:
    start = starts_at(session)
    return start + timedelta(minutes=session[2]) if start else None


def _without_gone(values: Values, named: list[list[Any]], now: datetime) -> Values:
    """Without sessions that are over and that the source no longer tells: time passing changes no record."""
    kept = [
        session
        for session in values.get("sessions", [])
        if (start := starts_at(session)) is None or start > now or session in named
    ]
    return {**values, "sessions": sorted(kept, key=str)}


def differing(left: Values, right: Values) -> set[str]:
    """The names of the fields that are not the same."""
    return {name for name in left.keys() | right.keys() if left.get(name) != right.get(name)}


def compare(imported: Values, here: Values, new: Values, now: datetime) -> tuple[set[str], set[str]]:
    """The fields that were edited here, and those that the source has changed since the last import."""
    named = new["sessions"]
    imported, here, new = (_without_gone(values, named, now) for values in (imported, here, new))
    return differing(imported, here), differing(imported, new)
