"""What an import did, or would do. Pure."""

from dataclasses import dataclass, field
from enum import StrEnum

from volunteer_match.integrations.needs import Flag, Skipped


class KeptReason(StrEnum):
    EDITED_HERE = "edited-here"
    ENDED_HERE = "ended-here"
    HELD_PLACES = "held-places"


@dataclass(frozen=True, slots=True)
class Kept:
    """A record of which something here was not overwritten: which fields, and why."""

    place: str
    public_id: str
    reason: KeptReason
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flagged:
    """A record with what a coordinator should look at."""

    place: str
    title: str
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """An opportunity here whose record is deleted at the source; it is for people to end it."""

    place: str
    public_id: str
    title: str


@dataclass(slots=True)
class ImportReport:
    """Every record of the file is counted once: imported, updated, unchanged or skipped."""

    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    flagged: list[Flagged] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
