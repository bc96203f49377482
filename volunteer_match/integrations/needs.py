"""What every outside format is turned into: a need with its partner, or the reason why a record was left out. Pure."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from volunteer_match.glossary import Format, Kind


class SkipReason(StrEnum):
    """Why a record of the file is not imported."""

    NOT_A_NEED = "not-a-need"
    ORGANISATION_ONLY = "organisation-only"
    DELETED = "deleted"
    DUPLICATE_ID = "duplicate-id"
    NO_TITLE = "no-title"
    NO_PARTNER = "no-partner"
    NOT_REMOTE = "not-remote"
    REMOTE_UNREADABLE = "remote-unreadable"
    PAST = "past"
    TIMES_UNREADABLE = "times-unreadable"
    END_BEFORE_START = "end-before-start"


class FlagCode(StrEnum):
    """What a coordinator should look at before accepting an imported need."""

    REMOTE_MARKS_CONFLICT = "remote-marks-conflict"
    IN_PERSON = "in-person"
    REMOTE_ASSUMED = "remote-assumed"
    CONTACT_REMOVED = "contact-removed"
    LINK_DROPPED = "link-dropped"
    TITLE_CUT = "title-cut"
    TEXT_CUT = "text-cut"
    DUPLICATE_TITLE = "duplicate-title"
    NO_SOURCE_ID = "no-source-id"
    NO_DESCRIPTION = "no-description"
    PARTNER_UNNAMED = "partner-unnamed"
    NO_DATES = "no-dates"
    USUAL_TIMES = "usual-times"
    STARTS_LATER = "starts-later"
    PAST_SESSIONS_LEFT_OUT = "past-sessions-left-out"
    BACKWARD_SESSIONS_LEFT_OUT = "backward-sessions-left-out"
    UNREADABLE_SESSIONS_LEFT_OUT = "unreadable-sessions-left-out"
    LONG_INTERVALS_LEFT_OUT = "long-intervals-left-out"
    IN_PERSON_SESSIONS_LEFT_OUT = "in-person-sessions-left-out"
    LATE_SESSIONS_LEFT_OUT = "late-sessions-left-out"
    LENGTH_ASSUMED = "length-assumed"
    ZONE_ASSUMED = "zone-assumed"
    CLOCK_CHANGE = "clock-change"
    PLACES_UNKNOWN = "places-unknown"
    MAY_INVOLVE_MINORS = "may-involve-minors"
    MAXIMUM_AGE = "maximum-age"
    REQUIREMENT_NOT_MAPPED = "requirement-not-mapped"
    SKILL_NOT_MAPPED = "skill-not-mapped"
    VALUE_NOT_READ = "value-not-read"
    DATE_ORDER_GUESSED = "date-order-guessed"
    EXTRA_CELLS = "extra-cells"


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing to look at; `detail` is a count, a name or a place, as the source has it."""

    code: FlagCode
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ImportedPartner:
    """The non-profit of a need. `name` is empty where the source has none."""

    source_id: str
    name: str
    description: str = ""
    website: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class ImportedSession:
    """A dated occurrence: naive wall time, IANA zone, minutes of real time, places (None: the source doesn't say)."""

    local_start: datetime
    time_zone: str
    minutes: int
    places: int | None = None


@dataclass(frozen=True, slots=True)
class ImportedNeed:
    """A need ready to be stored. All text is plain, clean and free of e-mail addresses and telephone numbers."""

    source: str
    source_id: str
    place: str
    partner: ImportedPartner
    title: str
    description: str
    kind: Kind
    cause: str
    format: Format
    time_zone: str
    sessions: tuple[ImportedSession, ...] = ()
    minutes_needed: int | None = None
    deadline: datetime | None = None
    """Flexible only: an instant, aware."""
    places: int | None = None
    """Flexible only; None where the source doesn't say."""
    minimum_age: int | None = None
    is_for_minors: bool = False
    credentials: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    apply_url: str = ""
    flags: tuple[Flag, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that is left out: where it stands in the file, and why."""

    place: str
    reason: SkipReason
    detail: str = ""
    source_id: str = ""


@dataclass(frozen=True, slots=True)
class Staged:
    """Everything that a file holds, before the database is touched."""

    source: str
    needs: tuple[ImportedNeed, ...]
    skipped: tuple[Skipped, ...]
